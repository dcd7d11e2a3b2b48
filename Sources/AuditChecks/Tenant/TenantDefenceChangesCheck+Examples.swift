import AuditModel

extension TenantDefenceChangesCheck {
  private typealias Tenant = ExampleEvidence

  private static func audited(_ records: AuditRecord...) -> TenantEvidence {
    Tenant.quietTenant { $0.unifiedAudit = .complete(records) }
  }

  private static func set(
    _ operation: String, _ parameters: KeyValuePairs<String, String>, id: String = "1",
    by actor: String = "admin@contoso.example", after seconds: Int64 = 0, succeeded: Bool = true
  ) -> AuditRecord {
    Tenant.record(
      operation, id: id, at: Tenant.recently.advanced(bySeconds: seconds), by: actor, succeeded: succeeded, parameters)
  }

  private static func cut(_ operation: String) -> AuditRecord {
    var record = set(operation, [:])
    record.isTruncated = true
    return record
  }

  static func policy(
    _ activity: String = "Update conditional access policy", old: String?, new: String?,
    by initiator: DirectoryAudit.Initiator = .user(
      id: ExampleEvidence.admin.rawValue, name: "admin@contoso.example", address: "192.0.2.7")
  ) -> DirectoryAudit {
    DirectoryAudit(
      id: "policy-1", activity: activity, occurredAt: ExampleEvidence.recently, hasSucceeded: true,
      initiator: initiator,
      targets: [
        .init(
          id: "0a0b0000-0000-4000-8000-000000000001", type: "Policy", displayName: "Second factor for all",
          modifiedProperties: old == nil && new == nil ? [] : [.init("ConditionalAccessPolicy", old: old, new: new)])
      ])
  }

  static func shape(state: String = "enabled", controls: String = "\"mfa\"", excluded: String = "") -> String {
    "{\"state\":\"\(state)\",\"conditions\":{\"users\":{\"includeUsers\":[\"All\"],\"excludeUsers\":[\(excluded)]}},"
      + "\"grantControls\":{\"operator\":\"OR\",\"builtInControls\":[\(controls)]}}"
  }

  private static func changed(_ audit: DirectoryAudit) -> TenantEvidence {
    Tenant.quietTenant { $0.directoryAudits = .complete([audit]) }
  }

  static let examples = CheckExamples(
    triggering: [
      CheckExample(
        "an administrator's account switches the audit log off",
        audited(set("Set-AdminAuditLogConfig", ["UnifiedAuditLogIngestionEnabled": "False"])),
        triggers: [.init(.critical, for: "admin@contoso.example")]),
      CheckExample(
        "the audit log is off, and nothing tells since when",
        Tenant.quietTenant { $0.auditConfiguration = .complete([AuditConfiguration(isUnifiedAuditEnabled: false)]) },
        triggers: [.init(.high, for: nil)]),
      CheckExample(
        "a mailbox is taken out of the audit: the actor and the mailbox are told",
        audited(
          set("Set-MailboxAuditBypassAssociation", ["Identity": "ada@contoso.example", "AuditBypassEnabled": "True"])),
        triggers: [.init(.high, for: "admin@contoso.example"), .init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "a conditional access policy no longer asks for a second factor",
        changed(policy(old: shape(), new: shape(controls: ""))), triggers: [.init(.high, for: "admin@contoso.example")]),
      CheckExample(
        "a conditional access policy is deleted by an application",
        changed(
          policy(
            "Delete conditional access policy", old: shape(), new: nil,
            by: .application(id: "0c000000-0000-4000-8000-000000000009", name: "Provisioner"))),
        triggers: [.init(.high, for: nil)]),
      CheckExample(
        "a policy is changed, and nothing tells how", changed(policy("Update policy", old: nil, new: nil)),
        triggers: [.init(.medium, for: "admin@contoso.example")]),
      CheckExample(
        "a domain gets other federation settings",
        changed(
          DirectoryAudit(
            id: "1", activity: "Set federation settings on domain", occurredAt: Tenant.recently, hasSucceeded: true,
            initiator: .user(id: nil, name: "ben@contoso.example", address: "203.0.113.9"),
            targets: [.init(id: nil, type: "Domain", displayName: "contoso.example")])),
        triggers: [.init(.critical, for: "ben@contoso.example")]),
      CheckExample(
        "the policy against phishing is removed", audited(set("Remove-AntiPhishPolicy", ["Identity": "Standard"])),
        triggers: [.init(.high, for: "admin@contoso.example")]),
    ],
    nonTriggering: [
      CheckExample(
        "a policy gets stronger", changed(policy(old: shape(controls: ""), new: shape())), result: .clear),
      CheckExample(
        "Microsoft's service rewrites a policy",
        audited(
          set(
            "Set-ConditionalAccessPolicy", ["Identity": "0a0b0000-0000-4000-8000-000000000001"],
            by: "NT AUTHORITY\\SYSTEM (Microsoft.Exchange.ServiceHost)")), result: .clear),
      CheckExample(
        "an attempt that failed, and a Set-Mailbox about something else",
        audited(
          set("Set-AdminAuditLogConfig", ["UnifiedAuditLogIngestionEnabled": "False"], succeeded: false),
          set("Set-Mailbox", ["Identity": "ada@contoso.example", "AuditEnabled": "True"], id: "2"),
          set("Set-SafeLinksPolicy", ["Identity": "Standard", "TrackClicks": "True"], id: "3")), result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "neither settings nor logs could be read",
        Tenant.quietTenant {
          for kind in [EvidenceKind.auditConfiguration, .directoryAudits, .unifiedAudit] { $0.remove(kind) }
        },
        result: .notAssessed),
      CheckExample(
        "a record of which only the operation is left: protection is gone, whatever the policy was called",
        audited(cut("Remove-AntiPhishPolicy")), expected: [.init(.high, for: "admin@contoso.example")], result: .partial
      ),
      CheckExample(
        "a record of which only the operation is left, and it tells nothing", audited(cut("Set-OrganizationConfig")),
        result: .partial),
      CheckExample(
        "the audit log is off, as its settings tell",
        Tenant.quietTenant {
          $0.remove(.unifiedAudit, because: .auditDisabled)
          $0.auditConfiguration = .complete([
            AuditConfiguration(isUnifiedAuditEnabled: false, changedAt: Tenant.recently)
          ])
        }, expected: [.init(.critical, for: nil)], result: .partial),
    ])
}
