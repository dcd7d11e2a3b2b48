import AuditModel
import Testing

@testable import AuditChecks

/// Stories about roles as the directory and Privileged Identity Management tell them.
@Suite struct RoleScenarioTests {
  private typealias Build = ExampleEvidence

  private func assessment(
    _ audits: [DirectoryAudit], settings: CheckSettings = .none, change: (inout TenantEvidence) -> Void = { _ in }
  ) -> Assessment {
    Build.assessment(
      RoleChangesCheck(),
      Build.quietTenant {
        $0.directoryAudits = .complete(audits)
        change(&$0)
      }, settings)
  }

  private func audit(
    _ role: String, _ activity: String = "Add member to role", id: String = "1", after seconds: Int64 = 0,
    by initiator: DirectoryAudit.Initiator = .user(id: nil, name: "admin@contoso.example", address: "192.0.2.7"),
    of user: UserID = Build.ada, named name: String = "ada@contoso.example"
  ) -> DirectoryAudit {
    DirectoryAudit(
      id: id, activity: activity, occurredAt: Build.recently.advanced(bySeconds: seconds), hasSucceeded: true,
      initiator: initiator,
      targets: [
        .init(
          id: user.rawValue, type: "User", userPrincipalName: name,
          modifiedProperties: [.init("Role.DisplayName", old: nil, new: role)])
      ])
  }

  private func privileged(_ activity: String, _ role: String, by actor: UserID, after seconds: Int64 = 0)
    -> DirectoryAudit
  {
    DirectoryAudit(
      id: "pim", activity: activity, occurredAt: Build.recently.advanced(bySeconds: seconds), hasSucceeded: true,
      initiator: .user(id: actor.rawValue, name: nil, address: nil),
      targets: [
        .init(id: "role", type: "Role", displayName: role), .init(id: "request", type: "Request"),
        .init(id: Build.ada.rawValue, type: "User", displayName: "Ada Example"),
      ])
  }

  @Test func `an activation and what the service writes of it are one finding, one step less`() {
    let found = assessment([
      privileged("Add member to role completed (PIM activation)", "Global Administrator", by: Build.ada),
      audit("Company Administrator", id: "2", after: 4, by: .application(id: "01fc33a7-78ba", name: "MS-PIM")),
    ]).findings
    #expect(found.map(\.severity) == [.medium])
    #expect(
      found.first?.message == "ada@contoso.example activated the role Global Administrator at 2026-08-19T08:00:00Z.")
    #expect(found.first?.userID == Build.ada)
  }

  @Test func `what the service wrote alone stays a finding at full severity`() {
    let found = assessment([
      audit("Global Administrator", by: .application(id: "01fc33a7-78ba", name: "MS-PIM"))
    ]).findings
    #expect(found.map(\.severity) == [.high])
  }

  @Test func `a role assigned in PIM is given, not activated`() {
    let found = assessment([
      privileged("Add eligible member to role in PIM completed (timebound)", "User Administrator", by: Build.ben)
    ]).findings
    #expect(found.map(\.severity) == [.high, .high])
    #expect(Set(found.map(\.userID)) == [Build.ada, Build.ben])
    #expect(found.allSatisfy { $0.signals.contains { $0.id == "eligible" } })
  }

  @Test func `a role that holders give themselves is one finding`() {
    let found = assessment([
      audit("Exchange Administrator", by: .user(id: Build.ada.rawValue, name: "ada@contoso.example", address: nil))
    ]).findings
    #expect(found.map(\.userID) == [Build.ada])
    #expect(found.first?.signals.last?.id == "to_oneself")
  }

  @Test func `a role that is taken away again is still told, and says so`() {
    let found = assessment([
      audit("Global Administrator"), audit("Global Administrator", "Remove member from role", id: "2", after: 600),
    ]).findings.filter { $0.userID == Build.ada }
    #expect(found.map(\.severity) == [.high])
    #expect(found.first?.signals.last == Signal("taken_away_again", "was taken away again 2026-08-19T08:10:00Z"))
  }

  @Test func `the MSP's own grants are set aside, with what PIM writes of them`() {
    let settings = CheckSettings(partnerAdministrators: ["tech@msp.example"])
    let result = assessment(
      [
        audit("Global Administrator", by: .user(id: nil, name: "tech@msp.example", address: nil)),
        audit("Global Administrator", id: "2", after: 5, by: .application(id: "x", name: "MS-PIM")),
      ], settings: settings)
    #expect(result.findings.isEmpty)
    #expect(result.setAside == SetAside([.partner: 1]))
  }

  @Test func `many roles by one administrator are one finding about the administrator`() {
    let found = assessment(
      (0..<30).map {
        audit(
          "Helpdesk Administrator", id: "\($0)", after: Int64($0),
          of: UserID("0b000000-0000-4000-8000-0000000000\(10 + $0)"), named: "user\($0)@contoso.example")
      }
    ).findings
    #expect(found.count == 31)
    let giver = found.filter { $0.userID == Build.admin }
    #expect(giver.count == 1)
    #expect(giver.first?.details.count { $0.name == "Given to" } == 21)
  }

  @Test func `an actor who is no user of the tenant has no finding`() {
    let found = assessment([
      audit("Global Administrator", by: .user(id: nil, name: "somebody@other.example", address: nil))
    ]).findings
    #expect(found.map(\.userID) == [Build.ada])
  }

  @Test func `elevation over Azure is about the administrator who did it`() {
    let found = assessment([
      DirectoryAudit(
        id: "1",
        activity: "User has elevated their access to User Access Administrator for their Azure Resources",
        occurredAt: Build.recently, hasSucceeded: true,
        initiator: .user(id: Build.admin.rawValue, name: "admin@contoso.example", address: "192.0.2.9"))
    ])
    #expect(found.findings.map(\.userID) == [Build.admin])
    #expect(found.findings.map(\.severity) == [.high])
    #expect(found.traces.map(\.value) == ["192.0.2.9"])
  }

  @Test func `the template id decides, whatever the role is called`() {
    func found(_ id: String, _ name: String) -> [Severity] {
      var record = audit(name)
      record.targets[0].modifiedProperties.append(.init("Role.TemplateId", old: nil, new: id))
      return assessment([record]).findings.filter { $0.userID == Build.ada }.map(\.severity)
    }
    #expect(found("62E90394-69F5-4237-9190-012177145E10", "Globaler Administrator") == [.high])
    #expect(found("729827e3-9c14-49f7-bb1b-9608f156bbb8", "Helpdeskadministrator") == [.medium])
    #expect(found("ac16e43d-7b2d-40e0-ac05-243ff356ab5b", "Message Center Privacy Reader") == [])
  }
}
