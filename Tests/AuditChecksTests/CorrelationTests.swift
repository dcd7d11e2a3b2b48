import AuditModel
import Testing

@testable import AuditChecks

private typealias Build = ExampleEvidence
private typealias Consents = ApplicationConsentsCheck
private typealias SignIns = RiskySignInsCheck

@Suite struct CorrelationTests {
  private func finding(
    _ check: CheckID, after hours: Int64, _ severity: Severity = .low, of user: UserID? = Build.ada,
    key: String? = nil, records: [EvidenceReference] = []
  ) -> Finding {
    Finding(
      key: FindingKey(key ?? "\(check)-\(hours)"), checkID: check, checkRevision: 1, family: .signIn, kind: .event,
      severity: severity, confidence: .high, userID: user, title: "T", message: "M.", signals: [], details: [],
      occurredAt: Build.recently.advanced(bySeconds: hours * 3600), evidence: records, remediation: [], attack: [])
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
    func shared(_ records: [AuditRecord], _ past: TenantPast = TenantPast()) -> Int {
      let evidence = Build.quietTenant {
        $0.unifiedAudit = .complete(records)
        $0.past = past
      }
      return judge(evidence, window: Build.window).findings.count { $0.checkID == Campaign.check }
    }
    #expect(shared(rules) == 2)
    func colleague(_ id: String, days: Int64) -> AuditRecord {
      Build.record(
        "Set-Mailbox", id: id, at: Build.recently.advanced(bySeconds: days * 86_400), by: "admin@contoso.example",
        object: "admin")
    }
    let (once, nextDay) = (colleague("3", days: 0), colleague("4", days: 1))
    #expect(shared(rules + [once]) == 2, "the intruder's next victim looks like that")
    #expect(shared(rules + [once, nextDay]) == 0)
    let before = Build.window.from.advanced(byDays: -20)
    let past = TenantPast(firstAuditAt: before, users: [Build.admin: UserPast(networks: ["192.0.2.0/24": before])])
    #expect(shared(rules + [once], past) == 0)
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

  @Test func `one person's consent for everybody is no campaign of that person and the tenant`() {
    let addition = DirectoryAudit(
      id: "added", activity: "Add service principal", occurredAt: Build.recently, hasSucceeded: true,
      initiator: .user(id: nil, name: "ada@contoso.example", address: "203.0.113.9"),
      targets: [.init(id: Consents.client, type: "ServicePrincipal", displayName: "Invoice Viewer")])
    let evidence = Build.quietTenant {
      $0.servicePrincipals = .complete([Consents.application(createdAt: Build.recently)])
      $0.oauth2PermissionGrants = .complete([Consents.grant(["Mail.ReadWrite"], for: nil)])
      $0.directoryAudits = .complete([addition, Consents.consent(everybody: true)])
    }
    let findings = judge(evidence, window: Build.window).findings
    #expect(Set(findings.map(\.userID)) == [nil, Build.ada] && findings.count { $0.severity == .high } == 3)
    #expect(findings.allSatisfy { $0.checkID != Campaign.check && !$0.signalIDs.contains("shared_infrastructure") })
  }

  /// Findings of one client address, each about that user and told by those records.
  private func campaigns(_ acts: [(user: UserID?, records: [String])], source: String = "unified_audit") -> [Finding] {
    var findings: [FindingKey: Finding] = [:]
    let traces = acts.enumerated().map { position, act in
      let finding = finding(
        "role-changes", after: Int64(position), .medium, of: act.user,
        records: act.records.map { EvidenceReference(source: source, recordID: $0, collectedAt: nil) })
      findings[finding.key] = finding
      return Trace(.clientAddress, "203.0.113.9", of: finding)
    }
    let evidence = Build.quietTenant()
    let index = EvidenceIndex(evidence: evidence)
    return TenantCampaigns(traces: traces, findings: findings, evidence: index, settings: .none)
      .join(&findings, people: index.people, tenant: evidence.tenant.id)
  }

  @Test func `what one story tells of several users is no campaign, whoever stands between them`() {
    let (ada, ben, admin) = (Build.ada, Build.ben, Build.admin)
    #expect(campaigns([(ada, ["1"]), (ben, ["2"])]).count == 2)
    #expect(campaigns([(ada, ["1"]), (ben, ["2"]), (admin, ["1", "2"])]).isEmpty)
    #expect(campaigns([(nil, ["1"]), (ada, ["2"])]).isEmpty, "a tenant is no user")
    // A tenant-level finding stands beside two users' different acts and joins them.
    let joined = campaigns([(nil, ["1", "2"]), (ada, ["1"]), (ben, ["2"])])
    #expect(joined.count == 3)
    #expect(joined.filter { $0.userID == nil }.allSatisfy { $0.message.hasSuffix("with 2 users of this tenant.") })
    #expect(joined.filter { $0.userID != nil }.allSatisfy { $0.message.hasSuffix("with 1 other user of this tenant.") })
    #expect(campaigns([(ada, ["1"]), (ben, ["1"])], source: "graph:rules").count == 2, "ids of settings repeat")
  }

  @Test func `tenants without users share an application with each other, not with minus one user`() throws {
    var fleet = FleetCampaigns()
    for tenant in ["one", "two"] {
      let finding = finding("application-consents", after: 0, .high, of: nil, key: tenant)
      fleet.add([Trace(.application, "0d", of: finding)], of: TenantID(tenant))
    }
    let amendment = try #require(fleet.amendments.first)
    let own = try #require(amendment.findings(given: [:], named: \.rawValue).first)
    #expect(own.message == "The tenant shares the application 0d with 1 other tenant of this run.")
    #expect(own.signals.first?.reason == "is shared by 2 tenants of this run")
  }

  @Test(arguments: ["10.0.0.5", "fd00::1", "40.104.0.1"])
  func `no check leaves an address as a trace that anybody may have`(_ address: String) {
    let role = DirectoryAudit(
      id: "role", activity: "Add member to role", occurredAt: Build.recently, hasSucceeded: true,
      initiator: .user(id: nil, name: "admin@contoso.example", address: address),
      targets: [
        .init(
          id: Build.ben.rawValue, type: "User", userPrincipalName: "ben@contoso.example",
          modifiedProperties: [.init("Role.DisplayName", old: nil, new: "Global Administrator")])
      ])
    var consent = Consents.consent()
    consent.initiator = .user(id: nil, name: "ada@contoso.example", address: address)
    var risk = RiskDetection(id: "d", user: UserReference(id: Build.ada), occurredAt: Build.recently, riskLevel: "high")
    risk.clientAddress = address
    let evidence = Build.quietTenant {
      $0.directoryAudits = .complete([role, consent])
      $0.riskDetections = .complete([risk])
      $0.signIns = .complete([SignIns.signIn("1", from: address) { $0.riskLevel = "high" }])
    }
    let result = judge(evidence, window: Build.window)
    #expect(
      Set(result.findings.map(\.checkID)).isSuperset(of: ["role-changes", "application-consents", "identity-risk"]))
    #expect(result.findings.contains { $0.checkID == "risky-sign-ins" })
    #expect(result.traces.allSatisfy { $0.kind != .clientAddress })
  }

