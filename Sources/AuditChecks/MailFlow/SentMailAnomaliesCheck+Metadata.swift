import AuditModel

extension SentMailAnomaliesCheck {
  static let metadata = CheckMetadata(
    id: "sent-mail-anomalies", revision: 2, title: "Unusual mail was sent", family: .mailboxAccess, kind: .event,
    needs: [.essential(.messageTrace), .context(.domains)], attack: ["T1534", "T1566"],
    looksAt:
      "The message trace of the tenant, as messages (one trace id, whatever the number of recipients) by sender and day (UTC): "
      + "bursts within any ten minutes, one subject to ever new recipients, outside recipients against the user's own usual day "
      + "(median of earlier nights, else of the other complete days of the trace), recipients that were not reached, and "
      + "domains one or two letters away from the tenant's own. Automatic replies, meeting answers, receipts and bounces are left out, "
      + "unless more than 5 of one day bear the same subject. One finding a mailbox and day.",
    whyItMatters:
      "A taken-over mailbox is used to send: phishing to all its contacts, or mail to a look-alike domain that keeps a real "
      + "conversation going.",
    severities: [
      .init(
        .medium,
        "one of: 10 messages or 30 recipients (one message to colleagues aside) within ten minutes; 5 messages with one subject, "
          + "each to somebody new, or 3 to 20 recipients; 20 outside recipients or more and over five times the usual day; 10 "
          + "recipients and 30 percent not reached; a recipient at a look-alike domain"),
      .init(.high, "two or more of them on one day"),
    ],
    misses: [
      "Mail that does not pass Exchange's transport, and what the message trace forgets after 90 days.",
      "Frauds of a few messages to ordinary domains.",
      "What is above the usual day, when no earlier nights and fewer than three other complete days of sending are known.",
    ],
    benignIf: [
      "A newsletter, an invitation or a round of invoices goes out from an ordinary mailbox.",
      "Somebody returns from leave and answers everything at once.",
      "A business partner's domain looks like the own one: name it among the trusted domains.",
      "A mailbox answers by itself, and always to the same subject, such as that of a form on a web site.",
      "A program that sends through the mailbox, such as a scanner or a ticket system.",
    ],
    remediation: [
      "verify-account-with-owner", "block-sign-in", "reset-password", "revoke-sessions", "warn-recipients",
      "review-mail-sent-and-deleted",
    ],
    digDeeper: [
      .init("What was sent", "Get-MessageTraceV2 -SenderAddress USER -StartDate … -EndDate …"),
      .init(
        "From where it was sent",
        "Search-UnifiedAuditLog -UserIds USER -Operations Send,SendAs,SendOnBehalf -StartDate … -EndDate …"),
    ])
}
