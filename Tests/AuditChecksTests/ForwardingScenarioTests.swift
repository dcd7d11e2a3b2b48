import AuditModel
import Testing

@testable import AuditChecks

/// Whose mailbox forwards where, and for how long that is known.
@Suite struct ForwardingScenarioTests {
  private typealias Build = ExampleEvidence

  private func findings(_ evidence: TenantEvidence) -> [Finding] {
    judge(evidence, window: Build.window).findings.filter { $0.checkID == "mailbox-forwarding" }
  }

  private func set(
    _ address: String, on mailbox: String, id: String = "1", after seconds: Int64 = 0
  ) -> AuditRecord {
    Build.record(
      "Set-Mailbox", id: id, at: Build.recently.advanced(bySeconds: seconds), by: "admin@contoso.example",
      ["Identity": mailbox, "ForwardingSmtpAddress": address])
  }

  private func presence(_ finding: Finding?) -> String? {
    finding?.details.first { $0.name == "Set at present" }?.value
  }

  @Test func `that forwarding is not set at present is said only where the mailboxes tell`() {
    let evidence = Build.quietTenant {
      $0.unifiedAudit = .complete([set("smtp:drop@evil.example", on: "ada@contoso.example")])
    }
    func changed(_ change: (inout TenantEvidence) -> Void) -> String? {
      var evidence = evidence
      change(&evidence)
      return presence(findings(evidence).first)
    }
    #expect(changed { _ in } == "no")
    #expect(changed { $0.makePartial(.mailboxes, missed: [Build.ben]) } == "no")
    #expect(changed { $0.makePartial(.mailboxes, missed: [Build.ada]) } == "not known")
    #expect(changed { $0.makePartial(.mailboxes) } == "not known")
    #expect(changed { $0.remove(.mailboxes) } == "not known")
    #expect(changed { $0.collectedAt[.mailboxes] = Build.window.from } == "not known")
    #expect(
      changed {
        $0.collectedAt[.mailboxes] = Build.window.to.advanced(bySeconds: -3600)
        let late = Build.window.to.advanced(bySeconds: -60).seconds(since: Build.recently)
        $0.unifiedAudit = .complete([set("smtp:drop@evil.example", on: "ada@contoso.example", after: late)])
      } == "not known", "set after the mailboxes were listed")
    #expect(
      changed {
        $0.mailboxes = .complete([Build.mailbox(Build.ada, forwardsTo: "drop@evil.example", keepsCopy: true)])
      } == "yes")
  }

  @Test func `two mailboxes whose owners are not known are not taken for one`() {
    let records = [
      set("smtp:drop@evil.example", on: "Sales", id: "1"), set("smtp:drop@evil.example", on: "Reception", id: "2"),
      set("", on: "Reception", id: "3", after: 60),
    ]
    let found = findings(Build.quietTenant { $0.unifiedAudit = .complete(records) })
    #expect(found.count == 2 && found.allSatisfy { $0.userID == nil })
    let cleared = found.filter { $0.signals.contains { $0.id == "cleared_again" } }
    #expect(cleared.map { $0.details[0].value.lowercased() } == ["reception"])
    #expect(found.compactMap { presence($0) } == ["not known", "not known"])
    let shouted = set("smtp:drop@evil.example", on: "RECEPTION", id: "4")
    let again = findings(Build.quietTenant { $0.unifiedAudit = .complete(records + [shouted]) })
    #expect(again.map(\.key) == found.map(\.key), "letter case makes no other mailbox")
  }

  @Test func `forwarding that only records tell of is an event, a standing one is a state`() {
    let records = [set("smtp:drop@evil.example", on: "ada@contoso.example")]
    let gone = Build.quietTenant { $0.unifiedAudit = .complete(records) }
    #expect(findings(gone).map(\.kind) == [.event])
    let standing = Build.quietTenant {
      $0.unifiedAudit = .complete(records)
      $0.mailboxes = .complete([Build.mailbox(Build.ada, forwardsTo: "drop@evil.example")])
    }
    #expect(findings(standing).map(\.kind) == [.state])
  }

  private static let group = "/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn="

  @Test(arguments: [
    ("0123456789abcdef0123456789abcdef-ben", Severity.low), ("0123456789ABCDEF0123456789abcdef-Ben", .low),
    ("0b000000-0000-4000-8000-000000000010-ben", .low), ("ben", .low),
    ("0a000000-0000-4000-8000-00000000000b", .low), ("0123456789abcdef0123456789abcdef-partner", .medium),
    ("0123456789abcdef-ben", .medium), ("drop", .medium), ("", .medium),
    ("0123456789abcdef0123456789abcdef-eve_partner.example#EXT#", .medium),
  ])
  func `an X.500 address is inside only when a known account carries it`(_ tail: String, _ severity: Severity) {
    let evidence = Build.quietTenant {
      $0.mailboxes = .complete([
        Mailbox(owner: UserReference(id: Build.ada), forwardingAddress: Self.group + tail, keepsCopy: true)
      ])
    }
    let found = findings(evidence)
    #expect(found.map(\.severity) == [severity])
    #expect(found.map(\.confidence) == [severity == .low ? .high : .medium])
  }

  @Test func `without users a listed mailbox makes its X.500 address known`() {
    func severities(_ name: String) -> [Severity] {
      var evidence = Build.quietTenant {
        $0.mailboxes = .complete([
          Mailbox(owner: UserReference(id: Build.ada), forwardingAddress: Self.group + "ben", keepsCopy: true),
          Mailbox(owner: UserReference(id: Build.ben), primaryAddress: name),
        ])
      }
      evidence.remove(.users)
      return findings(evidence).map(\.severity)
    }
    #expect(severities("ben@contoso.example") == [.low])
    #expect(severities("cy@contoso.example") == [.medium])
  }

  @Test func `an ordinary colleague by X.500 address stays quiet in an inbox rule, resolved or not`() {
    for tail in ["ben", "0123456789abcdef0123456789abcdef-whoever"] {
      let evidence = Build.quietTenant {
        $0.inboxRules = .complete([
          Build.rule("Projects", words: ["Alpha"]) { $0.forwardsTo = [MailRecipient(address: Self.group + tail)] }
        ])
      }
      let found = judge(evidence, window: Build.window).findings
      #expect(found.map(\.severity) == [.informational] && found.map(\.signals) == [[]])
    }
  }

  @Test func `a slash before an outside address makes it no X.500 address`() {
    let evidence = Build.quietTenant {
      $0.mailboxes = .complete([Build.mailbox(Build.ada, forwardsTo: "/drop@evil.example", keepsCopy: true)])
    }
    #expect(findings(evidence).map(\.severity) == [.high])
  }

  @Test(arguments: [true, false])
  func `domains that are only partly known leave a doubt about every other domain`(_ isPartial: Bool) {
    let evidence = Build.quietTenant {
      $0.mailboxes = .complete([Build.mailbox(Build.ada, forwardsTo: "ada@fabrikam.example", keepsCopy: true)])
      $0.inboxRules = .complete([
        Build.rule("Copies", of: Build.ben) { $0.redirectsTo = [MailRecipient(address: "ben@fabrikam.example")] }
      ])
      $0.unifiedAudit = .complete([
        Build.record(
          "Add-MailboxPermission", id: "1", by: "admin@contoso.example",
          ["Identity": "ada@contoso.example", "User": "eve@fabrikam.example", "AccessRights": "FullAccess"]),
        Build.record(
          "New-InboxRule", id: "2", by: "ada@contoso.example", object: "contoso.example/ada\\Copies",
          ["Name": "Copies", "RedirectTo": "ada@fabrikam.example"]),
      ])
      if isPartial { $0.makePartial(.domains, because: .exportScopeUnknown) }
    }
    let found = judge(evidence, window: Build.window).findings.filter { $0.checkID != Campaign.check }
    #expect(found.count == 4 && found.allSatisfy { $0.severity >= .high })
    #expect(found.allSatisfy { $0.confidence == (isPartial ? .medium : .high) })
    let reasons = found.flatMap { $0.signals.map(\.reason) }
    #expect(reasons.count { $0.contains("accepted domains only partly known") } == (isPartial ? 4 : 0))
  }
}
