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
  private(set) lazy var riskyUsersByUser = grouped(evidence.riskyUsers.value ?? [], by: \.user) {
    ($0.riskState, $0.riskLevel) < ($1.riskState, $1.riskLevel)
  }
  private(set) lazy var registrationsByUser = grouped(evidence.registrationDetails.value ?? [], by: \.user) {
    ($0.methods.count, $0.methods.joined(separator: " ")) < ($1.methods.count, $1.methods.joined(separator: " "))
  }
  private(set) lazy var sweepRulesByOwner = grouped(evidence.sweepRules.value ?? [], by: \.owner) {
    ($0.id, $0.name) < ($1.id, $1.name)
  }
  private(set) lazy var applications = Applications(evidence.servicePrincipals.value ?? [])
  private(set) lazy var mail = TracedMail(evidence.messageTrace.value ?? [], people: people)
  private(set) lazy var ruleChangesByOwner = InboxRuleChange.byOwner(
    auditRecords(InboxRuleChange.operations), people: people)
  let hiddenPlaces = HiddenPlaces()
  private lazy var positionsByOperation = Self.positions(evidence.unifiedAudit.value ?? [], by: \.operation)
  private lazy var positionsByActivity = Self.positions(evidence.directoryAudits.value ?? [], by: \.activity)
  /// What was asked for already, sorted.
  private var recordsByOperation: [String: [AuditRecord]] = [:]
  private var auditsByActivity: [String: [DirectoryAudit]] = [:]

  init(evidence: TenantEvidence) {
    self.evidence = evidence
    people = PeopleDirectory(evidence: evidence)
  }

  func auditRecords(_ operations: [String]) -> [AuditRecord] {
    let lists = operations.map { records(of: $0.lowercased()) }.filter { !$0.isEmpty }
    if lists.count == 1 { return lists[0] }
    return lists.flatMap { $0 }.inFixedOrder { ($0.occurredAt, $0.id) < ($1.occurredAt, $1.id) }
  }

  func directoryAudits(_ activities: [String]) -> [DirectoryAudit] {
    let lists = activities.map { audits(of: $0) }.filter { !$0.isEmpty }
    if lists.count == 1 { return lists[0] }
    return lists.flatMap { $0 }.inFixedOrder { ($0.occurredAt, $0.id) < ($1.occurredAt, $1.id) }
  }

  private func records(of operation: String) -> [AuditRecord] {
    if let known = recordsByOperation[operation] { return known }
    guard let positions = positionsByOperation[operation], let all = evidence.unifiedAudit.value else { return [] }
    let records = Self.distinct(positions.map { all[$0] })
    recordsByOperation[operation] = records
    return records
  }

  private func audits(of activity: String) -> [DirectoryAudit] {
    if let known = auditsByActivity[activity] { return known }
    guard let positions = positionsByActivity[activity], let all = evidence.directoryAudits.value else { return [] }
    let sorted = positions.map { all[$0] }.inFixedOrder { ($0.occurredAt, $0.id) < ($1.occurredAt, $1.id) }
    var nameless: Set<DirectoryAudit> = []
    var ids: Set<String> = []
    let audits = sorted.filter { $0.id.isEmpty ? nameless.insert($0).inserted : ids.insert($0.id).inserted }
    auditsByActivity[activity] = audits
    return audits
  }

  /// Where the items of each name stand; sorting waits until somebody asks for them.
  private static func positions<Item>(_ items: [Item], by name: KeyPath<Item, String>) -> [String: [Int]] {
    var folded: [String: String] = [:]
    var positions: [String: [Int]] = [:]
    for (position, item) in items.enumerated() {
      let spelling = item[keyPath: name]
      let key = folded[spelling] ?? Self.folded(spelling)
      folded[spelling] = key
      positions[key, default: []].append(position)
    }
    return positions
  }

  /// Lower case, without the trailing dot and blanks that some services add.
  private static func folded(_ operation: String) -> String {
    var name = operation.lowercased()[...]
    while let last = name.last, last == "." || last == " " { name.removeLast() }
    return String(name)
  }

  /// Merged exports hold records twice: each id once, and of its copies the one that says most.
  private static func distinct(_ records: [AuditRecord]) -> [AuditRecord] {
    let sorted = records.inFixedOrder { left, right in
      if left.occurredAt != right.occurredAt { return left.occurredAt < right.occurredAt }
      if left.id != right.id { return left.id < right.id }
      if left.isTruncated != right.isTruncated { return right.isTruncated }
      return left.parameters.count > right.parameters.count
    }
    var ids: Set<String> = []
    var nameless: Set<AuditRecord> = []
    return sorted.filter { $0.id.isEmpty ? nameless.insert($0).inserted : ids.insert($0.id).inserted }
  }

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
    for item in items {
      if let user = people.owner(of: item[keyPath: owner]) { groups[user, default: []].append(item) }
    }
    return groups.mapValues { $0.inFixedOrder(order) }
  }

  private static func order(_ reference: UserReference) -> String {
    (reference.id?.rawValue ?? "") + "\u{1F}" + (reference.name ?? "")
  }
}
