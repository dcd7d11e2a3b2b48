import AuditModel

extension SharedMFANumberCheck {
  static let metadata = CheckMetadata(
    id: "shared-mfa-number", revision: 2, title: "Second factor serves several users", family: .signInMethods,
    kind: .state, needs: [.essential(.authenticationMethods), .hint(.directoryAudits)],
    attack: ["T1098.005", "T1556.006"],
    looksAt:
      "The phone numbers (however they are written) and hardware tokens that users have registered as second factor, with "
      + "those that Update user records of the directory audit log set in the window: also the push tokens of "
      + "authenticator apps.",
    whyItMatters:
      "An intruder who holds several accounts registers the same phone on all of them.",
    severities: [
      .init(
        .medium,
        "one number of two accounts that bear the name of one person, or an office phone of everybody who shares it"),
      .init(.high, "one number or device serves several users of the tenant"),
      .init(
        .critical,
        "a phone number, with its country's code, of users of several tenants (raised when all tenants of the run have been judged)"
      ),
    ],
    misses: [
      "Authenticator apps on one device, unless they were registered in the window: the listing of methods holds only the "
        + "device's name, and a name alone does not tell one device from another.",
      "Numbers that are hidden from the one who reads them; those users are named as a gap.",
      "One phone with two numbers.",
      "Over tenants: tokens and apps, and numbers without their country's code, which are compared within a tenant only.",
    ],
    benignIf: [
      "Somebody has an administrator's account besides the daily one (medium when the names show it).",
      "A reception or workshop shares a phone on purpose.",
      "Relatives or partners who work in one company gave one number.",
    ],
    remediation: ["verify-account-with-owner", "review-sign-in-methods", "revoke-sessions", "reset-password"],
    digDeeper: [
      .init(
        "Numbers of a user", "GET https://graph.microsoft.com/v1.0/users/USER/authentication/phoneMethods"),
      .init(
        "Who registered a number, and when",
        "GET https://graph.microsoft.com/v1.0/auditLogs/directoryAudits?$filter=activityDisplayName eq 'Update user'"),
    ])
}
