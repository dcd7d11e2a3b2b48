import AuditModel

extension PasswordChangesCheck {
  static let metadata = CheckMetadata(
    id: "password-changes", revision: 2, title: "Password was changed", family: .signInMethods, kind: .event,
    needs: [
      .contributing(.users), .contributing(.directoryAudits), .hint(.authenticationMethods), .hint(.riskDetections),
      .hint(.signIns),
    ],
    attack: ["T1098", "T1531"],
    looksAt:
      "The date of every user's last password change, and password records of the directory audit log (change, reset, "
      + "self-service; with the actor). The records of one act by one person within two minutes count once. One finding a user and day.",
    whyItMatters:
      "Multiple and frequent password changes are on Microsoft's list of signs of a compromised account: intruders lock "
      + "the owner out, owners and helpdesk answer.",
    severities: [
      .init(.low, "changed by the user, or by nobody in particular"),
      .init(.medium, "set by another identity"),
      .init(
        .high, "more than two changes in the window, or within 24 h of a new sign-in method or a risky sign-in"),
    ],
    misses: [
      "Changes in an on-premises directory that is not synchronised.",
      "All but the last change, when the directory audit log is not there.",
      "Whether the one who changed it was the owner.",
    ],
    benignIf: [
      "Passwords expire, or people forget them (low).",
      "An administrator resets many people at once: told as one story and not raised to high; other changes of those people still "
        + "are.",
      "A reset as the answer to a risky sign-in: high on the night after it.",
      "Who joins changes the first password and registers a second factor: new methods raise nothing for accounts younger than a "
        + "week.",
      "The MSP's own resets are set aside; fim_password_service and directory synchronisation only carry changes over.",
    ],
    remediation: ["verify-account-with-owner", "reset-password", "revoke-sessions", "review-sign-in-methods"],
    digDeeper: [
      .init(
        "Password records",
        "GET https://graph.microsoft.com/v1.0/auditLogs/directoryAudits?$filter=targetResources/any(t:t/id eq 'USER')"),
      .init("Sign-ins of the user", "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/SignInLogsMenuBlade"),
    ])
}
