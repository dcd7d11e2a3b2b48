/// One of the three services that are asked, each at its own base URL.
package enum CloudService: String, Hashable, Sendable, CaseIterable {
  /// The token endpoint.
  case login
  /// Microsoft Graph.
  case graph
  /// The Exchange Online admin API.
  case exchange
}
