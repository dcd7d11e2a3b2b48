import AuditModel

/// Everybody of whom a tenant's result speaks: the directory's users and those that only other evidence names.
struct KnownUsers {
  /// Sorted by id.
  let facts: [UserFacts]

  init(index: EvidenceIndex, findings: [Finding]) {
    let people = index.people
    let roles = index.evidence.roleAssignments
    let privilege: (UserID) -> Bool? = { user in
      if roles.value == nil { return nil }
      if index.roles.isPrivileged(user) { return true }
      return roles.isComplete ? false : nil
    }
    var facts = people.directory.users.map { user in
      UserFacts(
        id: user.id, userPrincipalName: user.userPrincipalName, displayName: user.displayName, type: user.type,
        isEnabled: user.isEnabled, isPrivileged: privilege(user.id))
    }
    var others = Set(findings.compactMap(\.userID))
    Self.gather(index, into: &others)
    for id in others where !people.isListed(id) {
      facts.append(
        UserFacts(
          id: id, userPrincipalName: people.name(of: id), displayName: nil, type: .unknown, isEnabled: nil,
          isPrivileged: privilege(id)))
    }
    self.facts = facts.sorted { ($0.id, $0.userPrincipalName) < ($1.id, $1.userPrincipalName) }.distinctByID
  }

  /// Owners of what the per-user listings hold and, where the directory is not complete, everybody whom events name.
  private static func gather(_ index: EvidenceIndex, into users: inout Set<UserID>) {
    let evidence = index.evidence
    let people = index.people
    users.formUnion(index.rulesByOwner.keys)
    for mailbox in index.mailboxes { if let id = people.owner(of: mailbox.owner) { users.insert(id) } }
    if evidence.users.isComplete { return }
    users.formUnion(index.methodsByOwner.keys)
    users.formUnion(index.signInsByUser.keys)
    users.formUnion(index.sweepRulesByOwner.keys)
    users.formUnion(index.registrations.keys)
    users.formUnion(index.riskyUsers.keys)
    users.formUnion(index.detectionsByUser.keys)
    let actors = ActorClassifier(settings: .none, index: index)
    var seen: Set<String> = []
    for record in evidence.unifiedAudit.value ?? [] {
      if let owner = record.mailboxOwner, owner.contains("@"), seen.insert(owner).inserted {
        users.insert(people.user(named: owner) ?? people.strangerID(owner))
      }
      guard let actor = record.actor, actor.contains("@"), seen.insert(actor).inserted else { continue }
      if let id = actors.actor(of: record).userID { users.insert(id) }
    }
    for audit in evidence.directoryAudits.value ?? [] {
      for target in audit.targets where target.type == "User" {
        let reference = UserReference(id: target.id.map { UserID(rawValue: $0) }, name: target.userPrincipalName)
        if let id = people.owner(of: reference) { users.insert(id) }
      }
      if let id = actors.actor(of: audit).userID { users.insert(id) }
    }
  }
}

extension [UserFacts] {
  /// A listing that holds a user twice (a page read again) counts them once.
  fileprivate var distinctByID: [UserFacts] {
    var distinct: [UserFacts] = []
    distinct.reserveCapacity(count)
    for facts in self where distinct.last?.id != facts.id { distinct.append(facts) }
    return distinct
  }
}

extension EvidenceIndex {
  /// How many raw items of a kind were read, as the archive counted them; 0 when none were collected.
  func itemCount(of kind: EvidenceKind) -> Int {
    if let count = evidence.itemCounts[kind] { return count }
    return evidence.read(kind, by: CountReading())
  }
}

/// How many items a kind holds; one for kinds that are no list.
private struct CountReading: CollectedReading {
  func callAsFunction<Value>(_ collected: Collected<Value>) -> Int {
    switch collected.value {
    case nil: 0
    case let items as any Collection: items.count
    case let domains as AcceptedDomains: domains.names.count
    case _?: 1
    }
  }
}
