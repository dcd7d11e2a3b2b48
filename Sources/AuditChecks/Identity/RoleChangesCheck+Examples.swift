import AuditModel

extension RoleChangesCheck {
  private typealias Tenant = ExampleEvidence

  private static func audit(
    _ role: String?, _ activity: String = "Add member to role", id: String = "1", after seconds: Int64 = 0,
    by actor: String = "admin@contoso.example", succeeded: Bool? = true
  ) -> DirectoryAudit {
    var audit = Tenant.directoryAudit(
      activity, id: id, at: Tenant.recently.advanced(bySeconds: seconds), by: actor, of: Tenant.ada,
      named: "ada@contoso.example", succeeded: succeeded)
    if let role { audit.targets[0].modifiedProperties = [.init("Role.DisplayName", old: nil, new: role)] }
    return audit
  }

  /// As Privileged Identity Management writes it: the role is the first target.
  private static func activation(_ role: String) -> DirectoryAudit {
    DirectoryAudit(
      id: "pim", activity: "Add member to role completed (PIM activation)", occurredAt: Tenant.recently,
      hasSucceeded: true, initiator: .user(id: Tenant.ada.rawValue, name: "ada@contoso.example", address: "192.0.2.7"),
      targets: [
        .init(id: "r", type: "Role", displayName: role), .init(id: "q", type: "Request"),
        .init(id: Tenant.ada.rawValue, type: "User", displayName: "Ada Example"),
      ])
  }

  private static func tenant(_ audits: DirectoryAudit...) -> TenantEvidence {
    Tenant.quietTenant { $0.directoryAudits = .complete(audits) }
  }

  static let examples = CheckExamples(
    triggering: [
      CheckExample(
        "a user becomes a global administrator: told of both", tenant(audit("Global Administrator")),
        triggers: [.init(.high, for: "ada@contoso.example"), .init(.high, for: "admin@contoso.example")]),
      CheckExample(
        "a user becomes a helpdesk administrator", tenant(audit("Helpdesk Administrator")),
        triggers: [.init(.medium, for: "ada@contoso.example"), .init(.medium, for: "admin@contoso.example")]),
      CheckExample(
        "an application gives a role that the record does not name",
        tenant(
          DirectoryAudit(
            id: "1", activity: "Add eligible member to role", occurredAt: Tenant.recently, hasSucceeded: true,
            initiator: .application(id: "app", name: "Provisioning"),
            targets: [.init(id: Tenant.ada.rawValue, type: "User", userPrincipalName: "ada@contoso.example")])),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "an eligible user activates a powerful role", tenant(activation("Exchange Administrator")),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "an eligible user activates another privileged role", tenant(activation("Billing Administrator")),
        triggers: [.init(.low, for: "ada@contoso.example")]),
      CheckExample(
        "a role is given to an application: told at tenant level, and of the giver",
        tenant(
          DirectoryAudit(
            id: "1", activity: "Add member to role", occurredAt: Tenant.recently, hasSucceeded: true,
            initiator: .user(id: Tenant.ben.rawValue, name: "ben@contoso.example", address: nil),
            targets: [
              .init(
                id: "5e000000-0000-4000-8000-000000000001", type: "ServicePrincipal", displayName: "Backup",
                modifiedProperties: [.init("Role.DisplayName", old: nil, new: "User Administrator")])
            ])), triggers: [.init(.high, for: nil), .init(.high, for: "ben@contoso.example")]),
    ],
    nonTriggering: [
      CheckExample("nobody got a role", Tenant.quietTenant(), result: .clear),
      CheckExample(
        "a role without power over others", tenant(audit("Message Center Reader")), result: .clear),
      CheckExample("an attempt that failed", tenant(audit("Global Administrator", succeeded: false)), result: .clear),
      CheckExample(
        "a role is taken away", tenant(audit("Global Administrator", "Remove member from role")), result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "the directory audit log could not be read", Tenant.quietTenant { $0.remove(.directoryAudits) },
        result: .notAssessed),
      CheckExample(
        "a part of the log is missing",
        Tenant.quietTenant {
          $0.directoryAudits = .complete([audit("Global Administrator")])
          $0.makePartial(.directoryAudits, because: .windowTooShort)
        }, expected: [.init(.high, for: "ada@contoso.example"), .init(.high, for: "admin@contoso.example")],
        result: .partial),
    ])
}
