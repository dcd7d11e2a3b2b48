import AuditModel

/// The audit records that a check asked for and of which only the outer columns came.
///
/// What they would have told is not known, so nobody whom they may concern is clear.
struct CutRecords {
  private var records: Set<AuditRecord> = []
  private var users: Set<UserID> = []
  private var mayConcernAnybody = false

  /// - Parameter owner: whose mailbox it is about, where that is known already.
  mutating func add(_ record: AuditRecord, owner: UserID? = nil, by actor: Actor, people: PeopleDirectory) {
    // What these do is set aside in any case; but they also write down what befell others.
    if actor.isSetAside, !SendingRestriction.operations.contains(where: record.isOf) { return }
    guard records.insert(record).inserted else { return }
    if let concerned = owner.map({ [$0] }) ?? Self.concerned(record, by: actor, people: people) {
      users.formUnion(concerned)
    } else {
      mayConcernAnybody = true
    }
  }

  var gap: CollectionGap? {
    if records.isEmpty { return nil }
    let operations = Set(records.map(\.operation)).sorted().listed(atMost: 3)
    return CollectionGap(
      kind: .unifiedAudit, reason: .schemaUnexpected,
      message: "\(records.count.counted("audit record")) (\(operations)) came without detail, so what happened is not "
        + "known; read the log again in smaller parts.",
      missedUsers: mayConcernAnybody ? nil : users.sorted())
  }

  /// The users whom a record may be about; nil for anybody.
  private static func concerned(_ record: AuditRecord, by actor: Actor, people: PeopleDirectory) -> [UserID]? {
    if let name = record.mailboxOwner, !name.isEmpty { return people.mailbox(named: name).map { [$0] } }
    let operation = record.operation.lowercased()
    guard let end = operation.firstIndex(where: { $0 == "-" || $0 == " " }) else {
      // Signing in, sharing, reading and deleting: done in one's own place unless the record says otherwise.
      return actor.userID.map { [$0] }
    }
    let noun = operation[operation.index(after: end)...]
    // Without a parameter, which is gone, these act on the mailbox of the one who runs them.
    if noun == "inboxrule" || noun == "sweeprule" { return actor.userID.map { [$0] } }
    // All else is done to somebody or something that the detail names.
    guard noun.hasPrefix("mailbox") || noun == "casmailbox" || noun == "recipientpermission" || noun == "user",
      let target = record.objectID.flatMap({ people.mailbox(named: $0) })
    else { return nil }
    return [target] + (actor.userID.map { [$0] } ?? [])
  }
}

extension AuditRecord {
  /// True when it is of that operation, in any letter case.
  func isOf(operation: String) -> Bool { self.operation.lowercased() == operation.lowercased() }
}
