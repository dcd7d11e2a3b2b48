import AuditModel

extension NewUsersCheck {
  private typealias Tenant = ExampleEvidence

  private static let newcomer = UserID("0a000000-0000-4000-8000-00000000000c")

  private static func tenant(
    _ users: UserPrincipal..., audits: [DirectoryAudit] = [], roles: [RoleAssignment] = []
  ) -> TenantEvidence {
    Tenant.quietTenant {
      $0.users = .complete(users)
      $0.directoryAudits = .complete(audits)
      $0.roleAssignments = .complete(roles)
    }
  }

  private static func member(_ type: UserType = .member) -> UserPrincipal {
    Tenant.user(newcomer, "cy@contoso.example", type: type, createdAt: Tenant.recently)
  }

  private static func audit(
    _ activity: String, id: String = "1", after seconds: Int64 = 0, by actor: String = "admin@contoso.example"
  ) -> DirectoryAudit {
    Tenant.directoryAudit(
      activity, id: id, at: Tenant.recently.advanced(bySeconds: seconds), by: actor, of: newcomer,
      named: "cy@contoso.example")
  }

  static let examples = CheckExamples(
    triggering: [
      CheckExample(
        "a member joins", tenant(member(), audits: [audit("Add user")]),
        triggers: [.init(.low, for: "cy@contoso.example")]),
      CheckExample(
        "a guest is invited", tenant(member(.guest), audits: [audit("Invite external user")]),
        triggers: [.init(.informational, for: "cy@contoso.example")]),
      CheckExample(
        "a new account is an administrator already",
        tenant(
          member(),
          roles: [
            RoleAssignment(id: "r", principal: UserReference(id: newcomer), roleName: "Exchange Administrator")
          ]),
        triggers: [.init(.high, for: "cy@contoso.example")]),
      CheckExample(
        "an account is created and deleted within the window",
        tenant(audits: [audit("Add user"), audit("Delete user", id: "2", after: 600)]),
        triggers: [.init(.medium, for: "cy@contoso.example")]),
    ],
    nonTriggering: [
      CheckExample("only old accounts", Tenant.quietTenant(), result: .clear),
      CheckExample(
        "directory synchronisation creates an account",
        tenant(
          member(), audits: [audit("Add user", by: "Sync_DC01_0123456789ab@contoso.onmicrosoft.example")]),
        result: .clear),
      CheckExample(
        "an attempt that failed",
        tenant(
          audits: [
            Tenant.directoryAudit(
              "Add user", by: "ben@contoso.example", of: newcomer, named: "cy@contoso.example", succeeded: false)
          ]), result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "neither users nor directory audits could be read",
        Tenant.quietTenant {
          $0.remove(.users)
          $0.remove(.directoryAudits)
        }, result: .notAssessed),
      CheckExample(
        "only directory audits are there",
        Tenant.quietTenant {
          $0.remove(.users)
          $0.directoryAudits = .complete([audit("Add user")])
        }, expected: [.init(.low, for: "cy@contoso.example")], result: .partial),
    ])
}
