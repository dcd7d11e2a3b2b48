import AuditModel

extension SharedMFANumberCheck {
  private typealias Tenant = ExampleEvidence

  private static func method(
    _ user: UserID, _ detail: String, id: String = "3179e48a-750b-4051-897c-87b9720928f7",
    type: String = "phoneAuthenticationMethod"
  ) -> AuthenticationMethod {
    AuthenticationMethod(owner: UserReference(id: user), id: id, type: type, detail: detail)
  }

  private static func tenant(
    _ methods: AuthenticationMethod..., change: (inout TenantEvidence) -> Void = { _ in }
  ) -> TenantEvidence {
    Tenant.quietTenant {
      $0.authenticationMethods = .complete(methods)
      change(&$0)
    }
  }

  private static func registration(of user: UserID, _ name: String, token: String, id: String) -> DirectoryAudit {
    var audit = Tenant.directoryAudit("Update user", id: id, by: name, of: user, named: name)
    audit.targets[0].modifiedProperties = [
      .init("StrongAuthenticationPhoneAppDetail", old: "", new: #"[{"Id":"1","DeviceToken":"\#(token)"}]"#)
    ]
    return audit
  }

  private static let officePhone = "e37fc753-ff3b-4958-9484-eaa9425c82bc"

  static let examples = CheckExamples(
    triggering: [
      CheckExample(
        "two users have one number, written differently",
        tenant(method(Tenant.ada, "+1 2065550100"), method(Tenant.ben, "+1 (206) 555-0100")),
        triggers: [.init(.high, for: "ada@contoso.example"), .init(.high, for: "ben@contoso.example")]),
      CheckExample(
        "two users register the app of one device",
        tenant {
          $0.directoryAudits = .complete([
            registration(of: Tenant.ada, "ada@contoso.example", token: "apns2-0123456789abcdef", id: "1"),
            registration(of: Tenant.ben, "ben@contoso.example", token: "apns2-0123456789abcdef", id: "2"),
          ])
        }, triggers: [.init(.high, for: "ada@contoso.example"), .init(.high, for: "ben@contoso.example")]),
      CheckExample(
        "everybody's office phone",
        tenant(
          method(Tenant.ada, "+1 2065550199", id: officePhone), method(Tenant.ben, "+1 2065550199", id: officePhone)),
        triggers: [.init(.medium, for: "ada@contoso.example"), .init(.medium, for: "ben@contoso.example")]),
    ],
    nonTriggering: [
      CheckExample(
        "every user has a number of their own",
        tenant(method(Tenant.ada, "+1 2065550100"), method(Tenant.ben, "+1 2065550101")), result: .clear),
      CheckExample(
        "one switchboard with an extension for everybody",
        tenant(
          method(Tenant.ada, "+1 2065550100 x11", id: officePhone),
          method(Tenant.ben, "+1 2065550100 ext. 12", id: officePhone)), result: .clear),
      CheckExample(
        "two devices that only bear the same name",
        tenant(
          method(Tenant.ada, "iPhone", id: "a", type: "microsoftAuthenticatorAuthenticationMethod"),
          method(Tenant.ben, "iPhone", id: "b", type: "microsoftAuthenticatorAuthenticationMethod")), result: .clear),
      CheckExample(
        "one user registered a number twice",
        tenant(method(Tenant.ada, "+1 2065550100"), method(Tenant.ada, "+12065550100", id: officePhone)),
        result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "sign-in methods could not be read", Tenant.quietTenant { $0.remove(.authenticationMethods) },
        result: .notAssessed),
      CheckExample(
        "the methods of one user could not be read",
        tenant(method(Tenant.ada, "+1 2065550100")) { $0.makePartial(.authenticationMethods, missed: [Tenant.ben]) },
        result: .partial),
      CheckExample(
        "numbers are hidden from the reader",
        tenant(method(Tenant.ada, "+1 XXXXXXXX65"), method(Tenant.ben, "+1 XXXXXXXX65")), result: .partial),
    ])
}
