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
  /// - Throws: `Trouble` with exit 30 when Microsoft refuses who we are, so that no tenant can work; `CancellationError`.
  package static func all(of tenants: [TenantEntry], with access: CloudAccess) async throws -> [TokenTest] {
    do {
      return try await tests(of: tenants, with: access)
    } catch let failure as CloudFailure {
      throw Trouble.refused(failure, configuration: access.configuration.file)
    }
  }

  private static func tests(of tenants: [TenantEntry], with access: CloudAccess) async throws -> [TokenTest] {
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
      if failure.concernsEveryTenant { throw failure }
      return failure
    }
  }
}

/// The token tests of several tenants, and what they come to.
package struct TokenTestResults: Sendable, Encodable {
  package let exit_code: Int32
  package let tenants: [TokenTest]

  package init(_ tests: [TokenTest]) {
    tenants = tests
    exit_code = TokenTest.exit(of: tests).rawValue
  }

  package var exit: ExitStatus { ExitStatus(rawValue: exit_code) ?? .internalError }

  /// One line a tenant that gives both tokens, what was said and what to do for the others; the verdict last.
  package var text: String {
    let width = min(40, tenants.map { $0.slug.count }.max() ?? 0)
    var lines: [String] = []
    for test in tenants {
      let name = Words.padded(test.slug, width)
      if test.isGranted {
        lines.append("  ok       \(name)  Graph and Exchange")
        continue
      }
      if let graph = test.graph { lines.append("  refused  \(name)  Graph: \(graph)") }
      if let exchange = test.exchange, exchange != test.graph {
        lines.append("  refused  \(name)  Exchange: \(exchange)")
      }
      if let help = test.help { lines.append(String(repeating: " ", count: width + 13) + "→ " + help) }
    }
    return (lines + [conclusion]).joined(separator: "\n")
  }

  package var conclusion: String {
    let refused = tenants.count { !$0.isGranted }
    return refused == 0
      ? "Every one of \(Words.counted(tenants.count, "tenant")) gives both tokens."
      : "\(refused) of \(Words.counted(tenants.count, "tenant")) do not give both tokens: roundsman doctor -t TENANT"
  }
}
