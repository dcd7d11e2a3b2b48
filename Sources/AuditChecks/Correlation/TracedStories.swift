import AuditModel

/// Tells whether users who show the same trace do so by stories of their own.
///
/// The one who acts and the one acted on stand in the same records: that is one story, told twice. From one address one
/// actor may act on many people: that is one story as well.
struct TracedStories {
  private let findings: [FindingKey: Finding]
  /// Who made the records that findings with an address stand on, by the record's id.
  private let actors: [String: String]

  init(_ traces: some Sequence<Trace>, findings: [FindingKey: Finding], evidence: EvidenceIndex) {
    self.findings = findings
    var records: Set<String> = []
    for trace in traces where trace.kind == .clientAddress {
      for reference in trace.findingKey.flatMap({ findings[$0] })?.evidence ?? [] where reference.isAct {
        records.insert(reference.recordID)
      }
    }
    var actors: [String: String] = [:]
    if !records.isEmpty {
      let classifier = ActorClassifier(settings: .none, index: evidence)
      /// Of copies that name different actors always the same one counts.
      func note(_ actor: Actor, of record: String) {
        if case .unknown = actor { return }
        let name = actor.userID?.rawValue ?? actor.name.lowercased()
        actors[record] = min(actors[record] ?? name, name)
      }
      for record in evidence.evidence.unifiedAudit.value ?? [] where records.contains(record.id) {
        note(classifier.actor(of: record), of: record.id)
      }
      for audit in evidence.evidence.directoryAudits.value ?? [] where records.contains(audit.id) {
        note(classifier.actor(of: audit), of: audit.id)
      }
    }
    self.actors = actors
  }

  /// True when at least two users show it by stories of their own; findings about the tenant join nobody.
  func areSeveral(_ traces: [Trace]) -> Bool {
    var groups = UserGroups()
    for trace in traces {
      guard let user = trace.userID else { continue }
      groups.add(user)
      for reference in trace.findingKey.flatMap({ findings[$0] })?.evidence ?? [] where reference.isAct {
        groups.add(user, sharing: "record " + reference.recordID)
        if trace.kind == .clientAddress, let actor = actors[reference.recordID] {
          groups.add(user, sharing: "actor " + actor)
        }
      }
    }
    return groups.count > 1
  }
}

/// Users, joined by what they share.
private struct UserGroups {
  private(set) var count = 0
  private var leaders: [UserID: UserID] = [:]
  private var firstUsers: [String: UserID] = [:]

  mutating func add(_ user: UserID, sharing thing: String? = nil) {
    if leaders[user] == nil {
      leaders[user] = user
      count += 1
    }
    guard let thing else { return }
    guard let other = firstUsers[thing] else {
      firstUsers[thing] = user
      return
    }
    let (left, right) = (leader(of: user), leader(of: other))
    if left == right { return }
    leaders[left] = right
    count -= 1
  }

  private func leader(of user: UserID) -> UserID {
    var user = user
    while let next = leaders[user], next != user { user = next }
    return user
  }
}

extension EvidenceReference {
  /// Ids of records stand for nothing else; ids of settings, such as inbox rules, repeat from user to user.
  fileprivate var isAct: Bool { source == "unified_audit" || source == "graph:directoryAudits" }
}
