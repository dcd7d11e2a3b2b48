import AuditModel

extension RestrictedSenderCheck {
  static let metadata = CheckMetadata(
    id: "restricted-sender", revision: 2, title: "User is restricted from sending", family: .mailboxAccess,
    kind: .state,
    needs: [.contributing(.blockedSenders), .contributing(.unifiedAudit), .contributing(.messageTrace), .hint(.users)],
    operations: SendingRestriction.operations, attack: ["T1586.002"],
    looksAt:
      "Exchange's list of senders who are kept from sending (read once for the tenant), hygiene events and alerts of the audit "
      + "log, and bounces with the code 5.1.8 in the message trace. One finding a sender: a state while the list holds it, an event for each "
      + "day on which only records tell of it.",
    whyItMatters:
      "Microsoft restricts senders who sent spam or too much: mostly an account that somebody else sends from.",
    severities: [
      .init(
        .informational,
        "an address that no user or mailbox carries is restricted (a device, somebody who left); low when since the window, or "
          + "in it and no more"
      ),
      .init(.high, "was restricted in the window, and is not now or that is not known"),
      .init(.critical, "is restricted now"),
    ],
    misses: [
      "A restriction of the whole tenant, and limits that only delay mail.",
      "Bounces whose subject does not name the code: the message trace does not hold their text.",
    ],
    benignIf: [
      "A mass mailing that was agreed on goes through an ordinary mailbox, and exceeds its limits.",
      "A device or program sends through the mailbox and repeats an error.",
    ],
    remediation: [
      "reset-password", "revoke-sessions", "review-sign-in-methods", "review-mail-sent-and-deleted", "unblock-sender",
    ],
    digDeeper: [
      .init("Who is restricted, and why", "Get-BlockedSenderAddress | Format-List"),
      .init("What was sent", "Get-MessageTraceV2 -SenderAddress USER -StartDate … -EndDate …"),
    ])
}
