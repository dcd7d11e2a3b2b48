import AuditModel
import Testing

@testable import AuditChecks

/// Stories about sign-ins as the logs really tell them.
@Suite struct SignInScenarioTests {
  private typealias Build = ExampleEvidence
  private typealias Check = RiskySignInsCheck

  private func findings(_ evidence: TenantEvidence, _ settings: CheckSettings = .none) -> [Finding] {
    judge(evidence, window: Build.window, settings: settings).findings.filter { $0.checkID == "risky-sign-ins" }
  }

  private func assessment(_ evidence: TenantEvidence, _ settings: CheckSettings = .none) -> Assessment {
    Check().assessment(
      of: EvidenceReader(
        index: EvidenceIndex(evidence: evidence), window: Build.window, settings: settings, metadata: Check.metadata))
  }

  private func tenant(_ signIns: [SignIn]) -> TenantEvidence {
    Build.quietTenant { $0.signIns = .complete(Check.ordinary + signIns) }
  }

  private static let lagos = SignIn.Position(latitude: 6.45, longitude: 3.4)
  private static let amsterdam = SignIn.Position(latitude: 52.37, longitude: 4.9)

  @Test func `many sign-ins from one address are one finding, with the address as a trace`() throws {
    let evidence = tenant(
      (0..<40).map { Check.signIn("\($0)", hours: Double($0) / 10, country: "NG", from: "203.0.113.9") })
    let found = assessment(evidence)
    let finding = try #require(found.findings.first)
    #expect(found.findings.count == 1 && finding.severity == .low)
    #expect(found.traces == [Trace(.clientAddress, "203.0.113.9", of: finding)])
    #expect(finding.message.contains("40 times") && finding.signals.map(\.id) == ["new_country"])
  }

  @Test func `a mail program with an old protocol is one finding from wherever, and no trace`() {
    let evidence = tenant(
      (0..<10).map { number in
        Check.signIn("\(number)", from: "198.51.100.\(number)") { $0.clientProtocol = "IMAP4" }
      })
    let found = assessment(evidence)
    #expect(found.findings.map(\.severity) == [.low])
    #expect(found.findings.flatMap(\.signals).map(\.id) == ["legacy_protocol"])
    #expect(found.traces.isEmpty)
  }

  @Test(arguments: [(0.5, 1), (24.0, 0)])
  func `nobody travels 5,000 km in half an hour, but does in a day`(_ hours: Double, _ count: Int) {
    let found = findings(
      tenant([
        Check.signIn("a") { $0.position = Self.amsterdam },
        Check.signIn("b", hours: hours, from: "203.0.113.9") { $0.position = Self.lagos },
      ]))
    #expect(found.count == count)
    #expect(found.flatMap(\.signals).map(\.id) == (count == 0 ? [] : ["impossible_travel"]))
  }

  @Test func `distances are right to within what the earth's curve hides`() {
    let way = Self.amsterdam.distance(to: Self.lagos)
    #expect(way > 4900 && way < 5110, "about 5,106 km over ground")
    let antipode = SignIn.Position(latitude: -52.37, longitude: -175.1)
    #expect(abs(Self.amsterdam.distance(to: antipode) - 2 * 6371) < 1)
    #expect(Self.amsterdam.distance(to: Self.amsterdam) == 0)
  }

  @Test(arguments: [(120.0, 1), (3600.0, 0)])
  func `a session that changes its network within minutes is shared`(_ seconds: Double, _ count: Int) {
    let found = findings(
      tenant([
        Check.signIn("a") { $0.sessionID = "s" },
        Check.signIn("b", hours: seconds / 3600, from: "203.0.113.9") { $0.sessionID = "s" },
      ]))
    #expect(found.count == count)
  }

  @Test func `a session that stays with one operator is not shared, whatever the address`() {
    let found = findings(
      tenant([
        Check.signIn("a") {
          $0.sessionID = "s"
          $0.networkNumber = 1136
        },
        Check.signIn("b", hours: 0.01, from: "203.0.113.9") {
          $0.sessionID = "s"
          $0.networkNumber = 1136
        },
      ]))
    #expect(found.isEmpty)
  }

