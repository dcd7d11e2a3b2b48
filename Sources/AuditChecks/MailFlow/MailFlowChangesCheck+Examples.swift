import AuditModel

extension MailFlowChangesCheck {
  private typealias Tenant = ExampleEvidence

  private static let longAgo = Tenant.moment("2024-02-01T09:00:00Z")

  private static func rule(
    enabled: Bool = true, mode: String = "Enforce", _ change: (inout TransportRule) -> Void
  ) -> TransportRule {
    var rule = TransportRule(id: "rule-1", name: "Copies", isEnabled: enabled, mode: mode, changedAt: longAgo)
    change(&rule)
    return rule
  }

  private static func tenant(_ records: AuditRecord..., rules: [TransportRule] = []) -> TenantEvidence {
    Tenant.quietTenant {
      $0.unifiedAudit = .complete(records)
      $0.transportRules = .complete(rules)
    }
  }

  private static func act(
    _ operation: String, id: String = "1", by actor: String = "admin@contoso.example",
    _ parameters: KeyValuePairs<String, String>
  ) -> AuditRecord {
    Tenant.record(operation, id: id, by: actor, parameters)
  }

  static let examples = CheckExamples(
    triggering: [
      CheckExample(
        "an administrator makes a rule that sends blind copies outside",
        tenant(act("New-TransportRule", ["Name": "Copies", "BlindCopyTo": "drop@evil.example"])),
        triggers: [.init(.critical, for: "admin@contoso.example")]),
      CheckExample(
        "a rule that stands for long sends blind copies outside",
        tenant(rules: [rule { $0.blindCopyTo = ["drop@evil.example"] }]), triggers: [.init(.high, for: nil)]),
      CheckExample(
        "a rule that stands for long is changed, and the listing knows what it does",
        tenant(
          act("Set-TransportRule", ["Identity": "Copies", "Priority": "0"]),
          rules: [rule { $0.redirectTo = ["drop@evil.example"] }]),
        triggers: [.init(.critical, for: "admin@contoso.example")]),
      CheckExample(
        "a rule is made that deletes mail", tenant(act("New-TransportRule", ["Name": "x", "DeleteMessage": "True"])),
        triggers: [.init(.high, for: "admin@contoso.example")]),
      CheckExample(
        "an outbound connector is made by somebody whom the tenant does not know",
        tenant(
          act("New-OutboundConnector", by: "eve@elsewhere.example", ["Name": "Out", "SmartHosts": "mx.evil.example"])),
        triggers: [.init(.high, for: nil)]),
      CheckExample(
        "forwarding is opened for all domains",
        tenant(act("Set-RemoteDomain", ["Identity": "Default", "AutoForwardEnabled": "True"])),
        triggers: [.init(.high, for: "admin@contoso.example")]),
      CheckExample(
        "a rule takes mail past the spam filter",
        tenant(act("Set-TransportRule", ["Identity": "x", "SetSCL": "-1"])),
        triggers: [.init(.medium, for: "admin@contoso.example")]),
      CheckExample(
        "a rule that stands for long copies openly outside",
        tenant(rules: [rule { $0.copyTo = ["archive@elsewhere.example"] }]), triggers: [.init(.medium, for: nil)]),
      CheckExample(
        "a rule is removed", tenant(act("Remove-TransportRule", ["Identity": "Warn of outside mail"])),
        triggers: [.init(.low, for: "admin@contoso.example")]),
      CheckExample(
        "connectors and a remote domain stand for long",
        Tenant.quietTenant {
          $0.inboundConnectors = .complete([MailConnector(id: "in-1", name: "Filter", hosts: ["192.0.2.0/24"])])
          $0.outboundConnectors = .complete([MailConnector(id: "out-1", name: "Filter", hosts: ["mx.filter.example"])])
          $0.remoteDomains = .complete([
            RemoteDomain(id: "d-1", name: "Partner", domain: "partner.example", allowsForwarding: true)
          ])
        },
        triggers: [.init(.informational, for: nil), .init(.informational, for: nil), .init(.informational, for: nil)]),
    ],
    nonTriggering: [
      CheckExample("no rules and no changes", Tenant.quietTenant(), result: .clear),
      CheckExample(
        "a disclaimer is made, and an attempt failed",
        tenant(
          act("New-TransportRule", ["Name": "Disclaimer", "ApplyHtmlDisclaimerText": "Confidential"]),
          Tenant.record(
            "New-TransportRule", id: "2", by: "admin@contoso.example", succeeded: false,
            ["Name": "Copies", "BlindCopyTo": "drop@evil.example"])), result: .clear),
      CheckExample(
        "a disabled rule, and the default remote domain",
        Tenant.quietTenant {
          $0.transportRules = .complete([rule(enabled: false) { $0.blindCopyTo = ["drop@evil.example"] }])
          $0.remoteDomains = .complete([
            RemoteDomain(id: "d-0", name: "Default", domain: "*", allowsForwarding: true)
          ])
        }, result: .clear),
      CheckExample(
        "Exchange's own maintenance touches a connector",
        tenant(
          act(
            "Set-InboundConnector", by: "NT AUTHORITY\\SYSTEM (Microsoft.Exchange.ServiceHost)", ["Identity": "Filter"])
        ),
        result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "nothing of it could be read",
        Tenant.quietTenant {
          for kind in metadata.declaredKinds { $0.remove(kind, because: .permissionExchangeRole) }
        }, result: .notAssessed),
      CheckExample(
        "only the rules could be read, and one says that it was changed in the window",
        Tenant.quietTenant {
          $0.remove(.unifiedAudit)
          $0.transportRules = .complete([
            rule {
              $0.blindCopyTo = ["drop@evil.example"]
              $0.changedAt = Tenant.recently
            }
          ])
        }, expected: [.init(.critical, for: nil)], result: .partial),
      CheckExample(
        "the tenant's own domains are not known", Tenant.quietTenant { $0.remove(.domains) }, result: .partial),
    ])
}
