import AuditModel
import Testing

@testable import AuditChecks

extension ExampleEvidence {
  /// What one check says by itself, traces included.
  static func assessment(
    _ check: any Check, _ evidence: TenantEvidence, _ settings: CheckSettings = .none
  ) -> Assessment {
    check.assessment(
      of: EvidenceReader(
        index: EvidenceIndex(evidence: evidence), window: window, settings: settings, metadata: check.metadata))
  }

  /// A record about one user's sign-in methods, with its reason.
  static func methodAudit(
    _ activity: String, _ reason: String = "", id: String = "1", after seconds: Int64 = 0,
    by actor: String = "ada@contoso.example", of user: UserID = ada, named name: String = "ada@contoso.example"
  ) -> DirectoryAudit {
    var audit = directoryAudit(
      activity, id: id, at: recently.advanced(bySeconds: seconds), by: actor, of: user, named: name)
    audit.resultReason = reason
    return audit
  }

  /// An `Update user` record that changes one property; an actor without an address is a service.
  static func update(
    _ property: String, old: String?, new: String?, id: String = "1", after seconds: Int64 = 0,
    by actor: String = "admin@contoso.example"
  ) -> DirectoryAudit {
    var audit = methodAudit("Update user", id: id, after: seconds, by: actor)
    if !actor.contains("@") { audit.initiator = .application(id: nil, name: actor) }
    audit.targets[0].modifiedProperties = [.init(property, old: old, new: new)]
    return audit
  }
}

/// Stories about second factors.
@Suite struct MethodScenarioTests {
  private typealias Build = ExampleEvidence

  private func assessment(
    _ audits: [DirectoryAudit], methods: [AuthenticationMethod] = [], settings: CheckSettings = .none,
    change: (inout TenantEvidence) -> Void = { _ in }
  ) -> Assessment {
    Build.assessment(
      MFAMethodsCheck(),
      Build.quietTenant {
        $0.directoryAudits = .complete(audits)
        $0.authenticationMethods = .complete(methods)
        change(&$0)
      }, settings)
  }

  private func phone(at moment: Timestamp?, id: String = "p") -> AuthenticationMethod {
    AuthenticationMethod(
      owner: UserReference(id: Build.ada), id: id, type: "phoneAuthenticationMethod", createdAt: moment,
      detail: "+1 2065550100")
  }

  private static let app = "User registered Authenticator App with Notification and Code"

