import AuditModel
import Testing

@testable import AuditChecks

/// Ways around the checks of mailboxes that hostile names and odd records could open.
@Suite struct MailboxDetailTests {
  private typealias Build = ExampleEvidence

  @Test(arguments: ["Junk E-Mail Rule", "Microsoft.Exchange.OOF.x"])
  func `a rule that hides mail is told, whatever system rule it is called after`(_ name: String) {
    let evidence = Build.quietTenant {
      $0.inboxRules = .complete([
        Build.rule(name) {
          $0.movesTo = FolderReference(name: "RSS Feeds")
          $0.marksAsRead = true
        }
      ])
    }
    #expect(assess(MailboxRulesCheck(), evidence).findings.map(\.severity) == [.high])
  }

  @Test(arguments: [
    ("microsoft.support", false), ("eve@name.prod.outlook.com", false), ("x\\Administrator (Microsoft.x)", false),
    ("NT AUTHORITY\\SELF", true), ("NT AUTHORITY\\\\SYSTEM", true), ("S-1-5-10", true), ("Owner@local", true),
  ])
  func `only a grantee that nobody can be is Exchange's own`(_ grantee: String, _ isHousekeeping: Bool) {
    let evidence = Build.quietTenant {
      $0.unifiedAudit = .complete([
        Build.record(
          "Add-MailboxPermission", by: "admin@contoso.example",
          ["Identity": "ada@contoso.example", "User": grantee, "AccessRights": "FullAccess"])
      ])
    }
    let found = assess(MailboxPermissionsCheck(), evidence)
    #expect(found.findings.isEmpty == isHousekeeping && found.setAside.total == (isHousekeeping ? 1 : 0))
  }

  @Test(arguments: [
    ("@{Add=\"Doe, Ben\"}", ["Doe, Ben"]), ("'O'Neil, Cy'", ["O'Neil, Cy"]),
    ("ben;cy@evil.example", ["ben", "cy@evil.example"]),
    ("@{Remove=\"ben\";Add=\"cy\"}", ["cy"]),
  ])
  func `those who may send on behalf are told whole`(_ value: String, _ grantees: [String]) {
    let evidence = Build.quietTenant {
      $0.unifiedAudit = .complete([
        Build.record(
          "Set-Mailbox", by: "admin@contoso.example", ["Identity": "ada@contoso.example", "GrantSendOnBehalfTo": value])
      ])
    }
    let found = assess(MailboxPermissionsCheck(), evidence).findings.filter { $0.userID == Build.ada }
    #expect(found.compactMap { $0.detail("Grantee") }.sorted() == grantees)
  }

  @Test func `an account that is called like a service of Exchange is somebody`() {
    let evidence = Build.quietTenant {
      $0.users = .complete([Build.user(Build.ben, "self@contoso.example", "Self")])
      $0.unifiedAudit = .complete([
        Build.record(
          "Add-MailboxPermission", by: "admin@contoso.example",
          ["Identity": "ada@contoso.example", "User": "self", "AccessRights": "FullAccess"])
      ])
    }
    #expect(assess(MailboxPermissionsCheck(), evidence).findings.contains { $0.userID == Build.ben })
  }

  @Test(arguments: [
    ("Doe, Ben", ["Doe, Ben"]), ("CN=Drop,OU=x.example,DC=PROD", ["CN=Drop,OU=x.example,DC=PROD"]),
    ("a@b.example,c@d.example", ["a@b.example", "c@d.example"]),
    (#""Doe, John" [SMTP:x@evil.example];"A" [EX:/o=x/cn=a]"#, ["x@evil.example", "/o=x/cn=a"]),
    (#""Doe; John" [SMTP:x@evil.example], b@c.example"#, ["x@evil.example", "b@c.example"]),
    (#""x@evil.example;a@contoso.example"#, ["x@evil.example", "a@contoso.example"]),
    ("a@b.example, Doe", ["a@b.example, Doe"]), (#""Doe, Ben","Roe, Cy""#, ["Doe, Ben", "Roe, Cy"]), (" ; ", []),
  ])
  func `recipients are taken apart where addresses end, not inside names`(_ text: String, _ labels: [String]) {
    #expect(MailRecipient.list(from: text).map(\.label) == labels)
  }

  @Test func `forwarding to a contact called Last, First is one finding, and no colleague's first name`() {
    let evidence = Build.quietTenant {
      $0.mailboxes = .complete([
        Mailbox(owner: UserReference(id: Build.ada), forwardingAddress: "Doe, Ben", keepsCopy: true)
      ])
    }
    let found = assess(MailboxForwardingCheck(), evidence).findings
    #expect(found.map(\.severity) == [.medium] && found.map(\.signalIDs) == [["target_unresolved"]])
  }

  @Test func `counts that no mailbox can have are added up all the same`() {
    let records = ["HardDelete", "HardDelete", "MailItemsAccessed", "MailItemsAccessed"].enumerated().map {
      AuditRecord(
        id: "\($0)", operation: $1, occurredAt: Build.recently, actor: "ada@contoso.example",
        mailboxOwner: "ada@contoso.example", itemCount: .max)
    }
    let found = judge(Build.quietTenant { $0.unifiedAudit = .complete(records) }, window: Build.window).findings
    #expect(Set(found.map(\.checkID)) == ["deleted-mail", "mailbox-access"])
    #expect(found.allSatisfy { $0.message.contains("2000000 messages") }, "\(found.map(\.message))")
  }

  @Test func `forwarding that loses its copy in the window was changed in the window`() throws {
    func found(keepsCopy: Bool?, by actor: String = "eve@contoso.example") -> [Finding] {
      let evidence = Build.quietTenant {
        $0.mailboxes = .complete([Build.mailbox(Build.ada, forwardsTo: "ben@contoso.example", keepsCopy: keepsCopy)])
        $0.unifiedAudit = .complete([
          Build.record(
            "Set-Mailbox", by: actor, ["Identity": "ada@contoso.example", "DeliverToMailboxAndForward": "False"])
        ])
      }
      return assess(MailboxForwardingCheck(), evidence, CheckSettings(partnerAdministrators: ["msp.example"])).findings
    }
    let finding = try #require(found(keepsCopy: false).first)
    #expect(finding.severity == .medium && finding.signalIDs.contains("copy_dropped"))
    #expect(
      finding.message.hasSuffix("without keeping a copy since 2026-08-19T08:00:00Z, by eve@contoso.example."))
    #expect(found(keepsCopy: true).map(\.severity) == [.low], "the listing says that a copy is kept")
    #expect(found(keepsCopy: false, by: "tech@msp.example").map(\.severity) == [.low])
  }

  @Test func `taking the copy away does not clear forwarding`() {
    func record(_ id: String, after seconds: Int64, _ parameters: KeyValuePairs<String, String>) -> AuditRecord {
      Build.record(
        "Set-Mailbox", id: id, at: Build.recently.advanced(bySeconds: seconds), by: "admin@contoso.example", parameters)
    }
    let evidence = Build.quietTenant {
      $0.unifiedAudit = .complete([
        record("1", after: 0, ["Identity": "ada", "ForwardingSmtpAddress": "drop@evil.example"]),
        record("2", after: 60, ["Identity": "ada", "DeliverToMailboxAndForward": "False"]),
      ])
    }
    let found = assess(MailboxForwardingCheck(), evidence).findings
    #expect(found.count == 1 && found.allSatisfy { !$0.signalIDs.contains("cleared_again") })
  }
}
