import AuditModel
import Testing

@testable import AuditChecks

private typealias Build = ExampleEvidence

@Suite struct CorrelationTests {
  private func finding(
    _ check: CheckID, after hours: Int64, _ severity: Severity = .low, of user: UserID? = Build.ada,
    key: String? = nil
  ) -> Finding {
    Finding(
      key: FindingKey(key ?? "\(check)-\(hours)"), checkID: check, checkRevision: 1, family: .signIn, kind: .event,
      severity: severity, confidence: .high, userID: user, title: "T", message: "M.", signals: [], details: [],
      occurredAt: Build.recently.advanced(bySeconds: hours * 3600), evidence: [], remediation: [], attack: [])
  }

  private func joined(_ findings: [Finding]) -> [FindingKey: Finding] {
    var all = Dictionary(uniqueKeysWithValues: findings.map { ($0.key, $0) })
    StoryChain.join(&all)
    return all
  }

  @Test func `the stages of a takeover within days are one story and each is raised by one step`() throws {
    let findings = [
      finding("risky-sign-ins", after: 0, .medium), finding("mfa-methods", after: 1),
      finding("inbox-rule-changes", after: 2, .high), finding("sent-mail-anomalies", after: 5, .medium),
      finding("deleted-mail", after: 6, .medium),
    ]
    let all = joined(findings.shuffled())
    #expect(findings.map { all[$0.key]?.severity } == [.high, .medium, .critical, .high, .high])
    let told = try #require(all[findings[3].key]?.signals.first { $0.id == "chain" })
    #expect(told.reason.hasPrefix("is step 4 of 5 of one story: risky sign-in 2026-08-19T08:00:00Z, then new way back"))
  }

  @Test func `two stages, stages in the wrong order and stages of different users are no story`() {
    let quiet = [
      [finding("risky-sign-ins", after: 0), finding("mfa-methods", after: 1)],
      [finding("deleted-mail", after: 0), finding("mfa-methods", after: 1), finding("risky-sign-ins", after: 2)],
      [
        finding("risky-sign-ins", after: 0), finding("mfa-methods", after: 1, of: Build.ben),
        finding("deleted-mail", after: 2),
      ],
      [
        finding("risky-sign-ins", after: 0), finding("mfa-methods", after: 100), finding("deleted-mail", after: 200),
      ],
      [
        finding("risky-sign-ins", after: 0, .informational), finding("mfa-methods", after: 1),
        finding("deleted-mail", after: 2),
      ],
    ]
    for findings in quiet { #expect(joined(findings).values.allSatisfy { $0.signals.isEmpty }) }
  }

  @Test func `what two users share is raised once and told of both`() {
    let evidence = Build.quietTenant {
      $0.mailboxes = .complete([
        Build.mailbox(Build.ada, forwardsTo: "drop@evil.example", keepsCopy: true),
        Build.mailbox(Build.ben, forwardsTo: "DROP@evil.example", keepsCopy: true),
      ])
    }
    let result = judge(evidence, window: Build.window)
    let forwarding = result.findings.filter { $0.checkID == "mailbox-forwarding" }
    #expect(forwarding.map(\.severity) == [.critical, .critical])
    #expect(forwarding.allSatisfy { $0.signals.count { $0.id == "shared_infrastructure" } == 1 })
    let shared = result.findings.filter { $0.checkID == Campaign.check }
    // Its domain says nothing more than the address.
    #expect(shared.count == 2 && Set(shared.compactMap(\.userID)) == [Build.ada, Build.ben])
  }

  @Test func `an address at a public mail provider is shared, its domain is not`() {
    let evidence = Build.quietTenant {
      $0.mailboxes = .complete([
        Build.mailbox(Build.ada, forwardsTo: "one@gmail.com", keepsCopy: true),
        Build.mailbox(Build.ben, forwardsTo: "two@gmail.com", keepsCopy: true),
      ])
    }
    #expect(judge(evidence, window: Build.window).findings.allSatisfy { $0.checkID != Campaign.check })
  }

  @Test func `an address from which colleagues work as well is the office`() {
    func rule(_ id: String, _ actor: String) -> AuditRecord {
      Build.record(
        "New-InboxRule", id: id, by: actor, object: "…/contoso.example/\(actor.prefix(3))\\hide",
        ["Name": "hide \(id)", "DeleteMessage": "True"])
    }
    let rules = [rule("1", "ada@contoso.example"), rule("2", "ben@contoso.example")]
    func shared(_ records: [AuditRecord]) -> Int {
      judge(Build.quietTenant { $0.unifiedAudit = .complete(records) }, window: Build.window)
        .findings.count { $0.checkID == Campaign.check }
    }
    #expect(shared(rules) == 2)
    let colleague = Build.record("Set-Mailbox", id: "3", by: "admin@contoso.example", object: "admin")
    #expect(shared(rules + [colleague]) == 0)
  }

  @Test func `the one who acts and the one acted on share nothing by that act`() {
    let record = Build.record(
      "Set-MailboxAuditBypassAssociation", by: "ben@contoso.example", object: "ada@contoso.example",
      ["Identity": "ada@contoso.example", "AuditBypassEnabled": "True"])
    let findings = judge(Build.quietTenant { $0.unifiedAudit = .complete([record]) }, window: Build.window).findings
    #expect(Set(findings.compactMap(\.userID)) == [Build.ada, Build.ben])
    #expect(findings.allSatisfy { $0.checkID != Campaign.check })
    #expect(findings.allSatisfy { $0.signals.allSatisfy { $0.id != "shared_infrastructure" } })
  }

  @Test func `where the check is off nothing is raised`() {
    let evidence = Build.quietTenant {
      $0.mailboxes = .complete([
        Build.mailbox(Build.ada, forwardsTo: "drop@evil.example", keepsCopy: true),
        Build.mailbox(Build.ben, forwardsTo: "drop@evil.example", keepsCopy: true),
      ])
    }
    let settings = CheckSettings(disabledChecks: [Campaign.check: .init(reason: "noise")])
    let findings = judge(evidence, window: Build.window, settings: settings).findings
    #expect(findings.map(\.severity) == [.high, .high])
  }
}
