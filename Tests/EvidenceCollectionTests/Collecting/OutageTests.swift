import AuditModel
import EvidenceCollection
import Testing

/// A service that goes away in the middle of what is asked user by user.
struct OutageTests {
  @Test func `thousands of users are not asked one by one of a service that has gone`() async throws {
    let names = (0..<1_000).map { "u\($0)" }
    let tenant = try await collect(
      plan {
        $0.kinds = [.users, .authenticationMethods]
        $0.isFirstAudit = true
      }
    ) { call in
      if call.path == "/users" { return .list(names.map { user($0) }) }
      guard call.path.hasSuffix("/methods") else { return nil }
      return call.owner == "u7" ? .list([#"{"id":"m"}"#]) : .refused(503, "serviceUnavailable")
    }
    #expect(tenant.stub.calls.count { $0.path.hasSuffix("/methods") } < 1_500)
    let gap = try #require(tenant.gap(.authenticationMethods))
    #expect(gap.reason == .serviceError && gap.missedUsers?.count == 999)
    #expect(gap.missedUsers?.contains(UserID("u7")) == false)
    #expect(tenant.status(.authenticationMethods) == .partial && tenant.gap(.users) == nil)
  }

  @Test func `a few users who cannot be read end nothing`() async throws {
    let names = (0..<200).map { "u\($0)" }
    let tenant = try await collect(plan { $0.kinds = [.users, .authenticationMethods] }) { call in
      if call.path == "/users" { return .list(names.map { user($0) }) }
      guard call.path.hasSuffix("/methods") else { return nil }
      return call.owner.hasSuffix("5") ? .refused(503, "serviceUnavailable") : .list([#"{"id":"m"}"#])
    }
    #expect(tenant.gap(.authenticationMethods)?.missedUsers?.count == 20)
    #expect(tenant.lines(.authenticationMethods)?.count == 180)
  }
}
