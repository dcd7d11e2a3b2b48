import AuditModel
import Testing

@testable import AuditChecks

/// Who led the tenant's mail where.
@Suite struct MailFlowScenarioTests {
  private typealias Build = ExampleEvidence

  private func act(
    _ operation: String, id: String = "1", after seconds: Int64 = 0, by actor: String = "admin@contoso.example",
    _ parameters: KeyValuePairs<String, String>
  ) -> AuditRecord {
    var record = Build.record(operation, id: id, at: Build.recently.advanced(bySeconds: seconds), by: actor, parameters)
    record.clientAddress = "198.51.100.7"
    return record
  }

  private func rule(_ change: (inout TransportRule) -> Void = { $0.blindCopyTo = ["drop@evil.example"] })
    -> TransportRule
  {
    var rule = TransportRule(
      id: "rule-1", name: "Copies", isEnabled: true, mode: "Enforce", changedAt: Build.moment("2024-02-01T09:00:00Z"))
    change(&rule)
    return rule
  }

  private func outcome(
    rules: [TransportRule] = [], _ records: AuditRecord..., settings: CheckSettings = .none,
    change: (inout TenantEvidence) -> Void = { _ in }
  ) -> Assessment {
    assess(
      MailFlowChangesCheck(),
      Build.quietTenant {
        $0.transportRules = .complete(rules)
        $0.unifiedAudit = .complete(records)
        change(&$0)
      }, settings)
  }

  private let copying: KeyValuePairs = ["Name": "Copies", "BlindCopyTo": "drop@evil.example"]

  @Test func `a rule that somebody made in the window is one finding about them, not two`() {
    let found = outcome(rules: [rule()], act("New-TransportRule", copying)).findings
    #expect(found.map(\.userID) == [Build.admin])
    #expect(found.map(\.kind) == [.event])
    #expect(found.map(\.severity) == [.critical])
    #expect(found.first?.evidence.map(\.source) == ["unified_audit", "exchange:Get-TransportRule"])
  }

  @Test func `what stands is a state of the tenant, one step lower`() {
    let found = outcome(rules: [rule()]).findings
    #expect(found.map(\.userID) == [nil])
    #expect(found.map(\.kind) == [.state])
    #expect(found.map(\.severity) == [.high])
    #expect(found.first?.signalIDs == ["blind_copy_outside", "standing"])
  }

  @Test func `what the MSP did counts as standing, and as nothing when it is gone`() {
    let settings = CheckSettings(partnerAdministrators: ["msp.example"])
    let record = act("New-TransportRule", by: "tech@msp.example", copying)
    let standing = outcome(rules: [rule()], record, settings: settings)
    #expect(standing.findings.map(\.severity) == [.high])
    #expect(standing.findings.first?.detail("Set by")?.hasPrefix("tech@msp.example (the MSP's own)") == true)
    let gone = outcome(record, settings: settings)
    #expect(gone.findings.isEmpty && gone.setAside.counts == [.partner: 1])
  }

  @Test func `a rule that was made and removed again keeps its severity`() {
    let found = outcome(
      act("New-TransportRule", copying),
      act("Remove-TransportRule", id: "2", after: 600, ["Identity": "contoso.onmicrosoft.example\\copies"])
    ).findings
    #expect(found.map(\.severity) == [.critical])
    #expect(found.first?.signalIDs == ["blind_copy_outside", "taken_away"])
  }

  @Test func `an actor whom the tenant does not know leaves the finding with the tenant`() {
    let found = outcome(act("New-TransportRule", by: "eve@elsewhere.example", copying)).findings
    #expect(found.map(\.userID) == [nil])
    #expect(found.first?.message.contains("by eve@elsewhere.example") == true)
    let unlisted = outcome(act("New-TransportRule", by: "eve@elsewhere.example", copying)) { $0.remove(.users) }
    #expect(unlisted.findings.map(\.userID) == [UserID(userPrincipalName: "eve@elsewhere.example")])
  }

