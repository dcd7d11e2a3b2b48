import AuditModel

extension MailboxPermissionsCheck {
  private typealias Tenant = ExampleEvidence

  private static func tenant(_ records: AuditRecord...) -> TenantEvidence {
    Tenant.quietTenant { $0.unifiedAudit = .complete(records) }
  }

  private static func fullAccess(to grantee: String, by actor: String) -> AuditRecord {
    Tenant.record(
      "Add-MailboxPermission", by: actor,
      ["Identity": "ada@contoso.example", "User": grantee, "AccessRights": "FullAccess"])
  }

  private static func folder(_ operation: String, member: String, rights: String) -> AuditRecord {
    AuditRecord(
      id: "1", operation: operation, occurredAt: Tenant.recently, actor: "ada@contoso.example",
      mailboxOwner: "ada@contoso.example", hasSucceeded: true, folderPath: "\\Calendar", memberName: member,
      memberRights: rights)
  }

  static let examples = CheckExamples(
    triggering: [
      CheckExample(
        "the owner opens the calendar to a colleague",
        tenant(folder("AddFolderPermissions", member: "ben@contoso.example", rights: "ReadAny, Visible")),
        triggers: [.init(.low, for: "ada@contoso.example"), .init(.low, for: "ben@contoso.example")]),
      CheckExample(
        "an administrator gives full access: the owner and the grantee are told",
        tenant(fullAccess(to: "ben@contoso.example", by: "admin@contoso.example")),
        triggers: [.init(.medium, for: "ada@contoso.example"), .init(.medium, for: "ben@contoso.example")]),
      CheckExample(
        "SendOnBehalf hidden in Set-Mailbox",
        tenant(
          Tenant.record(
            "Set-Mailbox", by: "admin@contoso.example",
            ["Identity": "ada@contoso.example", "GrantSendOnBehalfTo": "ben@contoso.example"])),
        triggers: [.init(.medium, for: "ada@contoso.example"), .init(.medium, for: "ben@contoso.example")]),
      CheckExample(
        "the inbox is opened to everybody",
        tenant(folder("ModifyFolderPermissions", member: "Default", rights: "ReadAny, Visible")),
        triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "an address outside may send as the owner",
        tenant(
          Tenant.record(
            "Add-RecipientPermission", by: "admin@contoso.example",
            ["Identity": "ada@contoso.example", "Trustee": "eve@evil.example", "AccessRights": "SendAs"])),
        triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "somebody who is neither administrator nor owner takes full access",
        tenant(fullAccess(to: "ben@contoso.example", by: "ben@contoso.example")),
        triggers: [.init(.high, for: "ada@contoso.example"), .init(.high, for: "ben@contoso.example")]),
    ],
    nonTriggering: [
      CheckExample("no changes", Tenant.quietTenant(), result: .clear),
      CheckExample(
        "Microsoft's maintenance of the discovery mailbox",
        tenant(
          Tenant.record(
            "Add-MailboxPermission", by: "NT AUTHORITY\\SYSTEM (Microsoft.Exchange.ServiceHost)",
            [
              "Identity": "contoso.example/DiscoverySearchMailbox{D919BA05-46A6-415f-80AD-7E09334BB852}",
              "User": "contoso.example/Discovery Management", "AccessRights": "FullAccess",
            ])),
        result: .clear),
      CheckExample(
        "an attempt that failed",
        tenant(
          Tenant.record(
            "Add-MailboxPermission", by: "ben@contoso.example", succeeded: false,
            ["Identity": "ada@contoso.example", "User": "ben@contoso.example", "AccessRights": "FullAccess"])),
        result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "the audit log is switched off", Tenant.quietTenant { $0.remove(.unifiedAudit, because: .auditDisabled) },
        result: .notAssessed),
      CheckExample(
        "the audit log does not reach back over the window",
        Tenant.quietTenant { $0.makePartial(.unifiedAudit, because: .windowTooShort) }, result: .partial),
    ])
}
