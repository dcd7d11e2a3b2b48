import AuditModel
import Testing

@testable import AuditChecks

/// Who is told to hold no administrator's role, and whom the listing of roles may merely be silent about.
@Suite struct KnownRoleScenarioTests {
  private typealias Build = ExampleEvidence

  /// Ben gives himself access to Ada's mailbox, and changes her job title.
  private func severities(_ change: (inout TenantEvidence) -> Void = { _ in }) -> [Severity] {
    let evidence = Build.quietTenant {
      $0.unifiedAudit = .complete([
        Build.record(
          "Add-MailboxPermission", by: "ben@contoso.example",
          ["Identity": "ada@contoso.example", "User": "ben@contoso.example", "AccessRights": "FullAccess"]),
        Build.record(
          "Set-User", id: "r2", by: "ben@contoso.example", ["Identity": "ada@contoso.example", "Title": "CEO"]),
      ])
      change(&$0)
    }
    return judge(evidence, window: Build.window).findings
      .filter { $0.userID == Build.ada && ["mailbox-permissions", "profile-changes"].contains($0.checkID) }
      .sorted { $0.checkID < $1.checkID }.map(\.severity)
  }

  private func role(_ name: String, of holder: UserID) -> RoleAssignment {
    RoleAssignment(id: "role-2", principal: UserReference(id: holder), roleName: name)
  }

  @Test func `a colleague without any role is a third party, one with a role that only reads is too`() {
    #expect(severities() == [.high, .high])
    #expect(
      severities { $0.roleAssignments = .complete([role("Message Center Reader", of: Build.ben)]) } == [.high, .high])
    #expect(severities { $0.roleAssignments = .complete([role("Helpdesk Lead", of: Build.ben)]) } == [.medium, .low])
  }

  @Test(arguments: ["Add member to role completed (PIM activation)", "Add eligible member to role"])
  func `an administrator whose role was activated and has ended is none`(_ activity: String) {
    let activation = DirectoryAudit(
      id: "pim", activity: activity, occurredAt: Build.recently.advanced(bySeconds: -600), hasSucceeded: true,
      initiator: .user(id: Build.ben.rawValue, name: nil, address: nil),
      targets: [
        .init(id: "role", type: "Role", displayName: "Exchange Administrator"),
        .init(id: Build.ben.rawValue, type: "User", displayName: "Ben Example"),
      ])
    #expect(severities { $0.directoryAudits = .complete([activation]) } == [.medium, .low])
  }

  @Test func `where a group holds a role anybody may be its member, an application's role is its own`() {
    let holder = UserID(ApplicationConsentsCheck.client)
    func roles(_ evidence: inout TenantEvidence) {
      evidence.roleAssignments = .complete([role("Exchange Administrator", of: holder)])
    }
    #expect(severities(roles) == [.medium, .low])
    let withApplication = severities {
      roles(&$0)
      $0.servicePrincipals = .complete([ApplicationConsentsCheck.application()])
    }
    #expect(withApplication == [.high, .high])
  }
}