  @Test func `outside targets are traces, public mail domains are not`() {
    let outcome = outcome(
      rules: [
        rule {
          $0.redirectTo = ["Drop@Evil.example", "thief@gmail.com"]
          $0.copyTo = ["ben@contoso.example"]
        }
      ])
    #expect(
      outcome.traces.sorted().map { "\($0.kind.rawValue) \($0.value)" } == [
        "forwarding_target drop@evil.example", "forwarding_target thief@gmail.com", "outside_domain evil.example",
      ])
    let made = self.outcome(act("New-TransportRule", copying))
    #expect(made.traces.contains { $0.kind == .clientAddress && $0.value == "198.51.100.7" })
  }

  @Test func `a trusted target is told and not counted`() {
    let settings = CheckSettings(trustedDomains: ["evil.example"])
    let found = outcome(rules: [rule()], act("Set-TransportRule", ["Identity": "Copies"]), settings: settings)
    #expect(found.findings.map(\.severity) == [.informational])
    #expect(found.traces.isEmpty)
  }

  @Test func `standing rules are graded by what they do`() {
    let trials: [(Severity, (inout TransportRule) -> Void)] = [
      (.informational, { $0.copyTo = ["ben@contoso.example"] }), (.low, { $0.deletes = true }),
      (.informational, { $0.quarantines = true }), (.informational, { $0.spamConfidence = "-1" }),
      (.informational, { $0.connector = "Out" }), (.high, { $0.redirectTo = ["drop@evil.example"] }),
      (.medium, { $0.addTo = ["drop@evil.example"] }), (.low, { $0.redirectTo = ["Some Contact"] }),
    ]
    for (severity, change) in trials {
      #expect(outcome(rules: [rule(change)]).findings.map(\.severity) == [severity])
    }
  }

  @Test(arguments: [
    ("BlindCopyTo", "ben@contoso.example", Severity.high), ("CopyTo", "drop@evil.example", .high),
    ("RedirectMessageTo", "drop@evil.example", .critical), ("Quarantine", "True", .medium),
    ("AddManagerAsRecipientType", "Bcc", .medium), ("RouteMessageOutboundConnector", "Out", .high),
    ("RemoveHeader", "X-Warning", .low), ("ModerateMessageByUser", "ben@contoso.example", .medium),
  ])
  func `changes are graded by what they do`(_ name: String, _ value: String, _ severity: Severity) {
    var record = act("New-TransportRule", ["Name": "x"])
    record.parameters.append(.init(name, value))
    #expect(outcome(record).findings.map(\.severity) == [severity])
  }

  @Test func `a rule that only notes what it would do is a step less severe`() {
    let rules = [
      rule {
        $0.blindCopyTo = ["drop@evil.example"]
        $0.mode = "AuditAndNotify"
      }
    ]
    #expect(outcome(rules: rules).findings.map(\.severity) == [.informational])
    #expect(outcome(rules: rules, act("Set-TransportRule", ["Identity": "Copies"])).findings.map(\.severity) == [.high])
  }

  @Test func `a setting's own date counts only where the audit log is not whole`() {
    let fresh = rule {
      $0.blindCopyTo = ["drop@evil.example"]
      $0.changedAt = Build.recently
    }
    #expect(outcome(rules: [fresh]).findings.map(\.severity) == [.high])
    let unknown = outcome(rules: [fresh]) { $0.makePartial(.unifiedAudit) }
    #expect(unknown.findings.map(\.severity) == [.critical])
    #expect(unknown.findings.first?.signalIDs == ["blind_copy_outside", "changed_in_window"])
  }

  @Test func `without all domains an outside target is doubted`() {
    let outcome = outcome(rules: [rule()]) { $0.makePartial(.domains) }
    #expect(outcome.findings.map(\.confidence) == [.medium])
    #expect(outcome.findings.first?.signals.first?.reason.contains("accepted domains only partly known") == true)
  }

  @Test func `connectors that are switched off are no way for mail`() {
    let off = act("Set-OutboundConnector", ["Identity": "Out", "Enabled": "False"])
    #expect(outcome(off).findings.map(\.severity) == [.low])
    let outcome = outcome {
      $0.outboundConnectors = .complete([MailConnector(id: "o", name: "Out", isEnabled: false, hosts: ["mx.example"])])
    }
    #expect(outcome.findings.isEmpty)
  }

  /// All examples of these checks in one tenant, in any order.
  @Test(arguments: 1...10)
  func `shuffled mail evidence gives the same findings`(_ seed: UInt64) {
    var numbers = DeterminismTests.Sequence(state: seed)
    let checks: [any Check] = [
      DeletedMailCheck(), SweepRulesCheck(), RestrictedSenderCheck(), SentMailAnomaliesCheck(),
      SentItemsMismatchCheck(), MailboxAccessCheck(), MailFlowChangesCheck(),
    ]
    let sources = checks.flatMap(\.examples.all).map(\.evidence)
    func tenant(_ order: (inout [Int]) -> Void) -> TenantEvidence {
      func joined<Item>(_ kind: (TenantEvidence) -> Collected<[Item]>) -> Collected<[Item]> {
        let items = sources.flatMap { kind($0).value ?? [] }
        var positions = Array(items.indices)
        order(&positions)
        return .complete(positions.map { items[$0] })
      }
      return Build.quietTenant {
        $0.unifiedAudit = joined(\.unifiedAudit)
        $0.messageTrace = joined(\.messageTrace)
        $0.sweepRules = joined(\.sweepRules)
        $0.blockedSenders = joined(\.blockedSenders)
        $0.transportRules = joined(\.transportRules)
        $0.inboundConnectors = joined(\.inboundConnectors)
        $0.outboundConnectors = joined(\.outboundConnectors)
        $0.remoteDomains = joined(\.remoteDomains)
      }
    }
    let plain = tenant { _ in }
    let mixed = tenant { $0.shuffle(using: &numbers) }
    let judgement = TenantJudgement(window: Build.window, checks: checks)
    let expected = judgement.result(of: plain)
    #expect(expected.findings.count > 10)
    #expect(judgement.result(of: mixed).findings == expected.findings)
    #expect(judgement.result(of: mixed).coverage == expected.coverage)
    func traces(_ check: some Check, _ evidence: TenantEvidence) -> [Trace] { assess(check, evidence).traces.sorted() }
    for check in checks { #expect(traces(check, mixed) == traces(check, plain)) }
  }
}
