import AuditModel
import Testing

@testable import EvidenceCollection

/// Whose per-user kinds are read tonight.
struct RotationTests {
  private static let everybody = (0..<700).map { UserReference(id: UserID("id-\($0)"), name: "U\($0)@contoso.example") }

  private static func rotation(
    users: Int = 700, activity: UserActivity = UserActivity(), _ adjust: (inout CollectionPlan) -> Void = { _ in }
  ) -> Rotation { Rotation(plan: plan(adjust), userCount: users, activity: activity) }

  @Test func `small tenants and first audits read everybody`() {
    #expect(Self.everybody.allSatisfy(Self.rotation(users: 500).isDue))
    #expect(Self.everybody.allSatisfy(Self.rotation(users: 501) { $0.isFirstAudit = true }.isDue))
    #expect(!Self.everybody.allSatisfy(Self.rotation(users: 501).isDue))
  }

  @Test func `seven nights read everybody once, in about equal parts`() {
    var nights: [Int: Int] = [:]
    for night in 20_000..<20_007 {
      for user in Self.everybody where Self.rotation({ $0.night = night }).isDue(user) {
        nights[night, default: 0] += 1
      }
    }
    #expect(nights.values.reduce(0, +) == 700)
    #expect(nights.count == 7)
    #expect(nights.values.allSatisfy { (70...130).contains($0) })
  }

  @Test func `events, roles and flags make it a user's turn`() throws {
    let waiting = try #require(
      Self.everybody.filter { !Self.rotation().isDue($0) }.prefix(4).map { $0 } as [UserReference]?)
    let activity = UserActivity(
      names: [waiting[0].name?.lowercased() ?? "", waiting[1].id?.rawValue ?? ""],
      administrators: [try #require(waiting[2].id)])
    let rotation = Self.rotation(activity: activity) { $0.flagged = [UserID("ID-0"), waiting[3].id ?? UserID("")] }
    #expect(waiting.allSatisfy(rotation.isDue))
  }

  @Test func `one user by name or id is the only one`() {
    for text in ["U7@CONTOSO.example", "ID-7"] {
      let rotation = Self.rotation(users: 10) { $0.onlyUser = text }
      #expect(Self.everybody.filter(rotation.isDue).map(\.name) == ["U7@contoso.example"])
    }
  }

  @Test func `a night is a day since 1970`() {
    #expect(CollectionPlan.night(of: Timestamp(seconds: 86_399)) == 0)
    #expect(CollectionPlan.night(of: Timestamp(seconds: 86_400)) == 1)
    #expect(CollectionPlan.night(of: Timestamp(seconds: -1)) == -1)
  }

  @Test func `in a large tenant those with events, roles and risks are read, and the others named`() async throws {
    let users = (0..<40).map { "u\($0)" }
    let waiting = users.filter { name in
      !Rotation(
        plan: plan { $0.refresh = RefreshPolicy(everybodyUpTo: 10) }, userCount: 40, activity: UserActivity()
      ).isDue(UserReference(id: UserID(name), name: "\(name)@contoso.example"))
    }
    try #require(waiting.count > 4)
    let tenant = try await collect(
      plan {
        $0.refresh = RefreshPolicy(everybodyUpTo: 10)
        $0.kinds.subtract([.messageTrace])
      }
    ) { call in
      switch (call.path, call.cmdlet) {
      case ("/users", _): .list(users.map { user($0) })
      case ("/roleManagement/directory/roleAssignments", _): .list([#"{"id":"r","principalId":"\#(waiting[0])"}"#])
      case ("/identityProtection/riskyUsers", _): .list([#"{"id":"\#(waiting[1])"}"#])
      case ("/auditLogs/directoryAudits", _):
        .list([#"{"id":"d","initiatedBy":{"app":{}},"targetResources":[{"type":"User","id":"\#(waiting[2])"}]}"#])
      case (_, "Search-UnifiedAuditLog"):
        .list([
          #"{"ResultIndex":1,"ResultCount":1,"Identity":"i","Operations":"New-InboxRule","CreationDate":"2026-08-17T10:00:00","AuditData":"{\"Operation\":\"New-InboxRule\",\"UserId\":\"\#(waiting[3])@contoso.example\",\"CreationTime\":\"2026-08-17T10:00:00\",\"Id\":\"i\"}"}"#
        ])
      case (_, "Get-Mailbox"): .list(users.map { mailbox($0) })
      default: nil
      }
    }
    let gap = try #require(tenant.gap(.authenticationMethods))
    #expect(gap.reason == .notDue)
    #expect(gap.missedUsers == waiting.dropFirst(4).map { UserID($0) }.sorted())
    #expect(tenant.gap(.inboxRules)?.missedUsers == gap.missedUsers)
    #expect(tenant.gap(.sweepRules)?.reason == .notDue)
    #expect(tenant.status(.inboxRules) == .partial)
    #expect(tenant.stub.calls.allSatisfy { !$0.path.contains("messageRules") }, "a mailbox keeps its source")
  }
}
