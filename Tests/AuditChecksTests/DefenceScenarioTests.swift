import AuditModel
import Testing

@testable import AuditChecks

/// Stories about policies, auditing and domains as the logs really tell them.
@Suite struct DefenceScenarioTests {
  private typealias Build = ExampleEvidence
  private typealias Check = TenantDefenceChangesCheck

  private func findings(_ evidence: TenantEvidence, _ settings: CheckSettings = .none) -> [Finding] {
    judge(evidence, window: Build.window, settings: settings).findings.filter { $0.checkID == "tenant-defence-changes" }
  }

  private func assessment(_ evidence: TenantEvidence, _ settings: CheckSettings = .none) -> Assessment {
    Check().assessment(
      of: EvidenceReader(
        index: EvidenceIndex(evidence: evidence), window: Build.window, settings: settings, metadata: Check.metadata))
  }

  private func changed(_ audits: DirectoryAudit...) -> TenantEvidence {
    Build.quietTenant { $0.directoryAudits = .complete(audits) }
  }

  private func record(
    _ operation: String, _ parameters: KeyValuePairs<String, String>, id: String = "1", seconds: Int64 = 0,
    by actor: String = "admin@contoso.example"
  ) -> AuditRecord {
    Build.record(operation, id: id, at: Build.recently.advanced(bySeconds: seconds), by: actor, parameters)
  }

  private func audited(_ records: [AuditRecord]) -> TenantEvidence {
    Build.quietTenant { $0.unifiedAudit = .complete(records) }
  }

