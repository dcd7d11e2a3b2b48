/// One tenant's two services, with its tokens, budgets and bounds.
package struct TenantCloud: Sendable {
  package let tenantID: String
  package let graph: GraphClient
  package let exchange: ExchangeClient

  /// Tells how many users the tenant has: larger tenants have larger directory budgets. Small is assumed before.
  package func learn(userCount: Int) { fatalError("…") }
}
