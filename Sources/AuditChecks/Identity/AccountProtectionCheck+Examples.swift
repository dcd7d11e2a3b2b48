import AuditModel

extension AccountProtectionCheck {
  private typealias Tenant = ExampleEvidence

  private static func registration(_ user: UserID, _ methods: [String], _ isRegistered: Bool?) -> RegistrationDetails {
    RegistrationDetails(user: UserReference(id: user), isMFARegistered: isRegistered, methods: methods)
  }

  /// One user of the report and the listing.
  private static func tenant(
    _ user: UserID, _ name: String, methods: [String] = [], isRegistered: Bool? = false, isEnabled: Bool = true,
    type: UserType = .member, policies: String? = nil, change: (inout TenantEvidence) -> Void = { _ in }
  ) -> TenantEvidence {
    Tenant.quietTenant {
      var listed = Tenant.user(user, name, type: type)
      listed.isEnabled = isEnabled
      listed.passwordPolicies = policies
      $0.users = .complete([listed])
      $0.registrationDetails = .complete([registration(user, methods, isRegistered)])
      change(&$0)
    }
  }

  private static func factor(_ user: UserID) -> AuthenticationMethod {
    AuthenticationMethod(
      owner: UserReference(id: user), id: "m", type: "fido2AuthenticationMethod", detail: "YubiKey")
  }

  static let examples = CheckExamples(
    triggering: [
      CheckExample(
        "a user without a second factor", tenant(Tenant.ada, "ada@contoso.example", methods: ["email"]),
        triggers: [.init(.informational, for: "ada@contoso.example")]),
      CheckExample(
        "an administrator without a second factor", tenant(Tenant.admin, "admin@contoso.example"),
        triggers: [.init(.high, for: "admin@contoso.example")]),
      CheckExample(
        "an administrator with a second factor whose password may be weak",
        tenant(
          Tenant.admin, "admin@contoso.example", methods: ["mobilePhone"], isRegistered: true,
          policies: "DisablePasswordExpiration, DisableStrongPassword"),
        triggers: [.init(.high, for: "admin@contoso.example")]),
      CheckExample(
        "a user whose password may be weak",
        tenant(
          Tenant.ada, "ada@contoso.example", methods: ["mobilePhone"], isRegistered: true,
          policies: "DisableStrongPassword"), triggers: [.init(.informational, for: "ada@contoso.example")]),
      CheckExample(
        "no licence for the report: the methods themselves tell",
        tenant(Tenant.ada, "ada@contoso.example") {
          $0.remove(.registrationDetails, because: .licenceRequired)
        }, triggers: [.init(.informational, for: "ada@contoso.example")]),
    ],
    nonTriggering: [
      CheckExample("everybody has a second factor", Tenant.quietTenant(), result: .clear),
      CheckExample(
        "a disabled account", tenant(Tenant.ada, "ada@contoso.example", isEnabled: false), result: .clear),
      CheckExample(
        "the account of a shared mailbox",
        tenant(Tenant.ada, "info@contoso.example") {
          $0.mailboxes = .complete([
            Mailbox(owner: UserReference(id: Tenant.ada), recipientType: "SharedMailbox")
          ])
        }, result: .clear),
      CheckExample(
        "the report lags behind a method that was read",
        tenant(Tenant.ada, "ada@contoso.example") {
          $0.authenticationMethods = .complete([factor(Tenant.ada)])
        }, result: .clear),
      CheckExample(
        "a password that never expires",
        tenant(
          Tenant.ada, "ada@contoso.example", methods: ["mobilePhone"], isRegistered: true,
          policies: "DisablePasswordExpiration"), result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "no listing could be read",
        Tenant.quietTenant {
          $0.remove(.registrationDetails, because: .licenceRequired)
          $0.remove(.authenticationMethods)
          $0.remove(.users)
        }, result: .notAssessed),
      CheckExample(
        "the methods of that user were not read, and the report does not hold the user",
        tenant(Tenant.ada, "ada@contoso.example") {
          $0.registrationDetails = .complete([])
          $0.makePartial(.authenticationMethods, missed: [Tenant.ada])
        }, result: .partial),
    ])
}
