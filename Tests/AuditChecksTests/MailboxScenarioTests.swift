import AuditModel
import Testing

@testable import AuditChecks

/// Stories about mailboxes as exports really tell them.
@Suite struct MailboxScenarioTests {
  private typealias Build = ExampleEvidence

  private func findings(
    _ check: CheckID, _ evidence: TenantEvidence, _ settings: CheckSettings = .none,
    window: AuditWindow = ExampleEvidence.window
  ) -> [Finding] {
    judge(evidence, window: window, settings: settings).findings.filter { $0.checkID == check }
  }

  private func coverage(_ check: CheckID, _ evidence: TenantEvidence, _ settings: CheckSettings = .none)
    -> CheckCoverage?
  {
    judge(evidence, window: Build.window, settings: settings).coverage.first { $0.checkID == check }
  }

  /// As the Sentinel training laboratory's export tells it: no users, no domains, only the audit log.
  @Test func `the inbox-rule story of one export is found and attributed`() throws {
    let path = "NAMPR06A003.prod.outlook.com/Microsoft Exchange Hosted Organizations/contoso.onmicrosoft.com/AdeleV\\"
    func record(_ id: String, _ name: String, _ parameters: [AuditRecord.Parameter]) -> AuditRecord {
      AuditRecord(
        id: id, operation: "New-InboxRule", occurredAt: Build.recently, actor: "AdeleV@contoso.OnMicrosoft.com",
        actorType: 2, objectID: path + name, clientAddress: "2001:db8::1f", hasSucceeded: true,
        applicationID: "00000002-0000-0ff1-ce00-000000000000",
        parameters: [.init("Force", "False"), .init("Name", name)] + parameters + [.init("StopProcessingRules", "True")]
      )
    }
    var evidence = TenantEvidence(tenant: Tenant(id: TenantID("lab"), displayName: "lab"))
    evidence.collectedAt[.unifiedAudit] = Build.window.to
    evidence.unifiedAudit = .complete([
      record("1", "rule2", [.init("MoveToFolder", "Junk Email"), .init("SubjectContainsWords", "do not open")]),
      record("2", "my_rule1", [.init("BodyContainsWords", "covid-19"), .init("DeleteMessage", "True")]),
      record("3", "junk", [.init("SubjectContainsWords", "legal"), .init("PinMessage", "True")]),
    ])
    let result = judge(evidence, window: Build.window)
    #expect(result.status == .incomplete)
    #expect(result.users.map(\.id.rawValue) == ["upn:adelev@contoso.onmicrosoft.com"])
    #expect(result.findings.allSatisfy { $0.userID == result.users[0].id && $0.checkID == "inbox-rule-changes" })
    let byName = Dictionary(uniqueKeysWithValues: result.findings.map { ($0.details[0].value, $0) })
    #expect(byName.mapValues(\.severity) == ["rule2": .high, "my_rule1": .high, "junk": .low])
    #expect(
      try #require(byName["rule2"]).signals.map(\.id)
        == ["moves_out_of_sight", "looks_for_money_or_warnings", "stops_further_rules"])
    #expect(
      try #require(byName["my_rule1"]).message
        == "The inbox rule “my_rule1” of adelev@contoso.onmicrosoft.com was created at 2026-08-19T08:00:00Z by "
        + "AdeleV@contoso.OnMicrosoft.com and deletes mail and stops further rules.")
    #expect(result.coverage.first { $0.checkID == "inbox-rule-changes" }?.result == .triggered)
  }

  @Test func `duplicates of merged exports are one finding, and the copy that says more counts`() {
    var cut = Build.record("New-InboxRule", by: "ada@contoso.example")
    cut.isTruncated = true
    let whole = Build.record(
      "New-InboxRule", by: "ada@contoso.example", object: "contoso.example/ada\\.",
      ["Name": ".", "DeleteMessage": "True"])
    for records in [[cut, whole, whole], [whole, cut]] {
      let evidence = Build.quietTenant {
        $0.unifiedAudit = .complete(records)
        $0.remove(.inboxRules)
      }
      let found = findings("inbox-rule-changes", evidence)
      #expect(found.map(\.severity) == [.high])
      #expect(found.first?.evidence.count == 1)
      #expect(coverage("inbox-rule-changes", evidence)?.result == .triggered)
    }
  }

  @Test(arguments: ["contoso.example/ada\\", "contoso.example/0a000000-0000-4000-8000-00000000000a\\", "ada\\"])
  func `a rule without a name is told as one`(_ path: String) {
    let evidence = Build.quietTenant {
      $0.unifiedAudit = .complete([
        Build.record("New-InboxRule", by: "ada@contoso.example", object: path, ["DeleteMessage": "True"])
      ])
    }
    let found = findings("inbox-rule-changes", evidence)
    #expect(found.first?.userID == Build.ada)
    #expect(found.first?.message.hasPrefix("An inbox rule without a name of ada@contoso.example was created") == true)
    #expect(found.first?.signals.contains { $0.id == "meaningless_name" } == true)
  }

  @Test func `a rule changed in the window is one step worse, by the MSP it is not`() {
    let rule = Build.rule("Projects", words: ["Alpha"]) { $0.movesTo = FolderReference(name: "Projects") }
    let change = Build.record(
      "Set-InboxRule", by: "tech@msp.example", object: "contoso.example/ada\\15000000000000000001",
      ["Mailbox": "ada@contoso.example", "Identity": "ada\\15000000000000000001", "MarkAsRead": "False"])
    let evidence = Build.quietTenant {
      $0.inboxRules = .complete([rule])
      $0.unifiedAudit = .complete([change])
    }
    let found = findings("mailbox-rules", evidence)
    #expect(found.map(\.severity) == [.low])
    #expect(
      found.first?.signals.map(\.reason) == [
        "was changed 2026-08-19T08:00:00Z by tech@msp.example, who is not the owner"
      ])
    let settings = CheckSettings(partnerAdministrators: ["msp.example"])
    #expect(findings("mailbox-rules", evidence, settings).map(\.severity) == [.informational])
    #expect(findings("inbox-rule-changes", evidence, settings).isEmpty)
    #expect(coverage("inbox-rule-changes", evidence, settings)?.setAside.total == 1)
    #expect(coverage("inbox-rule-changes", evidence, settings)?.result == .clear)
  }

  @Test(arguments: [
    "<img src=x onerror=alert(1)>", "=cmd|'/c calc'!A1", "\u{202E}gpj.exe", "{{{x}}}", "'; DROP TABLE", "a\u{0}b",
    String(repeating: "x", count: 40_000), "two\nlines",
  ])
  func `hostile names stand verbatim in the details, and never break a sentence`(_ name: String) {
    let evidence = Build.quietTenant {
      $0.inboxRules = .complete([Build.rule(name) { $0.deletes = true }])
      $0.unifiedAudit = .complete([
        Build.record("New-InboxRule", by: "ada@contoso.example", object: "contoso.example/ada\\" + name, ["Name": name])
      ])
    }
    let result = judge(evidence, window: Build.window)
    #expect(result.findings.count == 2)
    for finding in result.findings {
      #expect(finding.message.hasSuffix(".") && !finding.message.contains("\n"))
      #expect(finding.message.hasPrefix("The inbox rule “") && finding.message.count <= 700)
      #expect(finding.details.contains { $0.value == name })
    }
  }

  @Test func `the administrator who set forwarding is not its victim`() {
    let evidence = Build.quietTenant {
      $0.unifiedAudit = .complete([
        Build.record(
          "Set-Mailbox", by: "admin@contoso.example", object: "contoso.example/ada",
          [
            "Identity": "Ada Example", "ForwardingSmtpAddress": "smtp:drop@evil.example",
            "DeliverToMailboxAndForward": "False",
          ])
      ])
    }
    let found = findings("mailbox-forwarding", evidence)
    #expect(found.map(\.userID) == [Build.ada])
    #expect(found.map(\.severity) == [.critical])
  }

  @Test func `forwarding to a trusted domain is told and not counted`() {
    let evidence = Build.quietTenant {
      $0.mailboxes = .complete([Build.mailbox(Build.ada, forwardsTo: "ada@fabrikam.example", keepsCopy: false)])
    }
    let settings = CheckSettings(trustedDomains: ["fabrikam.example"])
    #expect(findings("mailbox-forwarding", evidence).map(\.severity) == [.critical])
    #expect(findings("mailbox-forwarding", evidence, settings).map(\.severity) == [.informational])
  }

  @Test func `one administrator's bulk action is one story that keeps its owners`() {
    let names = (0..<12).map { "user\($0)@contoso.example" }
    let evidence = Build.quietTenant {
      $0.users = .complete(
        names.enumerated().map { Build.user(UserID("0b000000-0000-4000-8000-0000000000\(10 + $0.offset)"), $0.element) }
          + [Build.user(Build.ben, "ben@contoso.example"), Build.user(Build.admin, "admin@contoso.example")])
      $0.unifiedAudit = .complete(
        names.enumerated().map { position, name in
          Build.record(
            "Add-MailboxPermission", id: "r\(position)", at: Build.recently.advanced(bySeconds: Int64(position)),
            by: "admin@contoso.example",
            ["Identity": name, "User": "ben@contoso.example", "AccessRights": "FullAccess"])
        })
    }
    let found = findings("mailbox-permissions", evidence)
    let owners = found.filter { $0.userID != Build.ben }
    #expect(Set(owners.map(\.userID)).count == 12)
    #expect(owners.allSatisfy { $0.severity == .medium && $0.signals.contains { $0.id == "one_story" } })
    #expect(
      owners.allSatisfy { $0.message.contains("one of 12 mailboxes that admin@contoso.example changed within 11 s") })
    let grantee = found.filter { $0.userID == Build.ben }
    #expect(grantee.count == 1)
    #expect(grantee.first?.evidence.count == 12)
  }

  @Test func `an outside grantee is no user of the tenant`() {
    var evidence = Build.quietTenant {
      $0.unifiedAudit = .complete([
        Build.record(
          "Add-MailboxPermission", by: "admin@contoso.example",
          ["Identity": "ada@contoso.example", "User": "eve@evil.example", "AccessRights": "FullAccess"])
      ])
    }
    #expect(findings("mailbox-permissions", evidence).map(\.severity) == [.high])
    evidence.remove(.users)
    evidence.remove(.domains)
    let result = judge(evidence, window: Build.window)
    let found = result.findings.filter { $0.checkID == "mailbox-permissions" }
    #expect(found.map(\.userID) == [UserID(userPrincipalName: "ada@contoso.example")])
    #expect(found.map(\.confidence) == [.medium])
    #expect(!result.users.contains { $0.userPrincipalName.contains("evil") })
  }

  @Test(arguments: [
    ("Default", "FreeBusySimple", Severity.low), ("Default", "None", .low), ("Anonymous", "ReadAny, Visible", .high),
    ("Everyone", "Reviewer", .high), ("Standard", "Editor", .high), ("ben@contoso.example", "Editor", .low),
  ])
  func `what everybody may see decides`(_ member: String, _ rights: String, _ severity: Severity) {
    let evidence = Build.quietTenant {
      $0.unifiedAudit = .complete([
        Build.record(
          "Set-MailboxFolderPermission", by: "ada@contoso.example",
          ["Identity": "ada@contoso.example:\\Calendar", "User": member, "AccessRights": rights])
      ])
    }
    #expect(findings("mailbox-permissions", evidence).first { $0.userID == Build.ada }?.severity == severity)
  }

  @Test(arguments: ["NT AUTHORITY\\SELF", "S-1-5-10", "Owner@local"])
  func `housekeeping is set aside`(_ grantee: String) {
    let evidence = Build.quietTenant {
      $0.unifiedAudit = .complete([
        Build.record("Add-MailboxPermission", by: "S-1-5-18", ["Identity": "ada@contoso.example", "User": grantee])
      ])
    }
    #expect(findings("mailbox-permissions", evidence).isEmpty)
    #expect(coverage("mailbox-permissions", evidence)?.setAside.total == 1)
  }

  @Test func `without role assignments nobody is called a third party, and the hint is listed`() {
    let evidence = Build.quietTenant {
      $0.unifiedAudit = .complete([
        Build.record(
          "Add-MailboxPermission", by: "ben@contoso.example",
          ["Identity": "ada@contoso.example", "User": "ben@contoso.example", "AccessRights": "FullAccess"])
      ])
      $0.remove(.roleAssignments)
    }
    #expect(findings("mailbox-permissions", evidence).map(\.severity) == [.medium, .medium])
    #expect(coverage("mailbox-permissions", evidence)?.unavailableHints == [.roleAssignments])
    #expect(judge(evidence, window: Build.window).users.allSatisfy { $0.isPrivileged == nil })
  }

  @Test func `only a listed actor whose role assignments were all read is called a third party`() {
    let quiet = Build.quietTenant {
      $0.unifiedAudit = .complete([
        Build.record(
          "Add-MailboxPermission", by: "ben@contoso.example",
          ["Identity": "ada@contoso.example", "User": "ben@contoso.example", "AccessRights": "FullAccess"])
      ])
    }
    func severities(_ change: (inout TenantEvidence) -> Void) -> [Severity] {
      var evidence = quiet
      change(&evidence)
      return findings("mailbox-permissions", evidence).map(\.severity)
    }
    #expect(severities { _ in } == [.high, .high])
    #expect(severities { $0.makePartial(.roleAssignments, missed: [Build.ada]) } == [.high, .high])
    #expect(severities { $0.makePartial(.roleAssignments, missed: [Build.ben]) } == [.medium, .medium])
    #expect(severities { $0.makePartial(.roleAssignments) } == [.medium, .medium])
    #expect(severities { $0.collectedAt[.roleAssignments] = Build.window.from } == [.medium, .medium])
    #expect(severities { $0.remove(.users) } == [.medium, .medium])
    #expect(
      severities { $0.users = $0.users.map { $0.filter { $0.id != Build.ben } } } == [.medium],
      "ben is not listed: neither a third party nor a grantee of the tenant")
  }

  @Test func `a group mailbox's own members are housekeeping, whoever is named as actor`() {
    let evidence = Build.quietTenant {
      $0.unifiedAudit = .complete([
        AuditRecord(
          id: "1", operation: "ModifyFolderPermissions", occurredAt: Build.recently, hasSucceeded: true,
          folderPath: "\\Calendar", memberName: "Member@local", memberRights: "ReadAny")
      ])
    }
    #expect(findings("mailbox-permissions", evidence).isEmpty)
    #expect(coverage("mailbox-permissions", evidence)?.setAside.total == 1)
  }

  @Test func `of two copies the whole one counts, also when neither holds parameters`() {
    var cut = Build.record("Remove-InboxRule", by: "ada@contoso.example", object: "contoso.example/ada\\.")
    cut.isTruncated = true
    let whole = Build.record("Remove-InboxRule", by: "ada@contoso.example", object: "contoso.example/ada\\Lists")
    let evidence = Build.quietTenant { $0.unifiedAudit = .complete([cut, whole]) }
    #expect(coverage("inbox-rule-changes", evidence)?.result == .triggered)
    #expect(findings("inbox-rule-changes", evidence).map(\.severity) == [.low])
  }
}
