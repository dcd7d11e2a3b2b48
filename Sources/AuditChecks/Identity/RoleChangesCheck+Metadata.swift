import AuditModel

extension RoleChangesCheck {
  static let metadata = CheckMetadata(
    id: "role-changes", revision: 1, title: "Privileged role was given", family: .directoryChanges, kind: .event,
    needs: [.essential(.directoryAudits), .hint(.roleAssignments)],
    attack: ["T1098.003"],
    looksAt:
      "Records of the directory audit log by which a privileged role is given: for good, for a scope, as eligible, or by "
      + "activation in Privileged Identity Management. One finding a holder and role, and one for the user who gave it.",
    whyItMatters:
      "With an administrator's role an intruder reads every mailbox, resets every password and stays.",
    severities: [
      .init(.low, "a holder who is eligible activates another privileged role than those below"),
      .init(.medium, "a privileged role was given; or one of those below was activated by a holder who is eligible"),
      .init(
        .high,
        "global, privileged-role, privileged-authentication, exchange, security, application, cloud-application or user "
          + "administrator, or access to all Azure subscriptions"),
    ],
    misses: [
      "Custom roles, and power that comes with a group's membership.",
      "Roles of Exchange, Purview and Intune, which are given outside the directory.",
      "Roles that were given before the window, or longer ago than the log is kept.",
    ],
    benignIf: [
      "Somebody becomes an administrator, by agreement.",
      "Administrators activate their roles for their daily work (one step less).",
      "Roles that the MSP gives are set aside.",
    ],
    remediation: ["verify-account-with-owner", "remove-roles", "block-sign-in", "reset-password", "revoke-sessions"],
    digDeeper: [
      .init(
        "Records about roles",
        "GET https://graph.microsoft.com/v1.0/auditLogs/directoryAudits?$filter=category eq 'RoleManagement'"),
      .init(
        "Who holds which role",
        "GET https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments?$expand=principal"),
    ])
}
