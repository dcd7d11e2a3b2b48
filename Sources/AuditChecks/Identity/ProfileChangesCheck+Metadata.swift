import AuditModel

extension ProfileChangesCheck {
  static let metadata = CheckMetadata(
    id: "profile-changes", revision: 2, title: "Profile was changed", family: .directoryChanges, kind: .event,
    needs: [
      .contributing(.directoryAudits), .contributing(.unifiedAudit), .contributing(.users), .hint(.roleAssignments),
    ],
    operations: ProfileChange.operations,
    attack: ["T1098", "T1656"],
    looksAt:
      "Changes of names, mail addresses, telephone numbers, street address, job title, manager, user principal name and "
      + "immutable id: Update user and Set user manager records, Set-User and Set-Mailbox, and the listing of users "
      + "compared with an earlier night. One finding a user and day.",
    whyItMatters:
      "A changed name or telephone number is on Microsoft's list of signs of a compromised account: intruders pose as "
      + "somebody else, or make sure that calls reach them.",
    severities: [
      .init(.low, "another part of the profile"),
      .init(.medium, "display name, other mail address, or immutable id"),
      .init(
        .high,
        "the new display name looks like another user's, or somebody else changed it who holds no administrator role at "
          + "present"
      ),
    ],
    misses: [
      "The mail signature, and changes of licences, groups and proxy addresses.",
      "Values that were filled in for the first time, where no log tells and the listing alone is compared.",
      "When and by whom, where only the listing tells; such a finding lasts one night.",
      "Names that are merely similar: Tim and Tom are two people.",
      "Whether the one who changed it is an administrator, where a directory role is held by a group.",
    ],
    benignIf: [
      "People move, marry, are promoted or get a new phone.",
      "An administrator corrects many profiles at once: told as one story.",
      "Two people bear one name, or a person gives a second account their own name (high).",
      "What is filled in within a day of an account's creation is no change; directory synchronisation, Microsoft's "
        + "services and the MSP are set aside.",
    ],
    remediation: ["verify-account-with-owner", "restore-profile", "reset-password", "revoke-sessions"],
    digDeeper: [
      .init(
        "Records about the user",
        "GET https://graph.microsoft.com/v1.0/auditLogs/directoryAudits?$filter=targetResources/any(t:t/id eq 'USER')"),
      .init(
        "Changes through Exchange",
        "Search-UnifiedAuditLog -ObjectIds USER -Operations Set-User,Set-Mailbox -StartDate FROM -EndDate TO"),
    ])
}