  @Test func `failures elsewhere do not make the owner's success guessed`() {
    let failures = (0..<30).map { Check.signIn("f\($0)", hours: -1, from: "203.0.113.9", error: 50126) }
    let found = findings(tenant(failures + [Check.signIn("home")]))
    #expect(found.map(\.severity) == [.informational])
  }

  @Test func `an address that failed for many users and got in once sprayed`() {
    let others = (10..<30).map { UserID("0b000000-0000-4000-8000-0000000000\($0)") }
    let failures = others.map { user in
      var signIn = SignIn(
        id: "f" + user.rawValue, user: UserReference(id: user), occurredAt: Build.recently, errorCode: 50126)
      signIn.clientAddress = "203.0.113.9"
      return signIn
    }
    let evidence = Build.quietTenant {
      $0.users = .complete(
        others.map { Build.user($0, "u\($0.rawValue.suffix(2))@contoso.example") } + ($0.users.value ?? []))
      $0.signIns = .complete(failures + [Check.signIn("in", hours: 1, from: "203.0.113.9")])
    }
    #expect(findings(evidence).flatMap(\.signals).map(\.id) == ["guessing_succeeded"])
    let office = Build.quietTenant {
      $0.users = evidence.users
      $0.signIns = .complete(
        failures
          + failures.map { failure in
            var success = SignIn(
              id: "s" + failure.id, user: failure.user, occurredAt: Build.recently.advanced(bySeconds: 60))
            success.clientAddress = "203.0.113.9"
            return success
          })
    }
    #expect(findings(office).isEmpty, "where everybody gets in, an office sits behind the address")
  }

  @Test func `trusted countries and networks, partner networks and partner accounts are no findings`() throws {
    let abroad = tenant([Check.signIn("1", country: "NG", from: "203.0.113.9") { $0.userAgent = "curl/8.0" }])
    #expect(findings(abroad).map(\.severity) == [.medium])
    #expect(findings(abroad, CheckSettings(trustedCountries: ["ng"])).map(\.severity) == [.low])
    let range = try #require(NetworkRange("203.0.113.0/24"))
    let trusted = assessment(abroad, CheckSettings(trustedNetworks: [range]))
    #expect(trusted.findings.isEmpty && trusted.setAside.counts == [.trusted: 1])
    let partner = assessment(abroad, CheckSettings(partnerNetworks: [range]))
    #expect(partner.findings.isEmpty && partner.setAside.counts == [.partner: 1])
    let own = assessment(abroad, CheckSettings(partnerAdministrators: ["ada@contoso.example"]))
    #expect(own.findings.isEmpty)
  }

  @Test func `on a first night with one day only nothing is new, and the finding says so`() throws {
    let evidence = Build.quietTenant {
      $0.signIns = .complete([Check.signIn("1", country: "NG") { $0.riskLevel = "high" }])
    }
    let finding = try #require(findings(evidence).first)
    #expect(finding.signals.map(\.id) == ["microsoft_risk"])
    #expect(finding.details.contains { $0.name == "Usual countries" })
    let configured = findings(evidence, CheckSettings(trustedCountries: ["NL"]))
    #expect(configured.flatMap(\.signals).map(\.id) == ["new_country", "microsoft_risk"])
  }

  @Test func `a country that earlier nights vouch for is usual, another is new`() {
    func evidence(_ known: String) -> TenantEvidence {
      Build.quietTenant {
        $0.signIns = .complete(Check.ordinary + [Check.signIn("1", country: "NG")])
        let before = Build.window.from.advanced(byDays: -30)
        $0.past = TenantPast(
          firstAuditAt: before, users: [Build.ada: UserPast(countries: ["NL": before, known: before])])
      }
    }
    #expect(findings(evidence("GH")).count == 1)
    #expect(findings(evidence("NG")).isEmpty)
  }

  @Test func `a first audit within the window vouches for none of the sign-ins that it saw itself`() {
    let evidence = Build.quietTenant {
      $0.signIns = .complete(Check.ordinary + [Check.signIn("1", country: "NG")])
      let lastNight = Build.window.to.advanced(byDays: -1)
      $0.past = TenantPast(
        firstAuditAt: lastNight, users: [Build.ada: UserPast(countries: ["NL": lastNight, "NG": lastNight])])
    }
    #expect(findings(evidence).flatMap(\.signals).map(\.id).contains("new_country"))
  }

