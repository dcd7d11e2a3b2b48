import AuditModel
import Testing

@testable import EvidenceCollection

/// Whose per-user kinds are read tonight.
struct RotationTests {
  private static let everybody = (0..<700).map { UserID("id-\($0)") }

  private static func rotation(
    users: Int = 700, _ adjust: (inout CollectionPlan) -> Void = { _ in }, seen: (inout Roster) -> Void = { _ in }
  ) -> Rotation {
    var roster = Roster()
    roster.addUsers((0..<users).map { RawObject(line: [], id: "id-\($0)", name: "U\($0)@contoso.example") })
    seen(&roster)
    return Rotation(roster, plan(adjust))
  }

  private static func due(_ rotation: Rotation) -> [UserID] { everybody.filter { rotation.isDue($0) } }

  @Test func `small tenants and first audits read everybody`() {
    #expect(Self.due(Self.rotation(users: 500)).count == 700)
    #expect(Self.due(Self.rotation(users: 501, { $0.isFirstAudit = true })).count == 700)
    #expect(Self.due(Self.rotation()).count < 700)
  }

  @Test func `seven nights read everybody once, in about equal parts`() {
    var nights: [Int: Int] = [:]
    for night in 20_000..<20_007 {
      let rotation = Self.rotation({ $0.night = night })
      nights[night] = Self.due(rotation).count
    }
    #expect(nights.values.reduce(0, +) == 700)
    #expect(nights.values.allSatisfy { (70...130).contains($0) })
  }

  @Test func `events, roles and flags make it a user's turn`() {
    let tonight = Self.rotation()
    let waiting = (0..<700).filter { !tonight.isDue(UserID("id-\($0)")) }.prefix(4).map { $0 }
    let rotation = Self.rotation({ $0.flagged = [UserID("ID-\(waiting[3])")] }) { roster in
      roster.addSeen(ids: ["ID-\(waiting[0])"], names: ["u\(waiting[1])@CONTOSO.example"])
      roster.addAdministrators([RawObject(line: [], id: "id-\(waiting[2])")])
    }
    #expect(Set(waiting.map { UserID("id-\($0)") }).isSubset(of: Self.due(rotation)))
  }

  @Test func `whoever the listing of users lacks has a turn as all others`() {
    let strangers = (0..<700).map { UserID("stranger-\($0)") }
    let nights = (20_000..<20_007).map { night in
      let rotation = Self.rotation({ $0.night = night })
      return Set(strangers.filter { rotation.isDue($0) })
    }
    #expect(nights.reduce(Set()) { $0.union($1) } == Set(strangers))
    #expect(nights.map(\.count).reduce(0, +) == strangers.count)
    #expect(!Self.rotation({ $0.onlyUser = "u7@contoso.example" }).isDue(strangers[0]))
  }

  @Test func `one user by name or id is the only one`() {
    for text in ["U7@CONTOSO.example", "ID-7"] {
      #expect(Self.due(Self.rotation(users: 10, { $0.onlyUser = text })) == [UserID("id-7")])
    }
  }

  @Test func `a night is a day since 1970`() {
    #expect(CollectionPlan.night(of: Timestamp(seconds: 86_399)) == 0)
    #expect(CollectionPlan.night(of: Timestamp(seconds: 86_400)) == 1)
    #expect(CollectionPlan.night(of: Timestamp(seconds: -1)) == -1)
  }

  @Test func `in a large tenant those with events, roles and risks are read, and the others named`() async throws {
    let users = (0..<40).map { "u\($0)" }
    let refresh = RefreshPolicy(everybodyUpTo: 10)
    let tonight = plan { $0.refresh = refresh }.night % refresh.nights
    let waiting = users.filter { Rotation.turn(of: UserID($0), among: refresh.nights) != tonight }
    try #require(waiting.count > 5)
    let tenant = try await collect(
      plan {
        $0.refresh = refresh
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
          #"{"ResultIndex":1,"ResultCount":1,"Identity":"i","Operations":"New-InboxRule","CreationDate":"2026-08-17T10:00:00","AuditData":"{\"Operation\":\"New-InboxRule\",\"UserId\":\"\#(waiting[3])@contoso.example\",\"CreationTime\":\"2026-08-17T10:00:00\",\"ObjectId\":\"contoso\\\\\#(waiting[4])\\\\7\",\"Id\":\"i\"}"}"#
        ])
      case (_, "Get-Mailbox"): .list(users.map { mailbox($0) })
      default: nil
      }
    }
    let gap = try #require(tenant.gap(.authenticationMethods))
    #expect(gap.reason == .notDue)
    #expect(gap.missedUsers == waiting.dropFirst(5).map { UserID($0) }.sorted())
    #expect(tenant.gap(.inboxRules)?.missedUsers == gap.missedUsers)
    #expect(tenant.gap(.sweepRules)?.reason == .notDue)
    #expect(tenant.status(.inboxRules) == .partial)
    #expect(tenant.stub.calls.allSatisfy { !$0.path.contains("messageRules") }, "a mailbox keeps its source")
  }
}
