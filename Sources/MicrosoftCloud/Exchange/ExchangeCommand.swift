/// One cmdlet of Exchange Online with its parameters.
package struct ExchangeCommand: Hashable, Sendable {
  /// A parameter's value.
  package enum Value: Hashable, Sendable {
    case string(String)
    case bool(Bool)
    case int(Int)
    case strings([String])
  }

  /// Where the request is routed.
  package enum Anchor: Hashable, Sendable {
    /// The mailbox of that user principal name or address.
    case user(String)
    case organization
  }

  /// Such as `Get-InboxRule`.
  package var name: String
  package var parameters: [String: Value]
  package var anchor: Anchor
  /// The properties asked for; all when empty.
  package var select: [String]
  package var limit: ServiceLimit
  package var pageSize: Int

  package init(
    _ name: String, parameters: [String: Value] = [:], anchor: Anchor = .organization, select: [String] = [],
    limit: ServiceLimit = .exchange, pageSize: Int = 1_000
  ) {
    self.name = name
    self.parameters = parameters
    self.anchor = anchor
    self.select = select
    self.limit = limit
    self.pageSize = pageSize
  }

  /// Cmdlets that only read may be repeated after a failure.
  package var isReadOnly: Bool { name.hasPrefix("Get-") || name.hasPrefix("Search-") }
}
