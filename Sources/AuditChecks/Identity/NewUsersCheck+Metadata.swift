import AuditModel

extension NewUsersCheck {
  static let metadata = CheckMetadata(
    id: "new-users", revision: 1, title: "New user account", family: .directoryChanges, kind: .event,
    needs: [.contributing(.users), .contributing(.directoryAudits), .hint(.roleAssignments)],
    attack: ["T1136.003"],
    looksAt:
      "Accounts whose date of creation lies in the window, and Add user, Invite external user and Delete user records of the directory "
      + "audit log: who created the account, and whether it is gone again.",
    whyItMatters:
      "An account of their own lets intruders come back after every password has been changed; guests do the same with "
      + "less notice.",
    severities: [
      .init(.informational, "a guest"),
      .init(.low, "a member"),
      .init(.medium, "a member that is deleted again or no longer listed (one step more, for guests too)"),
      .init(
        .high,
        "holds a privileged role already, or was created by a user about whom another check found something of at least "
          + "medium (account-protection left out)"),
    ],
    misses: [
      "Accounts created and deleted within the window when the directory audit log is not there.",
      "Old accounts that were taken out of oblivion: enabled again, restored or given a new name.",
    ],
    benignIf: [
      "Somebody joins the company (low).", "A guest is invited to a team (informational).",
      "Accounts that directory synchronisation or the MSP creates are set aside.",
    ],
    remediation: ["verify-account-with-owner", "block-sign-in", "remove-roles", "delete-account"],
    digDeeper: [
      .init(
        "New accounts",
        "GET https://graph.microsoft.com/v1.0/users?$filter=createdDateTime ge …&$select=id,userPrincipalName"),
      .init(
        "Who created them",
        "GET https://graph.microsoft.com/v1.0/auditLogs/directoryAudits?$filter=activityDisplayName eq 'Add user'"),
    ])
}
