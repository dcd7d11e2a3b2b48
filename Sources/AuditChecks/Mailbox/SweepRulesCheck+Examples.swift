import AuditModel

extension SweepRulesCheck {
  private typealias Tenant = ExampleEvidence

  private static func rule(
    from sender: String, to folder: String?, enabled: Bool? = true, keepForDays: Int? = nil
  ) -> SweepRule {
    SweepRule(
      owner: UserReference(id: Tenant.ada), id: "ada\\11112222", name: "From \(sender)", isEnabled: enabled,
      sender: sender, sourceFolder: "Inbox", destinationFolder: folder, keepForDays: keepForDays)
  }

  private static func tenant(_ rule: SweepRule, _ change: (inout TenantEvidence) -> Void = { _ in }) -> TenantEvidence {
    Tenant.quietTenant {
      $0.sweepRules = .complete([rule])
      change(&$0)
    }
  }

  static let examples = CheckExamples(
    triggering: [
      CheckExample(
        "a newsletter is swept into its folder", tenant(rule(from: "news@shop.example", to: "Newsletters")),
        triggers: [.init(.informational, for: "ada@contoso.example")]),
      CheckExample(
        "a newsletter is archived after ten days",
        tenant(rule(from: "news@shop.example", to: "Archive", keepForDays: 10)),
        triggers: [.init(.informational, for: "ada@contoso.example")]),
      CheckExample(
        "mail is swept to Deleted Items, which no folder means",
        tenant(rule(from: "customer@fabrikam.example", to: nil)),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "mail is swept to the German Deleted Items",
        tenant(rule(from: "customer@fabrikam.example", to: "Gelöschte Elemente")),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "notices of an identity provider are swept into a folder",
        tenant(rule(from: "account-security-noreply@accountprotection.microsoft.com", to: "Old")),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "mail of a bank is swept into a folder",
        tenant(rule(from: "\"Service\" [SMTP:info@volksbank.example]", to: "Old")),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "mail of a colleague is swept into a folder", tenant(rule(from: "ben@contoso.example", to: "Old")),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "made in the window by an administrator",
        tenant(rule(from: "news@shop.example", to: "Newsletters")) {
          $0.unifiedAudit = .complete([
            Tenant.record(
              "New-SweepRule", by: "admin@contoso.example",
              ["Mailbox": "ada@contoso.example", "Name": "From news@shop.example"])
          ])
        }, triggers: [.init(.informational, for: "ada@contoso.example")]),
    ],
    nonTriggering: [
      CheckExample("no sweep rules", Tenant.quietTenant(), result: .clear),
      CheckExample(
        "a disabled rule", tenant(rule(from: "ben@contoso.example", to: nil, enabled: false)), result: .clear),
      CheckExample(
        "a rule was made in the window and is gone",
        Tenant.quietTenant {
          $0.unifiedAudit = .complete([
            Tenant.record("New-SweepRule", by: "ada@contoso.example", ["Name": "From news@shop.example"])
          ])
        }, result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "sweep rules could not be read",
        Tenant.quietTenant { $0.remove(.sweepRules, because: .permissionExchangeRole) }, result: .notAssessed),
      CheckExample(
        "sweep rules of one user could not be read",
        Tenant.quietTenant { $0.makePartial(.sweepRules, missed: [Tenant.ben]) }, result: .partial),
      CheckExample(
        "the tenant's own domains are not known",
        tenant(rule(from: "news@shop.example", to: "Newsletters")) { $0.remove(.domains) },
        expected: [.init(.informational, for: "ada@contoso.example")], result: .partial),
    ])
}
