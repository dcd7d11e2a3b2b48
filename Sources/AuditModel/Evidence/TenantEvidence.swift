/// All that is known of one tenant at one time.
package struct TenantEvidence: Sendable {
  package let tenant: Tenant
  /// When each kind was collected; kinds that were not are absent.
  package var collectedAt: [EvidenceKind: Timestamp]
  /// How many raw items of each kind were read; kinds that were not are absent.
  package var itemCounts: [EvidenceKind: Int]

  package var organization: Collected<Organization>
  package var domains: Collected<AcceptedDomains>
  package var users: Collected<[UserPrincipal]>
  package var mailboxes: Collected<[Mailbox]>
  package var inboxRules: Collected<[InboxRule]>
  package var mailFolders: Collected<[MailFolder]>
  package var unifiedAudit: Collected<[AuditRecord]>
  package var directoryAudits: Collected<[DirectoryAudit]>
  package var authenticationMethods: Collected<[AuthenticationMethod]>
  package var roleAssignments: Collected<[RoleAssignment]>
  package var signIns: Collected<[RiskySignIn]>
  package var riskDetections: Collected<[RiskySignIn]>

  /// Evidence of which nothing was collected: every kind is a gap of reason `archive.not_collected`.
  package init(tenant: Tenant) {
    func missing<Value>(_ kind: EvidenceKind) -> Collected<Value> {
      .unavailable(
        CollectionGap(
          kind: kind, reason: .notCollected, message: "No \(kind.title) were collected.", needs: [kind.permission]))
    }
    self.tenant = tenant
    collectedAt = [:]
    itemCounts = [:]
    organization = missing(.organization)
    domains = missing(.domains)
    users = missing(.users)
    mailboxes = missing(.mailboxes)
    inboxRules = missing(.inboxRules)
    mailFolders = missing(.mailFolders)
    unifiedAudit = missing(.unifiedAudit)
    directoryAudits = missing(.directoryAudits)
    authenticationMethods = missing(.authenticationMethods)
    roleAssignments = missing(.roleAssignments)
    signIns = missing(.signIns)
    riskDetections = missing(.riskDetections)
  }

  /// The gap of a kind; nil when it is complete, or when no check of this version reads it.
  package func gap(of kind: EvidenceKind) -> CollectionGap? {
    switch kind {
    case .organization: organization.gap
    case .domains: domains.gap
    case .users: users.gap
    case .mailboxes: mailboxes.gap
    case .inboxRules: inboxRules.gap
    case .mailFolders: mailFolders.gap
    case .unifiedAudit: unifiedAudit.gap
    case .directoryAudits: directoryAudits.gap
    case .authenticationMethods: authenticationMethods.gap
    case .roleAssignments: roleAssignments.gap
    case .signIns: signIns.gap
    case .riskDetections: riskDetections.gap
    // Kept in archives; no check reads them yet.
    default: nil
    }
  }

  /// True when at least part of the kind is there to be read.
  package func isAvailable(_ kind: EvidenceKind) -> Bool {
    switch kind {
    case .organization: organization.value != nil
    case .domains: domains.value != nil
    case .users: users.value != nil
    case .mailboxes: mailboxes.value != nil
    case .inboxRules: inboxRules.value != nil
    case .mailFolders: mailFolders.value != nil
    case .unifiedAudit: unifiedAudit.value != nil
    case .directoryAudits: directoryAudits.value != nil
    case .authenticationMethods: authenticationMethods.value != nil
    case .roleAssignments: roleAssignments.value != nil
    case .signIns: signIns.value != nil
    case .riskDetections: riskDetections.value != nil
    default: false
    }
  }
}