  @Test func `a takeover after two hundred quiet findings is still a story`() {
    let noise = (0..<200).map { finding("deleted-mail", after: -300, key: "noise\($0)") }
    let story = [
      finding("risky-sign-ins", after: 0, .medium), finding("mfa-methods", after: 1), finding("deleted-mail", after: 2),
    ]
    let all = joined(noise + story)
    #expect(story.allSatisfy { all[$0.key]?.signalIDs == ["chain"] })
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

  @Test(arguments: [
    EvidenceKind.signIns, .riskDetections, .directoryAudits, .messageTrace, .oauth2PermissionGrants, .blockedSenders,
    .authenticationMethods, .sweepRules, .servicePrincipals,
  ])
  func `nothing shared is not clear where what could be shared is missing`(_ kind: EvidenceKind) {
    let result = judge(Build.quietTenant { $0.remove(kind) }, window: Build.window)
    #expect(result.coverage.first { $0.checkID == Campaign.check }?.result == .partial)
  }

  @Test(arguments: [
    ("a@evil.example", "a@evil.example", Trace.Kind.forwardingTarget),
    ("a@evil.example", "b@evil.example", .outsideDomain),
  ])
  func `two tenants share an address, or else its domain`(_ first: String, _ second: String, _ kind: Trace.Kind) {
    var fleet = FleetCampaigns()
    for (tenant, target) in [("one", first), ("two", second)] {
      let finding = finding("mailbox-forwarding", after: 0, .high, key: tenant)
      let traces = [Trace(.forwardingTarget, target, of: finding), Trace(.outsideDomain, "evil.example", of: finding)]
      fleet.add(traces, of: TenantID(tenant))
    }
    #expect(fleet.amendments.map { $0.joins.map(\.campaign.kind) } == [[kind], [kind]])
  }
}
