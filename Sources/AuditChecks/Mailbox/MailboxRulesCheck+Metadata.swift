import AuditModel

extension MailboxRulesCheck {
  static let metadata = CheckMetadata(
    id: "mailbox-rules", revision: 2, title: "Inbox rule, graded by its signs of hiding or forwarding",
    family: .inboxRules, kind: .state,
    needs: [.essential(.inboxRules), .context(.domains), .hint(.mailFolders), .hint(.unifiedAudit)],
    operations: InboxRuleChange.operations, attack: ["T1564.008", "T1114.003"],
    looksAt:
      "Every inbox rule of every mailbox, hidden ones too where the source shows them, except those that Exchange makes for itself "
      + "(Junk E-Mail Rule, Microsoft.Exchange.OOF.*) and that do nothing but file junk. One finding a rule.",
    whyItMatters:
      "After taking over a mailbox, intruders forward mail to themselves and hide replies and warnings from the owner by inbox "
      + "rules. The rules stay when the password is changed.",
    severities: [
      .init(.informational, "an ordinary rule"),
      .init(
        .low,
        "one weak signal: marks as read, moves out of sight, looks for money or warnings, stops rules while hiding"),
      .init(
        .medium,
        "one strong signal (deletes, acts on all mail, meaningless name, poses as security, hidden) or two weak"),
      .init(
        .high,
        "suspicious: forwards outside; or moves to RSS Feeds; or hides together with acting on all mail, money or warning words "
          + "or a meaningless name; or a meaningless name and marks as read"),
      .init(.critical, "forwards outside and hides"),
    ],
    misses: [
      "Rules that only Exchange shows (hidden ones) when the evidence comes from Microsoft Graph.",
      "Forwarding through a mail contact whose outside address the rule does not name: names and X.500 addresses are taken for "
        + "colleagues.",
      "Forwarding that is set on the mailbox itself (see mailbox-forwarding) and sweep rules.",
      "When a rule was made: rules carry no time; the unified audit log may tell.",
    ],
    benignIf: [
      "The owner sorts newsletters into Archive and marks them as read (two weak signals: medium).",
      "An agreed forwarding to a partner: name the partner's domain among the trusted domains.",
      "Short rule names by habit, such as initials, or names of two characters in Chinese, Japanese or Korean.",
      "A rule that sorts genuine notices of Microsoft and says so in its name.",
      "A change in the window or by another person raises the severity by one step, also when it was agreed; a disabled rule "
        + "is one step less severe.",
    ],
    remediation: ["disable-inbox-rule", "reset-password", "revoke-sessions", "review-mail-sent-and-deleted"],
    digDeeper: [
      .init("All rules of the mailbox, hidden ones too", "Get-InboxRule -Mailbox USER -IncludeHidden | Format-List"),
      .init(
        "Who changed rules",
        "Search-UnifiedAuditLog -UserIds USER -Operations New-InboxRule,Set-InboxRule,UpdateInboxRules -StartDate … -EndDate …"
      ),
      .init("Mailbox settings in the portal", "https://admin.exchange.microsoft.com/#/mailboxes"),
    ])
}
