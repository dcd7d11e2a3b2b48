import AuditModel

extension AccountProtectionCheck {
  static let metadata = CheckMetadata(
    id: "account-protection", revision: 2, title: "Account is badly protected", family: .signInMethods, kind: .state,
    needs: [
      .alternative(.registrationDetails, to: .authenticationMethods), .contributing(.authenticationMethods),
      .contributing(.users),
      .hint(.roleAssignments), .hint(.mailboxes),
    ],
    attack: ["T1078.004", "T1110"],
    looksAt:
      "Whether every enabled account has registered a second factor (registration report, and the sign-in methods themselves "
      + "where there is no report or it lags), and whether its password may be weak (passwordPolicies).",
    whyItMatters:
      "A password alone is guessed, phished or bought: nearly all accounts that are taken over had no second factor.",
    severities: [
      .init(.informational, "no second factor, or password complexity switched off"),
      .init(.high, "the same for a holder of a privileged role"),
    ],
    misses: [
      "Whether the second factor is asked for: conditional access and security defaults are not read.",
      "Legacy protocols, which ask for no second factor whatever is registered.",
      "People from other organisations, whose second factor is registered at home, unless they hold a privileged role.",
      "Accounts that are enabled, in neither listing, and newer than the report.",
    ],
    benignIf: [
      "Break-glass and service accounts that are protected otherwise; those should be known and accepted by name.",
      "A factor was registered in the last hours: the report lags, and the user's methods are read where they can be.",
      "Disabled accounts, shared, room and equipment mailboxes, people from outside without a privileged role and the account of directory synchronisation are not "
        + "judged; passwords that never expire are no finding, because Microsoft advises them.",
    ],
    remediation: ["require-second-factor", "reset-password", "remove-roles"],
    digDeeper: [
      .init(
        "Who has registered what",
        "GET https://graph.microsoft.com/v1.0/reports/authenticationMethods/userRegistrationDetails"),
      .init(
        "Password policies", "GET https://graph.microsoft.com/v1.0/users?$select=userPrincipalName,passwordPolicies"),
    ])
}
