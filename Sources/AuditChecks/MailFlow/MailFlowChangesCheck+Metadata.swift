import AuditModel

extension MailFlowChangesCheck {
  static let metadata = CheckMetadata(
    id: "mail-flow-changes", revision: 1, title: "Mail flow leads mail away", family: .forwarding, kind: .state,
    needs: [
      .contributing(.transportRules), .contributing(.inboundConnectors), .contributing(.outboundConnectors),
      .contributing(.remoteDomains), .contributing(.unifiedAudit), .context(.domains),
    ],
    operations: MailFlowChange.operations, attack: ["T1114.003", "T1564.008"],
    looksAt:
      "Mail flow (transport) rules, inbound and outbound connectors and remote domains of the tenant, and the records by which they "
      + "were made, changed, enabled or removed in the window. One finding a setting: an event about the one who changed it (about "
      + "the tenant, where that is no user of it), else a state of the tenant.",
    whyItMatters:
      "One rule copies or deletes the mail of everybody, no mailbox shows it, and no new password ends it.",
    severities: [
      .init(
        .informational,
        "stands, and does nothing but lead mail inside or through a connector, or mail goes to a trusted address"),
      .init(
        .low,
        "a setting was removed or disabled, or a header is changed, in the window; stands and deletes mail or leads it to an "
          + "unknown recipient"),
      .init(
        .medium,
        "in the window: quarantine, approval, past the spam filter, or content that the record does not tell; stands and copies "
          + "openly outside"),
      .init(
        .high,
        "in the window: copies, redirects or deletes mail, a connector, or forwarding opened; stands and copies blindly or "
          + "redirects outside"),
      .init(.critical, "in the window: a blind copy to, or a redirect to, an address outside"),
    ],
    misses: [
      "Whose mail a rule concerns: its conditions are not weighed.",
      "When a rule was made, unless its own date or the audit log tells.",
      "Journal rules, and forwarding that the outbound spam policy allows.",
    ],
    benignIf: [
      "An archive, a ticket system or a disclaimer service gets copies: name its domain among the trusted domains.",
      "A mail filter or an own mail server is connected by connectors.",
      "The MSP's administrators do it: name them as partner administrators, and it counts as standing only.",
    ],
    remediation: ["remove-mail-flow-rule", "review-grantee", "block-sign-in", "reset-password", "revoke-sessions"],
    digDeeper: [
      .init("All mail flow rules", "Get-TransportRule | Format-List Name,State,Mode,Description,WhenChanged"),
      .init("All connectors", "Get-InboundConnector | Format-List; Get-OutboundConnector | Format-List"),
      .init(
        "Who changed them",
        "Search-UnifiedAuditLog -Operations New-TransportRule,Set-TransportRule,New-InboundConnector,New-OutboundConnector "
          + "-StartDate … -EndDate …"),
    ])
}