  @Test func `the key stays when the user is renamed, spelt otherwise, or the listing reordered`() {
    let signIns = [Check.signIn("1", country: "NG"), Check.signIn("2", hours: 1, country: "NG")]
    let plain = tenant(signIns)
    var other = plain
    other.signIns = .complete((Check.ordinary + signIns).reversed())
    other.users = .complete([Build.user(Build.ada, "ADA.new@contoso.example")])
    #expect(findings(plain).map(\.key) == findings(other).map(\.key))
  }

  @Test func `the audit log tells of device codes, guessing and shared sessions without countries`() throws {
    func record(_ id: String, _ operation: String, seconds: Int64, _ parameters: KeyValuePairs<String, String>)
      -> AuditRecord
    {
      Build.record(
        operation, id: id, at: Build.recently.advanced(bySeconds: seconds), by: "ADA@contoso.example",
        succeeded: operation == "UserLoggedIn", parameters)
    }
    let evidence = Build.quietTenant {
      $0.remove(.signIns, because: .licenceRequired)
      $0.unifiedAudit = .complete(
        (0..<12).map {
          record("f\($0)", "UserLoginFailed", seconds: Int64($0), ["LogonError": "InvalidUserNameOrPassword"])
        } + [
          record("s", "UserLoggedIn", seconds: 60, ["RequestType": "Cmsi:Cmsi", "ErrorNumber": "0"]),
          record("x", "UserLoggedIn", seconds: 90, ["ErrorNumber": "50140", "UserAgent": "curl/8.0"]),
        ])
    }
    let finding = try #require(findings(evidence).first)
    #expect(finding.userID == Build.ada && finding.severity == .medium)
    #expect(finding.signals.map(\.id) == ["guessing_succeeded", "device_code", "country_not_known"])
    #expect(finding.evidence.map(\.source) == ["unified_audit"])
  }

  @Test func `every table entry names its source`() {
    for agent in SignInClients.scriptedAgents + SignInClients.legacyAgents {
      #expect(agent.text == agent.text.lowercased() && !agent.source.isEmpty && !agent.name.isEmpty)
      #expect(agent.matches(agent.text + (agent.place == .whole ? "" : "1.0")))
    }
    #expect(SignInClients.legacyProtocols.allSatisfy { $0 == $0.lowercased() })
  }

  @Test func `the intruder's second day does not make the country usual where earlier nights know better`() {
    func evidence(_ home: [SignIn], past: TenantPast) -> TenantEvidence {
      Build.quietTenant {
        $0.signIns = .complete(
          home + [Check.signIn("1", country: "NG"), Check.signIn("2", hours: 24, country: "NG", from: "203.0.113.9")])
        $0.past = past
      }
    }
    let before = Build.window.from.advanced(byDays: -20)
    let past = TenantPast(firstAuditAt: before, users: [Build.ada: UserPast(countries: ["NL": before])])
    let one = [Check.signIn("home", hours: -48)]
    for home in [one, []] {
      let found = findings(evidence(home, past: past))
      #expect(found.flatMap(\.signalIDs) == ["new_country", "new_country"])
      #expect(found.allSatisfy { $0.signals.contains { $0.reason.contains("(before: NL)") } })
    }
  }

  @Test func `a listing in which no sign-in tells a country is not clear`() {
    func result(_ country: String?) -> CheckCoverage? {
      let evidence = Build.quietTenant {
        $0.signIns = .complete([Check.signIn("1", country: country), Check.signIn("2", hours: 1, country: nil)])
      }
      return judge(evidence, window: Build.window).coverage.first { $0.checkID == "risky-sign-ins" }
    }
    #expect(result("NL")?.result == .clear)
    #expect(result(nil)?.result == .partial && result(nil)?.gaps.map(\.kind) == [.signIns])
  }

  @Test func `failures count from six hours before the success to the success itself`() {
    func found(_ hours: Double) -> [String] {
      findings(
        tenant(
          (0..<10).map { Check.signIn("f\($0)", hours: -hours, from: "203.0.113.9", error: 50126) }
            + [Check.signIn("s", from: "203.0.113.9")])
      ).flatMap(\.signalIDs)
    }
    #expect(found(6) == ["guessing_succeeded"] && found(0) == ["guessing_succeeded"])
    #expect(found(6.001) == ["failures_only"] && found(-0.001) == ["failures_only"])
  }
}
