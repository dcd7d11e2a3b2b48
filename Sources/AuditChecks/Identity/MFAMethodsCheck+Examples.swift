import AuditModel

extension MFAMethodsCheck {
  private typealias Tenant = ExampleEvidence

  private static func method(
    _ type: String = "phoneAuthenticationMethod", id: String = "m", _ detail: String? = "+1 2065550100",
    at moment: Timestamp? = Tenant.recently
  ) -> AuthenticationMethod {
    AuthenticationMethod(
      owner: UserReference(id: Tenant.ada), id: id, type: type, createdAt: moment, detail: detail)
  }

  private static func audit(
    _ activity: String, _ reason: String, id: String = "1", after seconds: Int64 = 0,
    by actor: String = "ada@contoso.example", succeeded: Bool? = true
  ) -> DirectoryAudit {
    var audit = Tenant.directoryAudit(
      activity, id: id, at: Tenant.recently.advanced(bySeconds: seconds), by: actor, of: Tenant.ada,
      named: "ada@contoso.example", succeeded: succeeded)
    audit.resultReason = reason
    return audit
  }

  private static func update(
    _ property: String, old: String, new: String, by actor: String = "admin@contoso.example"
  ) -> DirectoryAudit {
    var audit = audit("Update user", "", by: actor)
    if !actor.contains("@") { audit.initiator = .application(id: nil, name: actor) }
    audit.targets[0].modifiedProperties = [.init(property, old: old, new: new)]
    return audit
  }

  private static func tenant(
    _ audits: DirectoryAudit..., methods: [AuthenticationMethod] = [], change: (inout TenantEvidence) -> Void = { _ in }
  ) -> TenantEvidence {
    Tenant.quietTenant {
      $0.directoryAudits = .complete(audits)
      $0.authenticationMethods = .complete(methods)
      change(&$0)
    }
  }

  private static let registered = "User registered Authenticator App with Notification and Code"

  static let examples = CheckExamples(
    triggering: [
      CheckExample(
        "methods from before the window, one of them without a date",
        tenant(methods: [
          method(at: nil),
          method(
            "microsoftAuthenticatorAuthenticationMethod", id: "a", "Pixel",
            at: Tenant.moment("2024-01-01T00:00:00Z")),
        ]), triggers: [.init(.informational, for: "ada@contoso.example")]),
      CheckExample(
        "the user registers an authenticator app", tenant(audit("User registered security info", registered)),
        triggers: [.init(.low, for: "ada@contoso.example")]),
      CheckExample(
        "a phone number that only the listing shows", tenant(methods: [method()]),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "the default method is changed", tenant(audit("User changed default security info", "")),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "another user registers a temporary access pass for her",
        tenant(
          audit(
            "Admin registered security info", "Admin registered temporary access pass method for user",
            by: "ben@contoso.example")), triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "one method is removed and another added within the hour",
        tenant(
          audit("User deleted security info", "User deleted mobile phone"),
          audit("User registered security info", registered, id: "2", after: 1800)),
        triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "the per-user second factor is switched off, which has no activity of its own",
        tenant(
          update(
            "StrongAuthenticationRequirement", old: #"[{"RelyingParty":"*","State":1}]"#,
            new: #"[{"RelyingParty":"*","State":0}]"#)), triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "the owner of a new account sets up a phone",
        tenant(audit("User registered security info", "User registered mobile phone with SMS")) {
          $0.users = .complete([
            Tenant.user(
              Tenant.ada, "ada@contoso.example", createdAt: Tenant.recently.advanced(bySeconds: -7200))
          ])
        }, triggers: [.init(.low, for: "ada@contoso.example")]),
    ],
    nonTriggering: [
      CheckExample("nobody has a method and nobody changed one", Tenant.quietTenant(), result: .clear),
      CheckExample(
        "only the password, which is listed as a method too",
        tenant(methods: [method("passwordAuthenticationMethod", nil)]), result: .clear),
      CheckExample(
        "the service writes a new version of the app",
        tenant(
          update(
            "StrongAuthenticationPhoneAppDetail", old: #"[{"Id":"7","PhoneAppVersion":"6.8.1"}]"#,
            new: #"[{"Id":"7","PhoneAppVersion":"6.8.2"}]"#, by: "Azure MFA StrongAuthenticationService")),
        result: .clear),
      CheckExample(
        "an attempt that failed", tenant(audit("User registered security info", registered, succeeded: false)),
        result: .clear),
      CheckExample(
        "a licence is changed", tenant(update("AssignedLicense", old: "[]", new: #"["SPB"]"#)), result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "neither methods nor directory audits could be read",
        Tenant.quietTenant {
          $0.remove(.authenticationMethods)
          $0.remove(.directoryAudits)
        }, result: .notAssessed),
      CheckExample(
        "only the log is there",
        tenant(audit("User registered security info", registered)) {
          $0.remove(.authenticationMethods)
          $0.registrationDetails = .complete([])
        }, expected: [.init(.low, for: "ada@contoso.example")], result: .partial),
      CheckExample(
        "only the registration report tells which methods there are",
        Tenant.quietTenant {
          $0.remove(.authenticationMethods, because: .timeout)
          $0.registrationDetails = .complete([
            RegistrationDetails(user: UserReference(id: Tenant.ada), isMFARegistered: true, methods: ["mobilePhone"])
          ])
        }, expected: [.init(.informational, for: "ada@contoso.example")], result: .partial),
    ])
}
