import AuditModel

extension DeletedMailCheck {
  static let metadata = CheckMetadata(
    id: "deleted-mail", revision: 2, title: "Much mail was deleted", family: .mailboxAccess, kind: .event,
    needs: [.essential(.unifiedAudit), .context(.messageTrace)],
    operations: MailDeletion.operations, attack: ["T1070.008"],
    looksAt:
      "HardDelete, SoftDelete and MoveToDeletedItems records of the mailbox audit, added up by mailbox and day (UTC), with the "
      + "subjects and folders of the messages and, from the message trace, when they had come. One finding a mailbox and day.",
    whyItMatters:
      "An intruder deletes what would warn the owner: notices about a new sign-in method, codes, answers to fraudulent "
      + "mail, and the copies of what was sent.",
    severities: [
      .init(
        .medium,
        "50 messages of one day moved to Deleted Items or soft-deleted, 20 deleted for good, or three about money or warnings "
          + "deleted (not merely moved to Deleted Items) within four hours of their arrival"),
      .init(
        .high,
        "a security notice (new sign-in method, verification code, changed password, alert) deleted, or 20 messages out of "
          + "Sent Items, or 20 purged from Recoverable Items, on one day"),
    ],
    misses: [
      "Deletions by an inbox rule or a sweep rule: Exchange records none of its own.",
      "Mailboxes whose auditing is off or bypassed, and messages beyond those that a record lists.",
      "Subjects in languages or words that the lists do not hold.",
    ],
    benignIf: [
      "The owner deletes verification codes after use, or security notices after reading them: ask whether they got the code.",
      "Somebody tidies up a full mailbox, or empties Sent Items to save space.",
      "A mail client that is set up anew, or an agreed clean-up or archiving program, deletes old mail: name the program among the trusted "
        + "applications, and it is set aside.",
    ],
    remediation: [
      "verify-account-with-owner", "recover-deleted-mail", "reset-password", "revoke-sessions",
      "review-sign-in-methods", "review-mail-sent-and-deleted",
    ],
    digDeeper: [
      .init(
        "What was deleted",
        "Search-UnifiedAuditLog -UserIds USER -Operations HardDelete,SoftDelete,MoveToDeletedItems -StartDate … -EndDate …"
      ),
      .init("What can be recovered", "Get-RecoverableItems -Identity USER -FilterStartTime … -FilterEndTime …"),
    ])
}
