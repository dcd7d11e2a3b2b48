import AuditModel

extension TenantDefenceChangesCheck {
  static let metadata = CheckMetadata(
    id: "tenant-defence-changes", revision: 2, title: "Defence of the tenant was weakened", family: .visibility,
    kind: .event,
    needs: [.contributing(.auditConfiguration), .contributing(.directoryAudits), .contributing(.unifiedAudit)],
    operations: operations, attack: ["T1562.008", "T1556.009", "T1484.002"],
    looksAt:
      "Whether auditing is on, and records of the window that switch off auditing or take mailboxes out of it, shorten how long "
      + "records are kept, delete, switch off or loosen conditional access, trust named locations, change domains and their "
      + "federation, remove protection against phishing, malware and spam, open old protocols, or add a partner. Conditional "
      + "access is compared control by control, condition by condition, exclusion by exclusion. Told about the actor when it is a user of the tenant, "
      + "about the mailbox where one is concerned, else at tenant level.",
    whyItMatters:
      "An intruder with an administrator's rights first puts out the lights; with other federation settings they come in as "
      + "anybody, without any password.",
    severities: [
      .init(
        .informational, "the authentication methods policy was changed in a way that trusts no other identity provider"),
      .init(
        .medium,
        "changed, and it cannot be told whether it got weaker (the record is cut, or what changed is not weighed, such as a "
          + "device filter or session controls); or old protocols opened for one mailbox; or a retention "
          + "policy made or changed"),
      .init(
        .high,
        "conditional access, protection, mailbox auditing, domains, retention or partners weakened; or auditing off since before the window"
      ),
      .init(.critical, "auditing switched off or federation changed in the window"),
    ],
    misses: [
      "What was weak before the window, but for auditing itself.",
      "Policies that were made stronger, and new conditional access policies.",
      "Changes in Intune, Defender and Purview other than those named, and searches and exports of content (eDiscovery).",
      "Everything that happened while auditing was off.",
      "Security defaults, where the log does not name them as a policy.",
    ],
    benignIf: [
      "An administrator maintains policies: the MSP's own administrators and networks are set aside when they are named.",
      "A domain is added for a new brand, or a partner is changed.",
      "Microsoft's services rewrite policies (`NT AUTHORITY\\SYSTEM`): set aside.",
    ],
    remediation: ["restore-defence", "verify-account-with-owner", "remove-roles", "revoke-sessions"],
    digDeeper: [
      .init("Auditing", "Get-AdminAuditLogConfig | Format-List UnifiedAuditLogIngestionEnabled,AdminAuditLogEnabled"),
      .init(
        "Who is taken out of the mailbox audit",
        "Get-MailboxAuditBypassAssociation -ResultSize Unlimited | Where-Object AuditBypassEnabled"),
      .init("Conditional access", "GET https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies"),
      .init("Federation", "GET https://graph.microsoft.com/v1.0/domains/DOMAIN/federationConfiguration"),
    ])
}
