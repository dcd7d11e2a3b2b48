import AuditModel

/// An inbox rule exists; how bad it looks is graded by eleven signals.
///
/// Misses: what a rule did in the past. May be innocent: most rules are, and stay informational.
struct MailboxRulesCheck: Check {
  func assessment(of evidence: EvidenceReader) -> Assessment {
    guard let rules = evidence.inboxRules else { return Assessment() }
    let boundary = MailBoundary(accepted: evidence.domains, reader: evidence)
    let folders = evidence.mailFolders
    let changes = evidence.inboxRuleChanges ?? [:]
    var assessment = Assessment()
    var unreadable: Set<UserID> = []
    var unresolved: Set<UserID> = []
    for (owner, list) in rules {
      let ownersChanges = changes[owner] ?? []
      for rule in list {
        let context = InboxRuleContext(
          owner: owner, boundary: boundary, folders: folders,
          lastChange: lastChange(of: rule, owner: owner, among: ownersChanges, in: evidence))
        if rule.isSystemRule(in: context) { continue }
        let finding = finding(for: rule, owner: owner, context: context, in: evidence)
        assessment.add(
          finding, targets: boundary.outsideAddresses(rule.actions.allRecipients, of: owner), in: evidence)
        if rule.isContentUnreadable { unreadable.insert(owner) }
        if context.movesToUnknownFolder(rule) { unresolved.insert(owner) }
      }
    }
    if !unreadable.isEmpty { assessment.gaps.append(Self.unreadableContent(unreadable)) }
    if !unresolved.isEmpty {
      assessment.gaps.append(Self.unresolvedFolders(unresolved, because: evidence.gap(of: .mailFolders)))
    }
    return assessment
  }

  private func finding(
    for rule: InboxRule, owner: UserID, context: InboxRuleContext, in evidence: EvidenceReader
  ) -> Finding {
    let grade = InboxRuleGrade(rule, in: context)
    var details = rule.details(in: context)
    var references = [
      EvidenceReference(source: rule.source.rawValue, recordID: rule.id, collectedAt: evidence.collectedAt(.inboxRules))
    ]
    if let change = context.lastChange {
      details += change.record.actorDetails(change.actor, in: evidence)
      references.append(change.record.reference(in: evidence))
    }
    var signals = grade.signals
    if rule.isContentUnreadable {
      signals.append(Signal("content_unreadable", "holds conditions and actions that the source did not tell"))
    }
    let isGuess = grade.found.contains(.forwardsOutside) && !context.knowsOutside(rule)
    let since = context.lastChange.map { ", \($0.verb) \($0.record.occurredAt.iso8601) by \($0.actor.name)" } ?? ""
    return self.finding(
      about: owner, rule.id.isEmpty ? "name:" + rule.name : rule.id, grade.severity,
      confidence: isGuess || rule.isContentUnreadable ? .medium : .high,
      title: title(grade),
      message:
        "The inbox rule “\(rule.name)” of \(evidence.people.name(of: owner)) \(rule.deeds(in: context))\(since).",
      signals: signals, details: details, occurredAt: context.lastChange?.record.occurredAt, evidence: references,
      in: evidence)
  }

  private func title(_ grade: InboxRuleGrade) -> String {
    let hides = grade.found.contains(.deletes) || grade.found.contains(.movesOutOfSight)
    if grade.found.contains(.forwardsOutside) {
      return hides ? "Inbox rule forwards mail outside and hides it" : "Inbox rule forwards mail outside"
    }
    if grade.isSuspicious { return hides ? "Suspicious inbox rule hides mail" : "Suspicious inbox rule" }
    return grade.severity == .informational ? "Inbox rule" : "Inbox rule with signs of hiding"
  }

  /// The newest change in the window, or by somebody else at any time; acts of Microsoft and the MSP do not count.
  private func lastChange(
    of rule: InboxRule, owner: UserID, among changes: [InboxRuleChange], in evidence: EvidenceReader
  ) -> InboxRuleChange.Attributed? {
    if changes.isEmpty { return nil }
    let handles = [rule.id.lowercased(), rule.name.lowercased()]
    let own = changes.reversed().filter { change in handles.contains { change.handles.contains($0) } }
    for change in own {
      let attributed = InboxRuleChange.Attributed(
        record: change.record, act: change.act, actor: evidence.actors.actor(of: change.record))
      if attributed.actor.isSetAside { continue }
      let isForeign = attributed.actor.userID.map { $0 != owner } ?? false
      if evidence.window.contains(change.record.occurredAt) || isForeign { return attributed }
    }
    return nil
  }

  private static func unreadableContent(_ users: Set<UserID>) -> CollectionGap {
    CollectionGap(
      kind: .inboxRules, reason: .schemaUnexpected,
      message: "Inbox rules of \(users.count.counted("user")) came without conditions and actions (made by a client "
        + "that Microsoft Graph cannot express): read them with Get-InboxRule -IncludeHidden.",
      needs: [EvidenceKind.mailboxes.permission], missedUsers: users.sorted())
  }

  private static func unresolvedFolders(_ users: Set<UserID>, because gap: CollectionGap?) -> CollectionGap {
    CollectionGap(
      kind: .mailFolders, reason: gap?.reason ?? .schemaUnexpected,
      message: "Inbox rules of \(users.count.counted("user")) move mail to folders of which only the id is known, so "
        + "whether they hide it cannot be told: collect the mail folders as well.",
      needs: [EvidenceKind.mailFolders.permission], missedUsers: users.sorted(), error: gap?.error)
  }
}

extension Int {
  /// `1 user`, `3 users`.
  func counted(_ noun: String) -> String { self == 1 ? "1 \(noun)" : "\(self) \(noun)s" }
}
