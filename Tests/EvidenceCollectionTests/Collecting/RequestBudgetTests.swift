import AuditModel
import EvidenceCollection
import Testing

/// How many HTTP requests a night costs, tokens included.
struct RequestBudgetTests {
  private static func requests(users count: Int, _ adjust: (inout CollectionPlan) -> Void = { _ in }) async throws
    -> Int
  {
    let names = (0..<count).map { "u\($0)" }
    let tenant = try await collect(plan(adjust)) { call in
      switch (call.path, call.cmdlet) {
      case ("/users", _): .list(names.map { user($0) })
      case (_, "Get-Mailbox"): .list(names.map { mailbox($0) })
      case ("/servicePrincipals", _):
        .list([
          #"{"id":"sp-graph","appId":"00000003-0000-0000-c000-000000000000"}"#,
          #"{"id":"sp-exo","appId":"00000002-0000-0ff1-ce00-000000000000"}"#,
        ])
      default: nil
      }
    }
    #expect(tenant.summary.kinds.allSatisfy { $0.gap == nil || $0.gap?.reason == .notDue })
    return tenant.stub.requests
  }

  @Test(arguments: [1, 50, 400])
  func `a night for everybody keeps the budget`(_ users: Int) async throws {
    #expect(try await Self.requests(users: users) <= users * 35 / 100 + 30)
  }

  @Test func `a night of the rotation keeps the smaller budget`() async throws {
    #expect(
      try await Self.requests(users: 700) { $0.refresh = RefreshPolicy(everybodyUpTo: 500) } <= 700 * 15 / 100 + 30)
  }
}
