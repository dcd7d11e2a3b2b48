import AuditModel

extension SweepRulesCheck {
  static let metadata = CheckMetadata(
    id: "sweep-rules", revision: 1, title: "Mailbox has a sweep rule", family: .inboxRules, kind: .state,
    needs: [.essential(.sweepRules), .context(.domains), .hint(.unifiedAudit)],
    operations: operations, attack: ["T1564.008"],
    looksAt:
      "Enabled sweep rules of every mailbox: their sender, where they move its mail and after how long; and, where the audit log "
      + "tells, when they were made and by whom. One finding a rule.",
    whyItMatters:
      "Sweep rules hide mail of one sender as inbox rules do, are kept apart from them, and few people know where to look for "
      + "them.",
    severities: [
      .init(.informational, "mail goes to an ordinary folder or the archive"),
      .init(
        .medium,
        "mail goes to Deleted Items or another place where nobody looks, or the sender is a bank, an identity provider or the "
          + "tenant itself"),
    ],
    misses: [
      "Disabled rules.", "When a rule was made, unless it was in the window: sweep rules carry no time.",
      "Banks and identity providers that the list does not hold.",
    ],
    benignIf: [
      "The owner sweeps newsletters to Deleted Items, which Outlook offers for every sender.",
      "Notices of a system of the tenant itself, such as a scanner, are swept after some days.",
    ],
    remediation: ["verify-account-with-owner", "remove-sweep-rule", "reset-password", "revoke-sessions"],
    digDeeper: [
      .init("All sweep rules of the mailbox", "Get-SweepRule -Mailbox USER | Format-List"),
      .init(
        "Who made it",
        "Search-UnifiedAuditLog -UserIds USER -Operations New-SweepRule,Set-SweepRule,Enable-SweepRule -StartDate … -EndDate …"
      ),
    ])
}
