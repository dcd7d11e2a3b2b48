import AuditModel

extension MailboxForwardingCheck {
  static let metadata = CheckMetadata(
    id: "mailbox-forwarding", revision: 2, title: "Mailbox forwards mail", family: .forwarding, kind: .state,
    needs: [
      .contributing(.mailboxes), .contributing(.unifiedAudit), .context(.domains), .hint(.inboxRules),
      .hint(.mailFolders),
    ],
    operations: operations + InboxRuleChange.operations, attack: ["T1114.003"],
    looksAt:
      "ForwardingSmtpAddress, ForwardingAddress and DeliverToMailboxAndForward of every mailbox, and Set-Mailbox records that set "
      + "them in the window, also when they were cleared again before the night. One finding a mailbox and target: a state while the listing of mailboxes shows it, an event "
      + "that ages out of the window where only records tell of it.",
    whyItMatters:
      "Forwarding that is set on the mailbox copies all mail to an intruder without any rule, survives a new password and is "
      + "not shown in Outlook.",
    severities: [
      .init(.informational, "to an address that is trusted by configuration"),
      .init(.low, "to an address of the tenant"),
      .init(
        .medium,
        "to an address of the tenant and set, or robbed of its copy, in the window, or to a recipient whose address is not known (a name, or an X.500 "
          + "address that no known account carries)"),
      .init(.high, "to an address outside the tenant"),
      .init(
        .critical, "outside and no copy is kept, or set in the window together with an inbox rule that hides mail"),
    ],
    misses: [
      "Forwarding by inbox rules (see mailbox-rules) and by mail flow rules.",
      "The outside address behind a mail contact, when only the contact's name is known.",
      "The time of forwarding that was set before the window.",
    ],
    benignIf: [
      "A leaver's mail goes to a colleague (low).",
      "An agreed forwarding to a second company: name its domain among the trusted domains.",
      "A shared mailbox feeds a ticket system outside.",
    ],
    remediation: ["remove-forwarding", "reset-password", "revoke-sessions", "review-mail-sent-and-deleted"],
    digDeeper: [
      .init(
        "The mailbox's forwarding",
        "Get-Mailbox USER | Format-List ForwardingSmtpAddress,ForwardingAddress,DeliverToMailboxAndForward"),
      .init(
        "Who set it", "Search-UnifiedAuditLog -Operations Set-Mailbox -ObjectIds USER -StartDate … -EndDate …"),
    ])
}
