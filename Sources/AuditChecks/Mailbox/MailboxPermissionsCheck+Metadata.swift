import AuditModel

extension MailboxPermissionsCheck {
  static let metadata = CheckMetadata(
    id: "mailbox-permissions", revision: 2, title: "Permission on a mailbox or folder was changed",
    family: .mailboxAccess,
    kind: .event,
    needs: [.essential(.unifiedAudit), .hint(.domains), .hint(.roleAssignments), .hint(.directoryAudits)],
    operations: PermissionChange.operations, attack: ["T1098.002"],
    looksAt:
      "Records of the unified audit log that give or take permissions on mailboxes and folders, also hidden in Set-Mailbox "
      + "(GrantSendOnBehalfTo). Attributed to the mailbox's owner and to the one who got access.",
    whyItMatters:
      "A permission lets an intruder read or send as somebody from another account, and stays when the password of the first "
      + "one is changed.",
    severities: [
      .init(.low, "a folder or calendar permission, or a permission that was taken away"),
      .init(.medium, "SendAs, SendOnBehalf or FullAccess"),
      .init(
        .high,
        "given to Default, Anonymous or an outside address, or by an actor who is not the owner and is known to hold no "
          + "administrator role at present"
      ),
    ],
    misses: [
      "Permissions given before the window, and those that are inherited.",
      "Access through group membership and through applications.",
      "Whether the actor is an administrator, when users and role assignments were not both collected in full, or when a "
        + "directory role is held by a group.",
    ],
    benignIf: [
      "An assistant gets access to a calendar; a successor gets a leaver's mailbox.",
      "A shared mailbox is set up for a team: many owners or grantees by one administrator within minutes is told as one story.",
      "An administrator of Exchange alone (Organization Management), or one whose activated role ended before the directory "
        + "audit log begins, is told as holding no role (high).",
      "The MSP's administrators do it: name them as partner administrators, and it is set aside.",
    ],
    remediation: ["remove-mailbox-permission", "review-grantee", "reset-password", "revoke-sessions"],
    digDeeper: [
      .init("Full access at present", "Get-MailboxPermission USER | Where-Object IsInherited -eq $false"),
      .init("Send-as at present", "Get-RecipientPermission USER"),
      .init("Folder permissions", "Get-MailboxFolderPermission USER:\\Calendar"),
    ])
}
