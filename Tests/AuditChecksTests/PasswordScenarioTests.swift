import AuditModel
import Testing

@testable import AuditChecks

/// Whose password change it was, and what makes one worse.
@Suite struct PasswordScenarioTests {
  private typealias Build = ExampleEvidence

  private func findings(
    _ audits: [DirectoryAudit], settings: CheckSettings = .none, change: (inout TenantEvidence) -> Void = { _ in }
  ) -> [Finding] {
    Build.assessment(
      PasswordChangesCheck(),
      Build.quietTenant {
        $0.directoryAudits = .complete(audits)
        change(&$0)
      }, settings
    ).findings
  }

  private func audit(_ activity: String, after seconds: Int64 = 0, by actor: String, reason: String? = nil)
    -> DirectoryAudit
  {
    var audit = Build.directoryAudit(
      activity, id: "\(activity) \(seconds)", at: Build.recently.advanced(bySeconds: seconds), by: actor,
      of: Build.ada, named: "ada@contoso.example")
    audit.resultReason = reason
    return audit
  }

  @Test(arguments: ["zoe@contoso.example", "aaron@contoso.example"])
  func `a reset by somebody else is told also when the user changes it a minute later`(_ actor: String) {
    let found = findings([
      audit("Reset user password", by: actor),
      audit("Change user password", after: 90, by: "ada@contoso.example"),
    ])
    #expect(found.map(\.severity) == [.medium])
    #expect(found.first?.signals.map(\.reason) == ["was made by \(actor), not by the user"])
    #expect(found.first?.message.contains("changed 2 times on 2026-08-19") == true)
  }

  @Test func `a technician's reset is set aside and leaves the user's own change`() {
    let found = findings(
      [
        audit("Reset user password", by: "tech@msp.example"),
        audit("Change user password", after: 60, by: "ada@contoso.example"),
      ], settings: CheckSettings(partnerAdministrators: ["msp.example"]))
    #expect(found.map(\.severity) == [.low])
    #expect(found.first?.message.hasSuffix("changed 2026-08-19T08:01:00Z by themselves.") == true)
  }

  @Test func `changes that follow each other without a pause are several`() {
    let changes = (0..<10).map { audit("Change user password", after: $0 * 100, by: "ada@contoso.example") }
    #expect(findings(changes).first?.signalIDs == ["several_changes"])
    #expect(findings(Array(changes.prefix(2))).first?.severity == .low)
  }

  @Test(arguments: [(1, Severity.low, "new_account"), (8, .high, "near_new_method")])
  func `who joins chooses a password and registers a method`(_ days: Int, _ severity: Severity, _ signal: String) {
    let found = findings([
      audit("Change user password", by: "ada@contoso.example"),
      audit("User registered security info", after: 300, by: "ada@contoso.example"),
    ]) {
      $0.users = .complete([
        Build.user(Build.ada, "ada@contoso.example", createdAt: Build.recently.advanced(byDays: -days))
      ])
    }
    #expect(found.map(\.severity) == [severity])
    #expect(found.first?.signalIDs == [signal])
  }

  @Test(arguments: [
    ("Add FIDO2 security key", "ada@contoso.example", Severity.high),
    ("Add Passwordless Phone Sign-in Credential", "ada@contoso.example", .high),
    ("User registered security info", "tech@msp.example", .low),
    ("User changed default security info", "ada@contoso.example", .low),
    ("Add Windows Hello for Business credential", "ada@contoso.example", .low),
  ])
  func `a method near it counts when it is new and not the MSP's`(
    _ activity: String, _ actor: String, _ severity: Severity
  ) {
    let found = findings(
      [audit("Change user password", by: "ada@contoso.example"), audit(activity, after: -3600, by: actor)],
      settings: CheckSettings(partnerAdministrators: ["msp.example"])
    ) {
      guard actor.hasSuffix("msp.example") else { return }
      $0.authenticationMethods = .complete([
        AuthenticationMethod(
          owner: UserReference(id: Build.ada), id: "m", type: "phoneAuthenticationMethod",
          createdAt: Build.recently.advanced(bySeconds: -3590))
      ])
    }
    #expect(found.map(\.severity) == [severity])
  }

  @Test(arguments: [
    ("atRisk", Severity.high), ("remediated", .high), ("confirmedCompromised", .high), ("dismissed", .low),
    ("confirmedSafe", .low), ("somethingNew2027", .high),
  ])
  func `a risk that somebody denied makes no change worse, a sign-in's as little as a detection's`(
    _ state: String, _ severity: Severity
  ) {
    var signIn = RiskySignInsCheck.signIn("1", hours: -1) { $0.riskLevel = "high" }
    signIn.riskState = state
    let detection = RiskDetection(
      id: "d", user: UserReference(id: Build.ada), occurredAt: Build.recently, riskLevel: "high", riskState: state)
    let change = audit("Change user password", by: "ada@contoso.example")
    #expect(findings([change]) { $0.signIns = .complete([signIn]) }.map(\.severity) == [severity])
    #expect(findings([change]) { $0.riskDetections = .complete([detection]) }.map(\.severity) == [severity])
  }
}
