package import MicrosoftCloud

/// Whether each service gives a token for one tenant.
package struct TokenTest: Sendable {
  package let tenant: TenantEntry
  /// Nil when it was given.
  package let graph: CloudFailure?
  package let exchange: CloudFailure?

  /// What concerns the tenant: one line a service.
  package var diagnoses: [Diagnosis] {
    [Self.line("Microsoft Graph", graph, tenant), Self.line("Exchange Online", exchange, tenant)]
  }

  package var verdict: Diagnosis.Verdict { diagnoses.map(\.verdict).max() ?? .good }

  private static func line(_ service: String, _ failure: CloudFailure?, _ tenant: TenantEntry) -> Diagnosis {
    guard let failure else { return Diagnosis(.good, "token", service, "was given") }
    if failure.reason == .serviceMissing {
      return Diagnosis(.note, "token", service, "the tenant does not have this service")
    }
    return Diagnosis(
      service == "Microsoft Graph" ? .failed : .missing, "token", service, "is refused: \(failure.message)",
      help: failure.reason == .consentMissing
        ? "consent in that tenant: roundsman tenants link -t \(tenant.slug)" : failure.remedy)
  }
}

extension CloudAccess {
  /// Asks for both tokens of every tenant, a bounded number at a time.
  ///
  /// - Throws: `Trouble` with exit 30 when Microsoft refuses who we are; `CancellationError`.
  package func testTokens(of tenants: [TenantEntry]) async throws -> [TokenTest] {
    do {
      return try await bounded(tenants, width: configuration.concurrentTenants) { tenant in
        let graph = try await refusal(of: tenant, .graph)
        // What the whole tenant refuses, it refuses for the other service as well.
        let exchange = graph?.concernsWholeTenant == true ? graph : try await refusal(of: tenant, .exchange)
        return TokenTest(tenant: tenant, graph: graph, exchange: exchange)
      }
    } catch let failure as CloudFailure {
      throw Trouble.refused(failure, configuration: configuration.file)
    }
  }

  private func refusal(of tenant: TenantEntry, _ service: CloudService) async throws -> CloudFailure? {
    do {
      _ = try await session.grantedPermissions(of: tenant.id, service: service)
      return nil
    } catch let failure as CloudFailure {
      if failure.concernsEveryTenant { throw failure }
      // The token was given; that it cannot be read from here does not matter.
      return failure.reason == .malformedAnswer ? nil : failure
    }
  }
}

extension TokenTest {
  /// 30 when no tenant gives a token of Microsoft Graph, 20 when one lacks any, else 0.
  package static func exit(of tests: [TokenTest]) -> ExitStatus {
    if tests.allSatisfy({ $0.verdict == .failed }) { return .nothingAudited }
    return tests.contains { $0.verdict >= .missing } ? .incomplete : .success
  }
}
