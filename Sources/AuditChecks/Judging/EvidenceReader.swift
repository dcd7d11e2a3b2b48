package import AuditModel

/// Hands a check the evidence kinds that it declared, and nothing else.
///
/// Every read is noted; an undeclared one is refused (nil) and noted as well, so that a test can name it.
package final class EvidenceReader {
  package let tenant: Tenant
  package let window: AuditWindow
  package let settings: CheckSettings
  package let people: PeopleDirectory
  package let actors: ActorClassifier
  let index: EvidenceIndex
  var evidence: TenantEvidence { index.evidence }
  private let declared: Set<EvidenceKind>
  private let metadata: CheckMetadata
  package private(set) var reads: Set<EvidenceKind> = []
  package private(set) var undeclaredReads: Set<EvidenceKind> = []
  package private(set) var undeclaredOperations: Set<String> = []
  private var cutRecords = CutRecords()
  private var hasNotedRuleChanges = false

  init(index: EvidenceIndex, window: AuditWindow, settings: CheckSettings, metadata: CheckMetadata) {
    self.index = index
    tenant = index.evidence.tenant
    people = index.people
    actors = ActorClassifier(settings: settings, index: index)
    self.window = window
    self.settings = settings
    declared = metadata.kinds
    self.metadata = metadata
  }

  /// What earlier nights have shown; free to use, empty on the first night.
  package var past: TenantPast { index.evidence.past }

  /// Everybody of the tenant, as far as known; free to use for names and attribution.
  package var directory: UserDirectory { people.directory }

  package var domains: AcceptedDomains? { read(.domains, index.evidence.domains) }
  package var users: [UserPrincipal]? { read(.users, index.evidence.users) == nil ? nil : directory.users }
  package var mailboxes: [Mailbox]? { read(.mailboxes, index.evidence.mailboxes) == nil ? nil : index.mailboxes }
  /// By owner, sorted by id.
  package var inboxRules: [UserID: [InboxRule]]? {
    read(.inboxRules, index.evidence.inboxRules) == nil ? nil : index.rulesByOwner
  }
  package var mailFolders: MailFolders? { read(.mailFolders, index.evidence.mailFolders) == nil ? nil : index.folders }
  package var roles: DirectoryRoles? {
    read(.roleAssignments, index.evidence.roleAssignments) == nil ? nil : index.roles
  }
  package var authenticationMethods: [UserID: [AuthenticationMethod]]? {
    read(.authenticationMethods, index.evidence.authenticationMethods) == nil ? nil : index.methodsByOwner
  }
  package var riskDetections: [UserID: [RiskDetection]]? {
    read(.riskDetections, index.evidence.riskDetections) == nil ? nil : index.detectionsByUser
  }
  /// By user, by time and id; failures too.
  package var signIns: [UserID: [SignIn]]? {
    read(.signIns, index.evidence.signIns) == nil ? nil : index.signInsByUser
  }
  package var riskyUsers: [UserID: RiskyUser]? {
    read(.riskyUsers, index.evidence.riskyUsers) == nil ? nil : index.riskyUsers
  }
  package var registrations: [UserID: RegistrationDetails]? {
    read(.registrationDetails, index.evidence.registrationDetails) == nil ? nil : index.registrations
  }

  /// Records of those operations, each once, by time and id; nil when the log was not collected.
  package func auditRecords(_ operations: [String]) -> [AuditRecord]? {
    let names = names(of: operations)
    guard read(.unifiedAudit, index.evidence.unifiedAudit) != nil else { return nil }
    let records = index.auditRecords(names)
    if index.hasCutRecords { for record in records where record.isTruncated { noteCut(record) } }
    return records
  }

  /// Changes of inbox rules from the unified audit log, by owner, in the order of time.
  package var inboxRuleChanges: [UserID?: [InboxRuleChange]]? {
    _ = names(of: InboxRuleChange.operations)
    guard read(.unifiedAudit, index.evidence.unifiedAudit) != nil else { return nil }
    let changes = index.ruleChangesByOwner
    if !hasNotedRuleChanges {
      hasNotedRuleChanges = true
      for (owner, list) in changes {
        for change in list where change.isContentUnreadable { noteCut(change.record, of: owner) }
      }
    }
    return changes
  }

  /// In lower case; those that the check has not declared are noted.
  private func names(of operations: [String]) -> [String] {
    operations.map { operation in
      if let name = metadata.namesOfOperations[operation] { return name }
      let name = operation.lowercased()
      if !metadata.operationNames.contains(name) { undeclaredOperations.insert(operation) }
      return name
    }
  }

  /// What is missing of the audit records that the check has asked for, because their detail was cut.
  var gapOfCutRecords: CollectionGap? { cutRecords.gap }

  private func noteCut(_ record: AuditRecord, of owner: UserID? = nil) {
    guard record.hasSucceeded != false, window.contains(record.occurredAt) else { return }
    cutRecords.add(record, owner: owner, by: actors.actor(of: record), people: people)
  }

  /// Directory audits of those activities (lower case), by time and id; nil when the log was not collected.
  package func directoryAudits(_ activities: [String]) -> [DirectoryAudit]? {
    read(.directoryAudits, index.evidence.directoryAudits) == nil ? nil : index.directoryAudits(activities)
  }

  /// What is missing of a declared kind, audit records that were read and are cut among it.
  package func gap(of kind: EvidenceKind) -> CollectionGap? {
    guard note(kind) else { return nil }
    return index.evidence.gap(of: kind) ?? (kind == .unifiedAudit ? gapOfCutRecords : nil)
  }

  /// True when all of a declared kind is there for that user.
  package func isComplete(_ kind: EvidenceKind, for user: UserID) -> Bool {
    guard note(kind) else { return false }
    return switch index.completeness(of: kind) {
    case .whole: true
    case .allBut(let missed): !missed.contains(user)
    case .unknown: false
    }
  }

  /// True when a declared kind is missing for that user by name.
  func isMissed(_ kind: EvidenceKind, for user: UserID) -> Bool {
    if note(kind), case .allBut(let missed) = index.completeness(of: kind) { missed.contains(user) } else { false }
  }

  package func collectedAt(_ kind: EvidenceKind) -> Timestamp? { index.evidence.collectedAt[kind] }

  func read<Value>(_ kind: EvidenceKind, _ collected: Collected<Value>) -> Value? {
    note(kind) ? collected.value : nil
  }

  private func note(_ kind: EvidenceKind) -> Bool {
    guard declared.contains(kind) else {
      undeclaredReads.insert(kind)
      return false
    }
    reads.insert(kind)
    return true
  }
}
