import AuditModel

extension MailboxAccessCheck {
  static let metadata = CheckMetadata(
    id: "mailbox-access", revision: 1, title: "Mailbox was read in bulk", family: .mailboxAccess, kind: .event,
    needs: [.essential(.unifiedAudit)], operations: MailboxReading.operations, attack: ["T1114.002"],
    looksAt:
      "MailItemsAccessed records, by mailbox, client (application id, else what the client calls itself) and day (UTC): messages "
      + "opened (Bind), folders copied (Sync), and whether Exchange stopped recording (IsThrottled); compared with the "
      + "applications and networks that earlier nights have seen for the user. One finding a mailbox, client and day.",
    whyItMatters:
      "It tells what an intruder has read: a copied mailbox is a data breach that no new password undoes.",
    severities: [
      .init(
        .medium,
        "one of: 100 messages opened by one client on one day; recording stopped because there was too much; folders copied by an "
          + "application, or to a network, that is new for the user"),
      .init(.high, "two or more of them, or a program that intruders are known to copy mailboxes with"),
    ],
    misses: [
      "Mailboxes whose licence or auditing does not record MailItemsAccessed.",
      "What was read after Exchange stopped recording, for the rest of the day.",
      "What is new, on the first night and for users whom no earlier night has seen.",
    ],
    benignIf: [
      "The owner sets up a new phone or computer, or travels: its first synchronisation is new once.",
      "Somebody works through a full mailbox in a browser.",
      "An agreed backup, archive or ticket program reads mailboxes: name it among the trusted applications, and it is set aside.",
    ],
    remediation: [
      "verify-account-with-owner", "block-sign-in", "reset-password", "revoke-sessions", "review-mail-read",
    ],
    digDeeper: [
      .init(
        "Every access",
        "Search-UnifiedAuditLog -UserIds USER -Operations MailItemsAccessed -StartDate … -EndDate …"),
      .init("Whether it is recorded at all", "Get-Mailbox USER | Format-List AuditEnabled,AuditOwner,DefaultAuditSet"),
    ])
}
