import AuditModel
import EvidenceCollection
import Testing

@testable import MicrosoftCloud

/// Microsoft's budget for the directory depends on how many users a tenant has.
struct TenantSizeTests {
  @Test(arguments: [(49, 3_500), (50, 5_000), (501, 8_000)])
  func `once the users are listed their number decides the directory's budget`(users: Int, units: Int) async throws {
    let stub = StubCloud { call in
      // The listing begins again once: nobody counts twice.
      guard call.path == "/users" else { return nil }
      return .list((0..<users).map { user("u\($0)") } + [user("u0")])
    }
    let folder = try TemporaryFolder()
    try await stub.serve { port in
      try await withSession(port) { session in
        let cloud = session.tenant(tenantID)
        _ = try await TenantCollection(
          plan: plan { $0.kinds = [.organization, .users] }, cloud: cloud, directory: folder.path + "/tenant",
          generatorVersion: "0.1.0", now: { auditTime }, random: { 0.5 }, sleep: { _ in }, logger: .quiet
        ).collect()
        let gate = session.core.gate
        #expect(gate.largestBatch(.directory, of: cloud.graph.sender.terms, most: 100_000) == units)
      }
    }
  }
}
