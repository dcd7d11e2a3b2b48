/// How many requests may be in flight at once.
package struct RequestBounds: Hashable, Sendable {
  /// Over all tenants, token requests included.
  package var requests: Int
  package var perTenant: Int
  /// Per mailbox, the items of batches included.
  package var perMailbox: Int

  package init(requests: Int = 64, perTenant: Int = 8, perMailbox: Int = 4) {
    self.requests = max(1, requests)
    self.perTenant = max(1, perTenant)
    self.perMailbox = max(1, perMailbox)
  }
}
