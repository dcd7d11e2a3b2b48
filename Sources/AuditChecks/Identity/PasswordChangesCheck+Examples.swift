import AuditModel

extension PasswordChangesCheck {
  private typealias Tenant = ExampleEvidence

  private static func tenant(
    changedAt: Timestamp? = nil, _ audits: DirectoryAudit..., change: (inout TenantEvidence) -> Void = { _ in }
  ) -> TenantEvidence {
    Tenant.quietTenant {
      if let changedAt {
        $0.users = .complete([Tenant.user(Tenant.ada, "ada@contoso.example", lastPasswordChangeAt: changedAt)])
      }
      $0.directoryAudits = .complete(audits)
      change(&$0)
    }
  }

  private static func audit(
    _ activity: String, id: String = "1", after seconds: Int64 = 0, by actor: String = "ada@contoso.example"
  ) -> DirectoryAudit {
    Tenant.directoryAudit(
      activity, id: id, at: Tenant.recently.advanced(bySeconds: seconds), by: actor, of: Tenant.ada,
      named: "ada@contoso.example")
  }

  static let examples = CheckExamples(
    triggering: [
      CheckExample(
        "the owner changed it", tenant(changedAt: Tenant.recently, audit("Change user password")),
        triggers: [.init(.low, for: "ada@contoso.example")]),
      CheckExample(
        "an administrator reset it; the records of one act count once",
        tenant(
          changedAt: Tenant.recently, audit("Reset password (by admin)", by: "admin@contoso.example"),
          audit("Reset user password.", id: "2", after: 1, by: "fim_password_service@support.onmicrosoft.com")),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "three changes within the window, on one day",
        tenant(
          audit("Change user password"), audit("Change user password", id: "2", after: 3600),
          audit("Change user password", id: "3", after: 7200)),
        triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "changed an hour after a new sign-in method",
        tenant(changedAt: Tenant.recently) {
          $0.authenticationMethods = .complete([
            AuthenticationMethod(
              owner: UserReference(id: Tenant.ada), id: "m", type: "phoneAuthenticationMethod",
              createdAt: Tenant.recently.advanced(bySeconds: -3600))
          ])
        }, triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "changed an hour after a risky sign-in",
        tenant(changedAt: Tenant.recently) {
          $0.riskDetections = .complete([
            RiskDetection(
              id: "r", user: UserReference(id: Tenant.ada), occurredAt: Tenant.recently.advanced(bySeconds: -3600),
              riskLevel: "high")
          ])
        }, triggers: [.init(.high, for: "ada@contoso.example")]),
    ],
    nonTriggering: [
      CheckExample("nobody changed a password", Tenant.quietTenant(), result: .clear),
      CheckExample(
        "the first password of a new account",
        tenant(audit("Reset user password", after: 30, by: "admin@contoso.example")) {
          $0.users = .complete([
            Tenant.user(
              Tenant.ada, "ada@contoso.example", createdAt: Tenant.recently,
              lastPasswordChangeAt: Tenant.recently.advanced(bySeconds: 30))
          ])
        }, result: .clear),
      CheckExample(
        "a record of Microsoft's password service that the directory does not bear out",
        tenant(audit("Reset user password", by: "fim_password_service@support.onmicrosoft.com")), result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "neither users nor directory audits could be read",
        Tenant.quietTenant {
          $0.remove(.users)
          $0.remove(.directoryAudits, because: .licenceRequired)
        }, result: .notAssessed),
      CheckExample(
        "only the dates of the users are there",
        tenant(changedAt: Tenant.recently) { $0.remove(.directoryAudits) },
        expected: [.init(.low, for: "ada@contoso.example")], result: .partial),
    ])
}
