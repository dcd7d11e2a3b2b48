import AuditModel
import Testing

@testable import AuditChecks

/// What raises a new account or a changed password, and what must not.
@Suite struct NewAccountScenarioTests {
  private typealias Build = ExampleEvidence

  private static let newcomer = UserID("0a000000-0000-4000-8000-00000000000c")

  private func findings(_ check: CheckID, _ change: (inout TenantEvidence) -> Void) -> [Finding] {
    judge(Build.quietTenant(change), window: Build.window).findings.filter { $0.checkID == check }
  }

  private func newcomer(_ change: (inout TenantEvidence) -> Void) -> [Finding] {
    findings("new-users") {
      $0.users = .complete([
        Build.user(
          Self.newcomer, "cy@contoso.example", createdAt: Build.recently, lastPasswordChangeAt: Build.recently),
        Build.user(Build.ben, "ben@contoso.example"),
      ])
      $0.directoryAudits = .complete([
        Build.directoryAudit("Add user", by: "ben@contoso.example", of: Self.newcomer, named: "cy@contoso.example")
      ])
      change(&$0)
    }
  }

  @Test func `the creator's own new device is no reason to suspect the account, a phone number for a factor is`() {
    let device = RegisteredDevice(
      id: "d", displayName: "PC", registeredAt: Build.recently, owners: [UserReference(id: Build.ben)])
    #expect(newcomer { $0.devices = .complete([device]) }.map(\.severity) == [.low])
    let method = AuthenticationMethod(
      owner: UserReference(id: Build.ben), id: "m", type: "phoneAuthenticationMethod", createdAt: Build.recently,
      detail: "+1 2065550100")
    let found = newcomer { $0.authenticationMethods = .complete([method]) }
    #expect(found.map(\.severity) == [.high])
    #expect(found.first?.signals.last?.reason.contains("about whom mfa-methods found something") == true)
  }

  @Test func `an administrator without a second factor does not make the accounts they create suspect`() {
    let found = newcomer {
      $0.registrationDetails = .complete([
        RegistrationDetails(user: UserReference(id: Build.ben), isMFARegistered: false)
      ])
      $0.roleAssignments = .complete([
        RoleAssignment(id: "r", principal: UserReference(id: Build.ben), roleName: "User Administrator")
      ])
    }
    #expect(found.map(\.severity) == [.low])
  }

  @Test func `unread roles are said, never guessed`() {
    let found = newcomer { $0.remove(.roleAssignments) }
    #expect(found.map(\.severity) == [.low])
    #expect(found.first?.signals.map(\.id) == ["roles_unknown"])
    #expect(newcomer { _ in }.first?.signals.isEmpty == true)
  }

  @Test func `a guest is a guest where the listing does not say so, and shows the state of the invitation`() {
    let found = findings("new-users") {
      var guest = Build.user(
        Self.newcomer, "cy_partner.example#EXT#@contoso.example", type: .unknown, createdAt: Build.recently)
      guest.externalUserState = "PendingAcceptance"
      $0.users = .complete([guest])
    }
    #expect(found.map(\.severity) == [.informational])
    #expect(found.first?.details.contains(Detail("Invitation", "PendingAcceptance")) == true)
  }

  @Test(arguments: [("dismissed", Severity.low), ("confirmedSafe", .low), ("remediated", .high), ("atRisk", .high)])
  func `a risk that somebody dismissed raises no password change`(_ state: String, _ severity: Severity) {
    let found = findings("password-changes") {
      $0.users = .complete([Build.user(Build.ada, "ada@contoso.example", lastPasswordChangeAt: Build.recently)])
      $0.riskDetections = .complete([
        RiskDetection(
          id: "r", user: UserReference(id: Build.ada), occurredAt: Build.recently.advanced(bySeconds: -60),
          riskLevel: "high", riskState: state)
      ])
    }
    #expect(found.map(\.severity) == [severity])
  }
}
