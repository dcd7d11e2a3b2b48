import AuditModel
import Testing

@testable import AuditChecks

/// One phone for several people.
@Suite struct SharedNumberScenarioTests {
  private typealias Build = ExampleEvidence

  private func phone(_ user: UserID, _ number: String?, id: String = "p") -> AuthenticationMethod {
    AuthenticationMethod(owner: UserReference(id: user), id: id, type: "phoneAuthenticationMethod", detail: number)
  }

  private func assessment(
    _ methods: [AuthenticationMethod], change: (inout TenantEvidence) -> Void = { _ in }
  ) -> Assessment {
    Build.assessment(
      SharedMFANumberCheck(),
      Build.quietTenant {
        $0.authenticationMethods = .complete(methods)
        change(&$0)
      })
  }

  @Test(arguments: [
    ("+1 2065550100", "+12065550100"), ("+1 (206) 555-0100", "+12065550100"), ("001 206 555 0100", "+12065550100"),
    ("+44 (0)20 7946 0000", "+442079460000"), ("+1 2065550100 x 123", "+12065550100x123"),
    ("+1 2065550100 ext. 123", "+12065550100x123"), ("+1 2065550100;ext=123", "+12065550100x123"),
    ("030 1234567", "0301234567"), ("+49\u{A0}30\u{2011}1234567", "+49301234567"),
  ])
  func `a number is the same however it is written`(_ written: String, _ text: String) {
    #expect(PhoneNumber(written)?.text == text)
  }

  @Test(arguments: ["", "12345", "+1 XXXXXXXX65", "+1 ********65", "phone", "+1 XX XX 65 12 34"])
  func `what is no whole number is none`(_ written: String) {
    #expect(PhoneNumber(written) == nil)
  }

  @Test func `hidden and absent numbers are a gap for those users`() {
    let result = assessment([
      phone(Build.ada, "+1 XXXXXXXX65"), phone(Build.ben, nil), phone(Build.admin, "+1 2065550100"),
    ])
    #expect(result.findings.isEmpty)
    #expect(result.gaps.map(\.missedUsers) == [[Build.ada, Build.ben]])
  }

  @Test func `two accounts of one person are medium, of two people high`() {
    func found(_ first: String, _ second: String) -> [Severity] {
      assessment([phone(Build.ada, "+1 2065550100"), phone(Build.admin, "+1 2065550100")]) {
        $0.users = .complete([
          Build.user(Build.ada, "ada@contoso.example", first), Build.user(Build.admin, "adm@contoso.example", second),
        ])
      }.findings.map(\.severity)
    }
    #expect(found("Ada Example", "Example, Ada (Admin)") == [.medium, .medium])
    #expect(found("Ada Example", "Ada Sample") == [.high, .high])
    #expect(found("Ada", "Ada Sample") == [.high, .high])
  }

  @Test func `a number of one user leaves a trace without a finding, a shared one a trace of each finding`() {
    let single = assessment([phone(Build.ada, "+1 2065550100")])
    #expect(single.findings.isEmpty)
    #expect(single.traces == [Trace(.phone, "+12065550100", of: Build.ada)])
    let shared = assessment([phone(Build.ada, "+1 2065550100"), phone(Build.ben, "+12065550100")])
    #expect(shared.traces == shared.findings.map { Trace(.phone, "+12065550100", of: $0) }.sorted())
  }

  @Test func `a number that a record set counts although the listing no longer holds it`() {
    let audit = Build.update(
      "StrongAuthenticationUserDetails", old: "",
      new: #"[{"PhoneNumber":"+1 2065550100","AlternativePhoneNumber":null,"Email":null}]"#,
      by: "Azure Credential Configuration Endpoint Service")
    let found = assessment([phone(Build.ben, "+1 206-555-0100")]) { $0.directoryAudits = .complete([audit]) }.findings
    #expect(Set(found.map(\.userID)) == [Build.ada, Build.ben])
    #expect(found.first { $0.userID == Build.ada }?.evidence.map(\.source) == ["graph:directoryAudits"])
  }

  @Test func `apps without a push token have nothing in common`() {
    let audits = [(Build.ada, "1"), (Build.ben, "2")].map { user, id in
      var audit = Build.directoryAudit(
        "Update user", id: id, by: "a@contoso.example", of: user, named: "x@contoso.example")
      audit.targets[0].modifiedProperties = [
        .init("StrongAuthenticationPhoneAppDetail", old: "", new: #"[{"Id":"1","DeviceToken":"NO_DEVICE_TOKEN_OTP"}]"#)
      ]
      return audit
    }
    #expect(assessment([]) { $0.directoryAudits = .complete(audits) }.findings.isEmpty)
  }

  @Test func `a number that serves thousands names a few, and costs little`() {
    let users = (0..<3000).map {
      Build.user(UserID("0b000000-0000-4000-8000-00000000\(1000 + $0)"), "user\($0)@contoso.example")
    }
    let result = assessment(users.map { phone($0.id, "+1 2065550100") }) { $0.users = .complete(users) }
    #expect(result.findings.count == 3000)
    #expect(result.findings.allSatisfy { $0.details.count { $0.name == "Shared with" } == 21 })
    #expect(result.findings.first?.message.hasSuffix("and 2996 other users.") == true)
  }

  @Test func `keys hold when users are renamed, and a number of another user is another finding`() {
    let methods = [phone(Build.ada, "+1 2065550100"), phone(Build.ben, "+1 2065550100")]
    let before = assessment(methods).findings
    let after = assessment(methods.reversed()) {
      $0.users = .complete([Build.user(Build.ada, "NEW@contoso.example"), Build.user(Build.ben, "b@contoso.example")])
    }.findings
    #expect(Set(before.map(\.key)) == Set(after.map(\.key)))
    #expect(Set(before.map(\.key)).count == 2)
  }

  @Test func `a number without its country is one tenant's own`() {
    let local = assessment([phone(Build.ada, "5550100"), phone(Build.ben, "555 0100")])
    #expect(local.findings.count == 2 && local.traces.isEmpty)
    #expect(assessment([phone(Build.ada, "5550100")]).traces.isEmpty)
  }
}
