import MicrosoftCloud

/// Whether one tenant's services give the audit a token.
package struct TokenTest: Hashable, Sendable, Encodable {
  package let id: String
  package let name: String
  package let slug: String
  /// Nil when the token was given.
  package let graph: String?
  package let exchange: String?
  package let help: String?

  package var isGranted: Bool { graph == nil && exchange == nil }

  /// Asks for both tokens of each tenant, a bounded number of tenants at a time.
  ///
  /// - Throws: `CancellationError` only.
  package static func all(of tenants: [TenantEntry], with access: CloudAccess) async throws -> [TokenTest] {
    try await access.forEach(tenants) { tenant in
      let graph = try await failure(tenant, .graph, access)
      let exchange = graph?.concernsWholeTenant == true ? graph : try await failure(tenant, .exchange, access)
      return TokenTest(
        id: tenant.id, name: tenant.name ?? tenant.domain ?? tenant.id, slug: tenant.slug, graph: graph?.message,
        exchange: exchange?.message, help: (graph ?? exchange)?.remedy)
    }
  }

  /// 0 when every tenant gives both, 30 when none gives any, else 20.
  package static func exit(of tests: [TokenTest]) -> ExitStatus {
    if tests.allSatisfy(\.isGranted) { return .success }
    return tests.allSatisfy { $0.graph != nil && $0.exchange != nil } ? .nothingAudited : .incomplete
  }

  private static func failure(
    _ tenant: TenantEntry, _ service: CloudService, _ access: CloudAccess
  ) async throws -> CloudFailure? {
    do {
      _ = try await access.session.grantedPermissions(of: tenant.id, service: service)
      return nil
    } catch let failure as CloudFailure {
      return failure
    }
  }
}
