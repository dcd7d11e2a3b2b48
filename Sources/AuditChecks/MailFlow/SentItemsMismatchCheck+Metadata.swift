import AuditModel

extension SentItemsMismatchCheck {
  static let metadata = CheckMetadata(
    id: "sent-items-mismatch", revision: 1, title: "Sent mail is missing in Sent Items", family: .mailboxAccess,
    kind: .event, needs: [.contributing(.unifiedAudit), .contributing(.messageTrace)],
    operations: sendOperations + deleteOperations, attack: ["T1070.008", "T1564.008"],
    looksAt:
      "Messages that left a mailbox (Send, SendAs and SendOnBehalf records, and the message trace) whose copy was soft- or "
      + "hard-deleted within an hour, found by internet message id or, where none is told, by subject; and records that say that no copy "
      + "was kept. One finding a mailbox and day.",
    whyItMatters:
      "An intruder who writes in the owner's name deletes the copies, so that the owner does not see what went out.",
    severities: [
      .init(.high, "a message was sent and its copy deleted within an hour, or a person's client kept no copy")
    ],
    misses: [
      "Copies that were never made, where the record does not say so: the Sent Items folder itself is not read.",
      "Everything, where the audit log does not tell of deletions: the message trace alone answers nothing.",
      "Copies that were merely moved, or deleted later than an hour after sending.",
    ],
    benignIf: [
      "The owner deletes a sent message at once, because it is large or was sent by mistake.",
      "A program that works in the user's name sends without keeping a copy: name it among the trusted applications, and it is set aside.",
    ],
    remediation: [
      "verify-account-with-owner", "recover-deleted-mail", "block-sign-in", "reset-password", "revoke-sessions",
      "warn-recipients",
    ],
    digDeeper: [
      .init(
        "What was sent and deleted",
        "Search-UnifiedAuditLog -UserIds USER -Operations Send,SendAs,SendOnBehalf,SoftDelete,HardDelete -StartDate … -EndDate …"
      ),
      .init("What left the tenant", "Get-MessageTraceV2 -SenderAddress USER -StartDate … -EndDate …"),
    ])
}
