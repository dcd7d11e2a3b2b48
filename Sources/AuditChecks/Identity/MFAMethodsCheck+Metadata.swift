import AuditModel

extension MFAMethodsCheck {
  static let metadata = CheckMetadata(
    id: "mfa-methods", revision: 1, title: "Sign-in methods were changed", family: .signInMethods, kind: .event,
    needs: [
      .contributing(.authenticationMethods), .contributing(.directoryAudits), .hint(.registrationDetails),
      .hint(.users),
    ],
    attack: ["T1098.005", "T1556.006"],
    looksAt:
      "The sign-in methods of every user with the date on which each was added, and the records of the directory audit log "
      + "that add, remove or change them: security info registered, deleted and changed by user or administrator, "
      + "temporary access passes, and the per-user second factor switched off. One finding a user and day, and one that "
      + "lists the older methods.",
    whyItMatters:
      "Intruders add a second factor of their own, so that they can come back after the password has been changed.",
    severities: [
      .init(.informational, "methods that were there before the window, or bear no date: listed for review"),
      .init(
        .low,
        "added, removed or changed by the user, or by nobody in particular; the first setup of a new account by its owner"
      ),
      .init(
        .medium,
        "a phone number, mail address or temporary access pass was added, the default was changed, a method was removed by "
          + "another identity, or another identity set up a new account"),
      .init(
        .high,
        "added by another identity, a method removed and another added within an hour, or the second factor switched off "
          + "(medium when switched off for many people at once)"),
    ],
    misses: [
      "Whether the owner or an intruder in the owner's session added the method.",
      "Methods that were added and removed within the window, when the directory audit log is not there.",
      "Tenants of which only the unified audit log was read: its copies of these records are not judged.",
      "Methods that bear no date, when the directory audit log is not there: no date is unknown, not old.",
      "The number or device of a method that a record tells of and the listing no longer holds.",
    ],
    benignIf: [
      "People set up their account, or change to a new phone (low; high when the old method is removed within the hour).",
      "The helpdesk issues a temporary access pass or registers a number for somebody who lost a phone: high, because "
        + "nothing tells it from an intruder with an administrator's account.",
      "Per-user multifactor authentication is switched off for everybody in favour of conditional access (medium).",
      "Changes by the MSP and by directory synchronisation are set aside; updates of the app's version are no change.",
    ],
    remediation: ["verify-account-with-owner", "review-sign-in-methods", "reset-password", "revoke-sessions"],
    digDeeper: [
      .init("The user's methods", "GET https://graph.microsoft.com/v1.0/users/USER/authentication/methods"),
      .init(
        "Records about them",
        "GET https://graph.microsoft.com/v1.0/auditLogs/directoryAudits?$filter=loggedByService eq 'Authentication Methods'"
      ),
    ])
}
