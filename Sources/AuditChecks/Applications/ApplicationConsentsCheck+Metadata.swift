import AuditModel

extension ApplicationConsentsCheck {
  static let metadata = CheckMetadata(
    id: "application-consents", revision: 2, title: "Application with risky permissions", family: .applications,
    kind: .state,
    needs: [
      .contributing(.oauth2PermissionGrants), .contributing(.appRoleAssignments), .contributing(.directoryAudits),
      .contributing(.unifiedAudit), .context(.servicePrincipals),
    ],
    operations: ApplicationEvent.operations, attack: ["T1528", "T1098.001", "T1550.001"],
    looksAt:
      "What applications may do for a user or for everybody: delegated grants and application permissions that stand at present, and "
      + "consents of the window in the directory audit log and the unified audit log, also those that were taken back. Scopes are judged by "
      + "a table of permissions for mail, files, chats and the directory, applications by their publisher and by a list of ids that "
      + "intruders are known to use. New secrets and certificates of applications are told as well. One finding an application and "
      + "user; for everybody at tenant level, and about whoever gave it in the window.",
    whyItMatters:
      "An application keeps its access when the password is changed and sessions are revoked; a consent is the quietest way to "
      + "go on reading a mailbox.",
    severities: [
      .init(
        .low, "risky permissions of a verified publisher or of the tenant itself, standing since before the window"),
      .init(
        .medium,
        "the same, given in the window; or an unverified publisher, standing; or new credentials of an application"),
      .init(
        .high,
        "an unverified publisher, given in the window; a known-abused application, standing; or new credentials of an "
          + "application with risky permissions or of Microsoft's own"),
      .init(.critical, "a known-abused application, given in the window"),
    ],
    misses: [
      "What the application did with its permissions (see mailbox-access).",
      "When a delegated grant was given, unless a log tells of it: the grant itself carries no date.",
      "Standing roles of applications other than Microsoft Graph's, but for Exchange's full_access_as_app and "
        + "Exchange.ManageAsApp: others of Exchange, such as IMAP.AccessAsApp, are known by name only, in records of the window.",
      "Intruders who use an application of Microsoft's own with consent (see risky-sign-ins).",
      "Consents that failed, or that Microsoft blocked as risky.",
    ],
    benignIf: [
      "The company uses the product: name its application id as trusted.",
      "An administrator connects a new product for everybody (medium when verified).",
      "Developers renew a secret of an application of their own (medium).",
      "Applications of Microsoft, of the MSP and trusted ones are set aside.",
    ],
    remediation: ["remove-application", "verify-account-with-owner", "revoke-sessions", "reset-password"],
    digDeeper: [
      .init(
        "Grants of the application",
        "GET https://graph.microsoft.com/v1.0/oauth2PermissionGrants?$filter=clientId eq 'OBJECT'"),
      .init(
        "What it may do by itself",
        "GET https://graph.microsoft.com/v1.0/servicePrincipals/OBJECT/appRoleAssignments"),
      .init(
        "The application", "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade"),
      .init("Mail that it read", "Search-UnifiedAuditLog -Operations MailItemsAccessed -FreeText APPLICATION"),
    ])
}
