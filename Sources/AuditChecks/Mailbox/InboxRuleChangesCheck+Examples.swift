import AuditModel

extension InboxRuleChangesCheck {
  private typealias Tenant = ExampleEvidence

  private static let path = "EURPR01A000.PROD.OUTLOOK.COM/Microsoft Exchange Hosted Organizations/contoso.example/ada\\"

  private static func tenant(rules: [InboxRule] = [], _ records: AuditRecord...) -> TenantEvidence {
    Tenant.quietTenant {
      $0.unifiedAudit = .complete(records)
      $0.inboxRules = .complete(rules)
    }
  }

  private static let newsletters = Tenant.rule("Newsletters") { $0.movesTo = FolderReference(name: "Newsletters") }

  static let examples = CheckExamples(
    triggering: [
      CheckExample(
        "the owner makes an ordinary rule",
        tenant(
          rules: [newsletters],
          Tenant.record(
            "New-InboxRule", by: "Ada@Contoso.example", object: path + "Newsletters",
            ["Name": "Newsletters", "SubjectContainsWords": "Weekly digest", "MoveToFolder": "Newsletters"])),
        triggers: [.init(.low, for: "ada@contoso.example")]),
      CheckExample(
        "a new rule deletes mail that warns",
        tenant(
          rules: [Tenant.rule("rule2") { $0.deletes = true }],
          Tenant.record(
            "New-InboxRule", by: "ada@contoso.example", object: path + "rule2",
            ["Name": "rule2", "SubjectContainsWords": "do not open", "DeleteMessage": "True"])),
        triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "somebody else changes the owner's rule",
        tenant(
          rules: [newsletters],
          Tenant.record(
            "Set-InboxRule", by: "ben@contoso.example", object: path + "Newsletters",
            ["Mailbox": "ada@contoso.example", "Identity": "Newsletters", "MarkAsRead": "True"])),
        triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "a desktop Outlook makes a rule that forwards outside, and it is gone an hour later",
        tenant(
          AuditRecord(
            id: "1", operation: "UpdateInboxRules", occurredAt: Tenant.recently, actor: "ada@contoso.example",
            mailboxOwner: "ada@contoso.example",
            parameters: [
              .init("RuleOperation", "AddMailboxRule"), .init("RuleId", "-3446744073709551615"),
              .init("RuleName", "."), .init("RuleCondition", "{}"),
              .init("RuleActions", #"[{"ActionType":"Forward","Recipients":["drop@evil.example"]}]"#),
            ]),
          Tenant.record(
            "Remove-InboxRule", id: "2", at: Tenant.recently.advanced(bySeconds: 3600), by: "ada@contoso.example",
            object: path + "15000000000000000001")),
        triggers: [.init(.critical, for: "ada@contoso.example")]),
      CheckExample(
        "an ordinary rule is made and removed again",
        tenant(
          Tenant.record(
            "New-InboxRule", id: "1", by: "ada@contoso.example", object: path + "Test",
            ["Name": "Test", "SubjectContainsWords": "test", "MoveToFolder": "Tests"]),
          Tenant.record(
            "Remove-InboxRule", id: "2", at: Tenant.recently.advanced(bySeconds: 60), by: "ada@contoso.example",
            object: path + "Test")),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
    ],
    nonTriggering: [
      CheckExample("no changes", Tenant.quietTenant(), result: .clear),
      CheckExample(
        "an attempt that failed",
        tenant(
          Tenant.record(
            "New-InboxRule", by: "ada@contoso.example", object: path + "x", succeeded: false,
            ["Name": "x", "DeleteMessage": "True"])),
        result: .clear),
      CheckExample(
        "a change before the window",
        tenant(
          Tenant.record(
            "New-InboxRule", at: Tenant.moment("2026-08-01T08:00:00Z"), by: "ada@contoso.example", object: path + "x",
            ["Name": "x", "DeleteMessage": "True"])),
        result: .clear),
      CheckExample(
        "Microsoft's own maintenance",
        tenant(
          Tenant.record(
            "Set-InboxRule", by: "NT AUTHORITY\\SYSTEM (w3wp)", object: path + "Newsletters", ["MarkAsRead": "True"])),
        result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "the audit log is switched off", Tenant.quietTenant { $0.remove(.unifiedAudit, because: .auditDisabled) },
        result: .notAssessed),
      CheckExample(
        "a record of which only the outer columns are left",
        Tenant.quietTenant {
          var record = Tenant.record("New-InboxRule", by: "ada@contoso.example")
          record.isTruncated = true
          $0.unifiedAudit = .complete([record])
          $0.remove(.inboxRules)
        }, expected: [.init(.medium, for: "ada@contoso.example")], result: .partial),
    ])
}
