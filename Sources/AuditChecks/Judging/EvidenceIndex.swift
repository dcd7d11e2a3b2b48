import AuditModel

/// A tenant's evidence, sorted and indexed once for all checks.
///
/// Everything it hands out is in an order that does not depend on the order of the evidence.
final class EvidenceIndex {
  let evidence: TenantEvidence
  let people: PeopleDirectory
  private(set) lazy var mailboxes = (evidence.mailboxes.value ?? []).inFixedOrder {
    Self.order($0.owner) < Self.order($1.owner)
  }
  private(set) lazy var rulesByOwner = inboxRulesByOwner()
  private(set) lazy var folders = MailFolders(evidence.mailFolders.value ?? [], people: people)
  private(set) lazy var roles = DirectoryRoles(evidence.roleAssignments.value ?? [], people: people)
  private(set) lazy var methodsByOwner = grouped(evidence.authenticationMethods.value ?? [], by: \.owner) {
    ($0.id, $0.type) < ($1.id, $1.type)
  }
  private(set) lazy var detectionsByUser = grouped(evidence.riskDetections.value ?? [], by: \.user) { $0.id < $1.id }
  private(set) lazy var signInsByUser = grouped(evidence.signIns.value ?? [], by: \.user) {
    ($0.occurredAt, $0.id) < ($1.occurredAt, $1.id)
  }
  private(set) lazy var riskyUsers = grouped(evidence.riskyUsers.value ?? [], by: \.user) {
    ($0.riskState, $0.riskLevel) < ($1.riskState, $1.riskLevel)
  }.compactMapValues(\.first)
  private(set) lazy var registrations = grouped(evidence.registrationDetails.value ?? [], by: \.user) {
    ($0.methods.count, $0.methods.joined(separator: " ")) < ($1.methods.count, $1.methods.joined(separator: " "))
  }.compactMapValues(\.last)
  private(set) lazy var sweepRulesByOwner = grouped(evidence.sweepRules.value ?? [], by: \.owner) {
    ($0.id, $0.name) < ($1.id, $1.name)
  }
  private(set) lazy var applications = Applications(evidence.servicePrincipals.value ?? [])
  private(set) lazy var devices = (evidence.devices.value ?? []).inFixedOrder { $0.id < $1.id }
  private(set) lazy var managedDevices = (evidence.managedDevices.value ?? []).inFixedOrder { $0.id < $1.id }
  private(set) lazy var mobileDevices = (evidence.mobileDevices.value ?? []).inFixedOrder {
    ($0.mailbox, $0.id) < ($1.mailbox, $1.id)
  }
  private(set) lazy var mail = TracedMail(evidence.messageTrace.value ?? [], people: people)
  private(set) lazy var ruleChangesByOwner = InboxRuleChange.byOwner(
    auditRecords(InboxRuleChange.operations.map { $0.lowercased() }), people: people)
  /// True when the audit log holds any record without its detail; nearly none does.
  private(set) lazy var hasCutRecords = evidence.unifiedAudit.value?.contains { $0.isTruncated } ?? false
  let hiddenPlaces = HiddenPlaces()
  /// Answers of `completeness(of:)`: checks ask for one user after the other.
  private var completeness: [EvidenceKind: Completeness] = [:]
  private lazy var records = RecordsByName((evidence.unifiedAudit.value ?? []).inFixedOrder(AuditRecord.comesFirst))
  private lazy var audits = RecordsByName(
    (evidence.directoryAudits.value ?? []).inFixedOrder { ($0.occurredAt, $0.id) < ($1.occurredAt, $1.id) })

  init(evidence: TenantEvidence) {
    self.evidence = evidence
    people = PeopleDirectory(evidence: evidence)
  }

  /// For whom a kind is there.
  enum Completeness {
    case whole
    case allBut(Set<UserID>)
    /// It is missing, or may be missing for anybody.
    case unknown
  }

  func completeness(of kind: EvidenceKind) -> Completeness {
    if let known = completeness[kind] { return known }
    let found: Completeness
    if !evidence.isAvailable(kind) {
      found = .unknown
    } else if let gap = evidence.gap(of: kind) {
      found = gap.missedUsers.map { .allBut(Set($0)) } ?? .unknown
    } else {
      found = .whole
    }
    completeness[kind] = found
    return found
  }

  /// - Parameter operations: in lower case.
  func auditRecords(_ operations: [String]) -> [AuditRecord] { records.named(operations) }

  /// - Parameter activities: in lower case.
  func directoryAudits(_ activities: [String]) -> [DirectoryAudit] { audits.named(activities) }

  private func inboxRulesByOwner() -> [UserID: [InboxRule]] {
    var rules: [UserID: [InboxRule]] = [:]
    for rule in evidence.inboxRules.value ?? [] {
      if let owner = people.owner(of: rule.owner) { rules[owner, default: []].append(rule) }
    }
    return rules.mapValues { list in
      list.inFixedOrder { ($0.id, $0.name, $0.source.rawValue) < ($1.id, $1.name, $1.source.rawValue) }
    }
  }

  private func grouped<Item>(
    _ items: [Item], by owner: KeyPath<Item, UserReference>, order: (Item, Item) -> Bool
  ) -> [UserID: [Item]] {
    var groups: [UserID: [Item]] = [:]
    // Listings name one owner after the other: each is looked up once for what stands together.
    var start = 0
    while start < items.count {
      let reference = items[start][keyPath: owner]
      let end = items[(start + 1)...].firstIndex { $0[keyPath: owner] != reference } ?? items.count
      if let user = people.owner(of: reference) { groups[user, default: []] += items[start..<end] }
      start = end
    }
    return groups.mapValues { $0.inFixedOrder(order) }
  }

  private static func order(_ reference: UserReference) -> String {
    (reference.id?.rawValue ?? "") + "\u{1F}" + (reference.name ?? "")
  }
}

extension AuditRecord {
  /// By time and id; of copies of one time, which merged exports hold, first the one that says most.
  fileprivate static func comesFirst(_ left: AuditRecord, _ right: AuditRecord) -> Bool {
    if left.occurredAt != right.occurredAt { return left.occurredAt < right.occurredAt }
    if left.id != right.id { return left.id < right.id }
    if left.isTruncated != right.isTruncated { return right.isTruncated }
    return left.parameters.count > right.parameters.count
  }
}
