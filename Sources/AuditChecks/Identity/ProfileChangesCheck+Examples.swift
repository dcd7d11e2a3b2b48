import AuditModel

extension ProfileChangesCheck {
  private typealias Tenant = ExampleEvidence

  private static func update(
    _ property: String, old: String?, new: String?, by actor: String = "admin@contoso.example", succeeded: Bool? = true
  ) -> DirectoryAudit {
    var audit = Tenant.directoryAudit(
      "Update user", by: actor, of: Tenant.ada, named: "ada@contoso.example", succeeded: succeeded)
    audit.targets[0].modifiedProperties = [
      .init(property, old: old, new: new), .init("Included Updated Properties", old: nil, new: property),
    ]
    return audit
  }

  private static func tenant(
    _ audits: DirectoryAudit..., change: (inout TenantEvidence) -> Void = { _ in }
  ) -> TenantEvidence {
    Tenant.quietTenant {
      $0.directoryAudits = .complete(audits)
      change(&$0)
    }
  }

  /// Ada's profile of an earlier night.
  private static func before(_ evidence: inout TenantEvidence, _ change: (inout UserProfile) -> Void) {
    var profile = UserProfile(displayName: "Ada Example", userPrincipalName: "ada@contoso.example")
    change(&profile)
    evidence.past = TenantPast(
      firstAuditAt: Tenant.moment("2026-08-01T00:00:00Z"), users: [Tenant.ada: UserPast(profile: profile)])
  }

  static let examples = CheckExamples(
    triggering: [
      CheckExample(
        "the user changes a telephone number",
        tenant(update("TelephoneNumber", old: "+1 2065550100", new: "+1 2065550177", by: "ada@contoso.example")),
        triggers: [.init(.low, for: "ada@contoso.example")]),
      CheckExample(
        "an administrator changes the display name",
        tenant(update("DisplayName", old: "Ada Example", new: "Ada Sample")),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "the new display name is that of a colleague, with a Cyrillic letter and the words turned",
        tenant(update("DisplayName", old: "Ada Example", new: "Exаmple, Ben")),
        triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "a colleague without any role changes it",
        tenant {
          $0.unifiedAudit = .complete([
            Tenant.record(
              "Set-User", by: "ben@contoso.example", object: "ada@contoso.example",
              ["Identity": "ada@contoso.example", "MobilePhone": "+1 2065550177"])
          ])
        }, triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "only the listing shows another address, since an earlier night",
        tenant { evidence in
          before(&evidence) { $0.otherMails = ["ada@home.example"] }
          var user = Tenant.user(Tenant.ada, "ada@contoso.example", "Ada Example")
          user.profile.otherMails = ["drop@evil.example"]
          evidence.users = .complete([user])
        }, triggers: [.init(.medium, for: "ada@contoso.example")]),
    ],
    nonTriggering: [
      CheckExample("nobody's profile was changed", Tenant.quietTenant(), result: .clear),
      CheckExample(
        "a licence is changed", tenant(update("AssignedLicense", old: "[]", new: "[SkuName=SPB]")), result: .clear),
      CheckExample(
        "directory synchronisation carries over a new name",
        tenant(
          update(
            "DisplayName", old: "Ada Example", new: "Ben Example",
            by: "Sync_DC01_0123456789ab@contoso.onmicrosoft.example")), result: .clear),
      CheckExample(
        "the same name in capitals", tenant(update("DisplayName", old: "ada example", new: "Ada Example")),
        result: .clear),
      CheckExample(
        "the profile of a new account is filled in",
        tenant(update("JobTitle", old: nil, new: "Clerk")) {
          $0.users = .complete([
            Tenant.user(
              Tenant.ada, "ada@contoso.example", createdAt: Tenant.recently.advanced(bySeconds: -600))
          ])
        }, result: .clear),
      CheckExample(
        "an attempt that failed", tenant(update("Mobile", old: "1", new: "2", succeeded: false)), result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "neither logs nor users could be read",
        Tenant.quietTenant {
          $0.remove(.directoryAudits)
          $0.remove(.unifiedAudit, because: .auditDisabled)
          $0.remove(.users)
        }, result: .notAssessed),
      CheckExample(
        "auditing is off: the listing still tells",
        tenant { evidence in
          evidence.remove(.unifiedAudit, because: .auditDisabled)
          evidence.remove(.directoryAudits)
          before(&evidence) { $0.displayName = "Somebody Else" }
        }, expected: [.init(.medium, for: "ada@contoso.example")], result: .partial),
      CheckExample(
        "roles are unknown: a colleague's change is told, and not called that of a third party",
        tenant(update("Mobile", old: "1", new: "2", by: "ben@contoso.example")) { $0.remove(.roleAssignments) },
        expected: [.init(.low, for: "ada@contoso.example")], result: .triggered),
    ])
}