  @Test func `a method of the listing and the record of its registration are one change`() {
    let found = assessment(
      [Build.methodAudit("User registered security info", "User registered mobile phone with SMS")],
      methods: [phone(at: Build.recently.advanced(bySeconds: 3))]
    ).findings
    #expect(found.map(\.severity) == [.medium])
    #expect(
      found.first?.message == "The sign-in methods of ada@contoso.example were changed on 2026-08-19: phone number "
        + "added by the user.")
    #expect(
      found.first?.details.contains(Detail("New method", "phone number +1 2065550100 (2026-08-19T08:00:03Z)")) == true)
  }

  @Test func `what a service writes of a person's act is no second change`() {
    let found = assessment([
      Build.methodAudit("User registered security info", Self.app),
      Build.update(
        "StrongAuthenticationMethod", old: "", new: #"[{"MethodType":6,"Default":true},{"MethodType":7}]"#, id: "2",
        after: 20, by: "Azure Credential Configuration Endpoint Service"),
    ]).findings
    #expect(found.map(\.severity) == [.low])
    #expect(found.first?.evidence.map(\.recordID) == ["1"])
  }

  @Test func `what only a service wrote is a change by nobody in particular`() {
    let found = assessment([
      Build.update(
        "StrongAuthenticationMethod", old: #"[{"MethodType":7,"Default":true}]"#, new: "",
        by: "Azure MFA StrongAuthenticationService")
    ]).findings
    #expect(found.map(\.severity) == [.low])
    #expect(found.first?.signals.map(\.id) == ["method_removed", "actor_unknown"])
  }

  @Test func `a new device behind the app's details is a method, a cut value is nothing`() {
    func found(_ new: String) -> [Severity] {
      assessment([
        Build.update(
          "StrongAuthenticationPhoneAppDetail", old: #"[{"Id":"7","DeviceName":"Pixel"}]"#, new: new,
          by: "Azure MFA StrongAuthenticationService")
      ]).findings.map(\.severity)
    }
    #expect(found(#"[{"Id":"7"},{"Id":"8","DeviceName":"iPhone"}]"#) == [.low])
    #expect(found(#"[{"Id":"7","DeviceName":"Pixel 9"}]"#) == [])
    #expect(found(#"[{"Id":"7"},{"Id":"8","Dev"#) == [])
  }

  @Test func `a pass in the property that holds it is a temporary access pass by another identity`() {
    let found = assessment([
      Build.update("SecuredAccessPassData", old: "", new: #"[{"PassId":"1f","IsOneTime":true}]"#)
    ]).findings
    #expect(found.map(\.severity) == [.high])
    #expect(found.first?.message.contains("temporary access pass added by admin@contoso.example") == true)
  }

  @Test(arguments: [(3600, Severity.high), (3601, .low)] as [(Int64, Severity)])
  func `removed and added is a replacement within the hour only`(_ seconds: Int64, _ severity: Severity) {
    let found = assessment([
      Build.methodAudit("User registered security info", Self.app),
      Build.methodAudit("User deleted security info", "User deleted Authenticator App", id: "2", after: seconds),
    ]).findings
    #expect(found.map(\.severity) == [severity])
  }

  @Test func `a replacement over midnight is told on both days`() {
    let found = assessment([
      Build.methodAudit("User deleted security info", "User deleted mobile phone", after: 16 * 3600 - 600),
      Build.methodAudit("User registered security info", Self.app, id: "2", after: 16 * 3600 + 600),
    ]).findings
    #expect(found.map(\.severity) == [.high, .high])
  }

  @Test func `the MSP's registration is set aside, and so is the method that it left`() {
    let audit = Build.methodAudit(
      "Admin registered security info", "Admin registered phone method for user", by: "tech@msp.example")
    let settings = CheckSettings(partnerAdministrators: ["tech@msp.example"])
    let agreed = assessment([audit], methods: [phone(at: Build.recently)], settings: settings)
    #expect(agreed.findings.isEmpty)
    #expect(agreed.setAside == SetAside([.partner: 1]))
    #expect(assessment([audit], methods: [phone(at: Build.recently)]).findings.map(\.severity) == [.high])
  }

  @Test func `another identity that sets up a new account is medium, and the same later is high`() {
    func found(ageInDays days: Int) -> [Severity] {
      assessment([
        Build.methodAudit(
          "Admin registered security info", "Admin registered temporary access pass method for user",
          by: "admin@contoso.example")
      ]) {
        $0.users = .complete([
          Build.user(Build.ada, "ada@contoso.example", createdAt: Build.recently.advanced(byDays: -days))
        ])
      }.findings.map(\.severity)
    }
    #expect(found(ageInDays: 1) == [.medium])
    #expect(found(ageInDays: 8) == [.high])
  }

  @Test func `an account with an older method is not being set up`() {
    let found = assessment(
      [Build.methodAudit("User registered security info", "User registered mobile phone with SMS")],
      methods: [phone(at: Build.window.from.advanced(bySeconds: -60), id: "old")]
    ) {
      $0.users = .complete([
        Build.user(Build.ada, "ada@contoso.example", createdAt: Build.recently.advanced(byDays: -6))
      ])
    }.findings
    #expect(found.map(\.severity).sorted() == [.informational, .medium])
  }

  @Test func `a second factor switched off for many at once is one story`() {
    let users = (10..<20).map {
      Build.user(UserID("0b000000-0000-4000-8000-0000000000\($0)"), "user\($0)@contoso.example")
    }
    let audits = users.enumerated().map { position, user in
      Build.methodAudit(
        "Disable Strong Authentication", id: "\(position)", after: Int64(position), by: "admin@contoso.example",
        of: user.id, named: user.userPrincipalName)
    }
    let many = assessment(audits) { $0.users = .complete(users) }.findings
    #expect(many.map(\.severity) == Array(repeating: .medium, count: 10))
    #expect(many.allSatisfy { $0.signals.last?.id == "one_story" })
    #expect(assessment([audits[0]]).findings.map(\.severity) == [.high])
  }

  @Test func `traces tell where somebody else acted from, and not where owners did`() {
    let own = assessment([Build.methodAudit("User registered security info", Self.app)])
    #expect(own.traces.isEmpty)
    let audits = [Build.methodAudit("Admin registered security info", "phone", by: "ben@contoso.example")]
    let foreign = assessment(audits)
    #expect(foreign.traces.map(\.value) == ["192.0.2.7"])
    #expect(foreign.traces.first?.findingKey == foreign.findings.first?.key)
    let trusted = CheckSettings(trustedNetworks: [NetworkRange("192.0.2.0/24")].compactMap { $0 })
    #expect(assessment(audits, settings: trusted).traces.isEmpty)
  }

  @Test func `a finding keeps its key when the user is renamed and written in capitals`() {
    let before = assessment([Build.methodAudit("User registered security info", Self.app)])
    let after = assessment([
      Build.methodAudit(
        "User registered security info", Self.app, by: "ADA.NEW@contoso.example", named: "Ada.New@contoso.example")
    ]) { $0.users = .complete([Build.user(Build.ada, "ada.new@contoso.example")]) }
    #expect(before.findings.map(\.key) == after.findings.map(\.key))
    #expect(after.findings.map(\.severity) == [.low])
  }
}
