import AuditModel

extension MailboxForwardingCheck {
  private typealias Tenant = ExampleEvidence

  private static func tenant(
    forwardsTo address: String? = nil, keepsCopy: Bool? = nil, _ records: AuditRecord...
  ) -> TenantEvidence {
    Tenant.quietTenant {
      $0.mailboxes = .complete([Tenant.mailbox(Tenant.ada, forwardsTo: address, keepsCopy: keepsCopy)])
      $0.unifiedAudit = .complete(records)
    }
  }

  private static func set(_ address: String, id: String = "1") -> AuditRecord {
    Tenant.record(
      "Set-Mailbox", id: id, by: "ada@contoso.example",
      ["Identity": "ada@contoso.example", "ForwardingSmtpAddress": address, "DeliverToMailboxAndForward": "True"])
  }

  static let examples = CheckExamples(
    triggering: [
      CheckExample(
        "a colleague gets the mail, with a copy kept", tenant(forwardsTo: "ben@contoso.example", keepsCopy: true),
        triggers: [.init(.low, for: "ada@contoso.example")]),
      CheckExample(
        "an address outside gets the mail, with a copy kept", tenant(forwardsTo: "drop@evil.example", keepsCopy: true),
        triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "an address outside gets the mail, and no copy is kept",
        tenant(forwardsTo: "drop@evil.example", keepsCopy: false),
        triggers: [.init(.critical, for: "ada@contoso.example")]),
      CheckExample(
        "a recipient gets the mail that is named by an X.500 address of no known account",
        tenant(forwardsTo: "/o=ExchangeLabs/ou=Exchange Administrative Group/cn=Recipients/cn=drop", keepsCopy: true),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "set in the window to a colleague",
        tenant(forwardsTo: "ben@contoso.example", keepsCopy: true, set("smtp:ben@contoso.example")),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "set and cleared again within seconds",
        tenant(
          set("smtp:drop@evil.example"),
          Tenant.record(
            "Set-Mailbox", id: "2", at: Tenant.recently.advanced(bySeconds: 20), by: "ada@contoso.example",
            ["Identity": "ada@contoso.example", "ForwardingSmtpAddress": ""])),
        triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "set in the window together with a rule that hides",
        tenant(
          forwardsTo: "drop@evil.example", keepsCopy: true, set("smtp:drop@evil.example"),
          Tenant.record(
            "New-InboxRule", id: "2", at: Tenant.recently.advanced(bySeconds: 90), by: "ada@contoso.example",
            object: "contoso.example/ada\\.", ["Name": ".", "DeleteMessage": "True"])),
        triggers: [.init(.critical, for: "ada@contoso.example")]),
    ],
    nonTriggering: [
      CheckExample("no mailbox forwards", Tenant.quietTenant(), result: .clear),
      CheckExample(
        "an attempt that failed, and a Set-Mailbox about something else",
        tenant(
          Tenant.record(
            "Set-Mailbox", id: "1", by: "ada@contoso.example", succeeded: false,
            ["Identity": "ada@contoso.example", "ForwardingSmtpAddress": "smtp:drop@evil.example"]),
          Tenant.record(
            "Set-Mailbox", id: "2", by: "admin@contoso.example",
            ["Identity": "ada@contoso.example", "ProhibitSendQuota": "99 GB"])),
        result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "neither mailboxes nor the audit log could be read",
        Tenant.quietTenant {
          $0.remove(.mailboxes, because: .permissionExchangeRole)
          $0.remove(.unifiedAudit)
        }, result: .notAssessed),
      CheckExample(
        "only the audit log is there",
        Tenant.quietTenant {
          $0.remove(.mailboxes, because: .permissionExchangeRole)
          $0.unifiedAudit = .complete([set("smtp:drop@evil.example")])
        }, expected: [.init(.high, for: "ada@contoso.example")], result: .partial),
      CheckExample(
        "the audit log is not there", Tenant.quietTenant { $0.remove(.unifiedAudit) }, result: .partial),
      CheckExample(
        "a record of which only the outer columns are left",
        Tenant.quietTenant {
          var record = Tenant.record("Set-Mailbox", by: "admin@contoso.example")
          record.isTruncated = true
          $0.unifiedAudit = .complete([record])
        }, result: .partial),
    ])
}
