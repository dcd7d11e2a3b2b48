import AuditModel

extension NewApplicationsCheck {
  static let metadata = CheckMetadata(
    id: "new-applications", revision: 2, title: "New enterprise application", family: .applications, kind: .event,
    needs: [
      .contributing(.servicePrincipals), .contributing(.directoryAudits), .hint(.oauth2PermissionGrants),
      .hint(.appRoleAssignments),
    ],
    attack: ["T1136.003", "T1528"],
    looksAt:
      "Enterprise applications whose date of creation lies in the window, and Add service principal and Consent to application records "
      + "of the directory audit log: who added it or consented to it, its publisher, its name and reply addresses, and what it may do. "
      + "Attributed to whoever added it or consented; at tenant level where nobody is told.",
    whyItMatters:
      "An intruder's application comes into the tenant with the first consent; a customer's list of applications grows so "
      + "slowly that a new one deserves a look.",
    severities: [
      .init(.low, "a verified publisher, the tenant itself, or a publisher that nothing tells"),
      .init(.medium, "an unverified publisher"),
      .init(
        .high,
        "an unverified publisher and permissions for mail, files or the directory; an odd name or reply address, being disabled "
          + "by Microsoft, or being gone again is one step more each"),
      .init(.critical, "the application's id is known to be used by intruders"),
    ],
    misses: [
      "Applications that were in the tenant before the window and are used now (see application-consents).",
      "Who added it, when the directory audit log does not reach back so far.",
      "Applications added and removed again when the directory audit log is not there.",
    ],
    benignIf: [
      "Somebody tries a product, or signs in to a web site with the work account (low or medium).",
      "Microsoft adds applications of its own: they are set aside, as are those of the MSP and trusted ones; an application that "
        + "intruders use is told also where only a service of Microsoft is named as the one who added it.",
    ],
    remediation: ["verify-account-with-owner", "remove-application"],
    digDeeper: [
      .init(
        "New applications",
        "GET https://graph.microsoft.com/beta/servicePrincipals?$filter=createdDateTime ge …&$count=true"),
      .init(
        "Who added them",
        "GET https://graph.microsoft.com/v1.0/auditLogs/directoryAudits?$filter=activityDisplayName eq 'Add service principal'"
      ),
    ])
}
