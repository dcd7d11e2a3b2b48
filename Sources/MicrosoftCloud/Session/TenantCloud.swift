/// One tenant's two services, with its tokens, budgets and bounds.
package struct TenantCloud: Sendable {
  package let graph: GraphClient
  package let exchange: ExchangeClient

  package var tenantID: String { graph.tenantID }

  /// Tells how many users the tenant has: larger tenants have larger directory budgets. Small is assumed before.
  package func learn(userCount: Int) {
    graph.sender.core.gate.learn(userCount: userCount, of: graph.sender.terms)
  }
}
