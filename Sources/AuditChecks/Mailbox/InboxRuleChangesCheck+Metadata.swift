import AuditModel

extension InboxRuleChangesCheck {
  static let metadata = CheckMetadata(
    id: "inbox-rule-changes", revision: 1, title: "Inbox rule was created, changed or removed", family: .inboxRules,
    kind: .event,
    needs: [.essential(.unifiedAudit), .hint(.domains), .hint(.inboxRules), .hint(.mailFolders)],
    operations: InboxRuleChange.operations, attack: ["T1564.008", "T1114.003"],
    looksAt:
      "Records of the unified audit log by which Outlook on the web, PowerShell and Outlook on the desktop change inbox rules, with "
      + "actor, address and application. Failed attempts are no changes. One finding a rule with all its "
      + "changes, known by the record that began it.",
    whyItMatters:
      "Rules are made within minutes of a takeover and may be removed again before anybody looks: the log still tells, when a "
      + "nightly look at the rules does not.",
    severities: [
      .init(.low, "a rule was created, changed or removed by its owner"),
      .init(.medium, "the record of the change is cut, so its content is not known"),
      .init(.high, "the change forwards outside, deletes or hides, or the actor is not the owner"),
      .init(
        .critical, "one of these, and the rule was removed again or is gone now (which raises any change by one step)"),
    ],
    misses: [
      "Folders that the record of a desktop Outlook names by id only: the change is told, its severity may be too low.",
      "Mailboxes whose auditing is bypassed, and records that Microsoft delivers hours later.",
    ],
    benignIf: [
      "The owner tidies their own mailbox (low).",
      "A helpdesk sets up a rule for a user: name the MSP's administrators as partner administrators.",
      "A rule is tried out and removed again on the same day.",
    ],
    remediation: ["disable-inbox-rule", "reset-password", "revoke-sessions", "review-mail-sent-and-deleted"],
    digDeeper: [
      .init(
        "The records themselves",
        "Search-UnifiedAuditLog -Operations New-InboxRule,Set-InboxRule,Enable-InboxRule,Disable-InboxRule,Remove-InboxRule,"
          + "UpdateInboxRules -UserIds USER -StartDate … -EndDate …"),
      .init("The rules that are there now", "Get-InboxRule -Mailbox USER -IncludeHidden | Format-List"),
    ])
}