  @Test(arguments: [
    (Check.shape(state: "disabled"), "switched off"),
    (Check.shape(state: "enabledForReportingButNotEnforced"), "switched off"),
    (Check.shape(controls: ""), "no longer asks for mfa"),
    (Check.shape(excluded: "\"0a000000-0000-4000-8000-00000000000a\""), "leaves out"),
    (
      #"{"state":"enabled","conditions":{"users":{"includeUsers":["Ada"]}},"grantControls":{"builtInControls":["mfa"]}}"#,
      "covers"
    ),
  ])
  func `a policy that got weaker says in what`(_ new: String, _ words: String) throws {
    let finding = try #require(findings(changed(Check.policy(old: Check.shape(), new: new))).first)
    #expect(finding.severity == .high && finding.userID == Build.admin)
    #expect(finding.signals[0].reason.contains(words), "\(finding.signals)")
    #expect(
      findings(changed(Check.policy(old: new, new: Check.shape()))).isEmpty, "the other way round it got stronger")
  }

  @Test func `more is covered when everybody is, also if single names go`() {
    let before = #"{"state":"enabled","conditions":{"users":{"includeUsers":["Ada"]}}}"#
    #expect(findings(changed(Check.policy(old: before, new: Check.shape()))).isEmpty)
  }

  @Test func `the older form of the record is read too, and both forms are one finding`() throws {
    func detail(_ control: String) -> String {
      #"["{\"State\":\"Enabled\",\"Conditions\":{\"Users\":{\"Include\":[{\"Users\":[\"All\"]}]}}"# + control + #"}"]"#
    }
    var older = Check.policy("Update policy", old: nil, new: nil)
    older = DirectoryAudit(
      id: "older", activity: "Update policy", occurredAt: older.occurredAt, hasSucceeded: true,
      initiator: older.initiator,
      targets: [
        .init(
          id: older.targets[0].id, type: "Policy", displayName: "Second factor for all",
          modifiedProperties: [
            .init("PolicyDetail", old: detail(#",\"Controls\":[{\"Control\":[\"Mfa\"]}]"#), new: detail(""))
          ])
      ])
    let alone = findings(changed(older))
    #expect(alone.map(\.severity) == [.high])
    let both = findings(changed(older, Check.policy(old: Check.shape(), new: Check.shape(controls: ""))))
    #expect(both.map(\.key) == alone.map(\.key))
  }

  @Test func `auditing switched off and on again stays a finding that says so`() throws {
    let evidence = audited([
      record("Set-AdminAuditLogConfig", ["UnifiedAuditLogIngestionEnabled": "False"]),
      record("Set-AdminAuditLogConfig", ["UnifiedAuditLogIngestionEnabled": "True"], id: "2", seconds: 3600),
    ])
    let finding = try #require(findings(evidence).first)
    #expect(findings(evidence).count == 1 && finding.severity == .critical)
    #expect(finding.signals.map(\.id) == ["auditing_changed", "put_right_again"])
    #expect(findings(audited([record("Set-AdminAuditLogConfig", ["UnifiedAuditLogIngestionEnabled": "True"])])).isEmpty)
  }

  @Test func `auditing that is off names who switched it off`() {
    var evidence = audited([record("Set-AdminAuditLogConfig", ["UnifiedAuditLogIngestionEnabled": "False"])])
    evidence.auditConfiguration = .complete([AuditConfiguration(isUnifiedAuditEnabled: false)])
    let found = findings(evidence)
    #expect(Set(found.map(\.userID)) == [nil, Build.admin] && found.allSatisfy { $0.severity == .critical })
    #expect(found.first { $0.userID == nil }?.kind == .state)
  }

  @Test func `200 mailboxes taken out of the audit are one finding about the actor`() {
    let records = (0..<200).map {
      record("Set-Mailbox", ["Identity": "user\($0)@contoso.example", "AuditEnabled": "False"], id: "\($0)")
    }
    let found = findings(audited(records)).filter { $0.userID == Build.admin }
    #expect(found.count == 1 && found[0].message.contains("199 more"))
  }

  @Test(arguments: [
    ("Set-OrganizationConfig", "AuditDisabled", "True", Severity.critical),
    ("Set-TransportConfig", "SmtpClientAuthenticationDisabled", "False", .high),
    ("Set-CASMailbox", "ImapEnabled", "True", .medium),
    ("Set-HostedOutboundSpamFilterPolicy", "AutoForwardingMode", "On", .high),
    ("Set-HostedConnectionFilterPolicy", "IPAllowList", "203.0.113.9", .high),
    ("Set-DkimSigningConfig", "Enabled", "False", .high),
    ("Disable-SafeLinksRule", "Identity", "Standard", .high),
    ("Remove-UnifiedAuditLogRetentionPolicy", "Identity", "One year", .high),
    ("New-AcceptedDomain", "DomainName", "evil.example", .high),
  ])
  func `each cmdlet that weakens is known`(_ operation: String, _ name: String, _ value: String, _ severity: Severity) {
    let found = findings(audited([record(operation, [name: value])]))
    #expect(found.map(\.severity) == [severity] && found.map(\.userID) == [Build.admin], "\(found.map(\.message))")
    #expect(found.allSatisfy { $0.message.hasSuffix(".") && !$0.message.contains(". ") })
  }

  @Test(arguments: [("LiveType", "Federated", 1), ("SomeOtherProperty", "value2", 0)])
  func `a domain's authentication counts, its other properties do not`(_ name: String, _ value: String, _ count: Int) {
    let audit = DirectoryAudit(
      id: "1", activity: "Set domain authentication", occurredAt: Build.recently, hasSucceeded: true,
      initiator: .user(id: nil, name: "admin@contoso.example", address: nil),
      targets: [
        .init(type: "Domain", displayName: "contoso.example", modifiedProperties: [.init(name, old: "x", new: value)])
      ])
    #expect(findings(changed(audit)).map(\.severity) == Array(repeating: .critical, count: count))
  }

  @Test func `an identity provider in the authentication methods policy is critical, other changes are told`() {
    func audit(_ name: String) -> DirectoryAudit {
      DirectoryAudit(
        id: "1", activity: "Authentication Methods Policy Update", occurredAt: Build.recently, hasSucceeded: true,
        initiator: .user(id: nil, name: "admin@contoso.example", address: nil),
        targets: [.init(id: "p", type: "Policy", modifiedProperties: [.init(name, old: "{}", new: "{}")])])
    }
    #expect(findings(changed(audit("OpenIdConnectConfiguration"))).map(\.severity) == [.critical])
    #expect(findings(changed(audit("SmsSettings"))).map(\.severity) == [.informational])
  }

  @Test func `a trusted named location weighs more than another`() {
    func audit(_ trusted: String) -> DirectoryAudit {
      DirectoryAudit(
        id: "1", activity: "Add named location", occurredAt: Build.recently, hasSucceeded: true,
        initiator: .user(id: nil, name: "admin@contoso.example", address: nil),
        targets: [
          .init(
            id: "n", type: "Policy", displayName: "Home",
            modifiedProperties: [.init("NamedLocation", old: nil, new: #"{"isTrusted":\#(trusted)}"#)])
        ])
    }
    #expect(findings(changed(audit("true"))).map(\.severity) == [.high])
    #expect(findings(changed(audit("false"))).map(\.severity) == [.medium])
  }

  @Test func `Microsoft's service and the MSP are set aside and counted`() {
    let system = record(
      "Set-ConditionalAccessPolicy", ["Identity": "p"], by: "NT AUTHORITY\\SYSTEM (Microsoft.Exchange.ServiceHost)")
    let partner = record("Remove-AntiPhishPolicy", ["Identity": "Standard"], id: "2", by: "tech@msp.example")
    let found = assessment(audited([system, partner]), CheckSettings(partnerAdministrators: ["msp.example"]))
    #expect(found.findings.isEmpty && found.setAside.counts == [.microsoftService: 1, .partner: 1])
  }

  @Test func `the client address of a serious change is a trace, unless it is trusted`() throws {
    let evidence = audited([record("Remove-AntiPhishPolicy", ["Identity": "Standard"])])
    #expect(assessment(evidence).traces.map(\.value) == ["192.0.2.7"])
    let range = try #require(NetworkRange("192.0.2.0/24"))
    #expect(assessment(evidence, CheckSettings(trustedNetworks: [range])).traces.isEmpty)
  }

  @Test func `reordered evidence and another spelling give the same findings`() {
    let records = [
      record("Remove-AntiPhishPolicy", ["Identity": "Standard"]),
      record(
        "Set-MailboxAuditBypassAssociation", ["Identity": "ADA@contoso.example", "AuditBypassEnabled": "True"], id: "2"),
      record("Disable-AntiPhishRule", ["Identity": "Standard"], id: "3", seconds: 60, by: "ADMIN@contoso.example"),
    ]
    #expect(findings(audited(records)) == findings(audited(records.reversed())))
    #expect(findings(audited(records)).count == 4)
  }
}
