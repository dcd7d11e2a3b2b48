import AuditModel

/// A user's password was changed in the window.
///
/// Misses: whether the owner or an intruder did it. May be innocent: passwords are changed every day.
struct PasswordChangesCheck: Check {
  /// A password set this soon after the account was made is its first one, not a change. Seconds.
  static let initialSeconds: Int64 = 300
  /// So many changes in the window are ordinary.
  static let ordinaryCount = 2

  func assessment(of evidence: EvidenceReader) -> Assessment {
    let audits = auditsByUser(evidence)
    let users = evidence.users
    let context = PasswordContext(evidence)
    let stories = ActorStories(
      audits.flatMap { user, list in
        list.map { .init(actor: evidence.actors.actor(of: $0).name, subject: user.rawValue, at: $0.occurredAt) }
      })
    var assessment = Assessment()
    var undated: Set<UserID> = []
    func judge(_ user: UserID, listedAt: Timestamp?, createdAt: Timestamp?) {
      let all = PasswordChange.acts(
        of: user, audits: audits[user] ?? [], listedAt: listedAt.flatMap { evidence.window.contains($0) ? $0 : nil },
        actors: evidence.actors)
      let changes = all.filter { !Self.isInitial($0, createdAt: createdAt) && !Self.isAgreed($0) }
      if changes.isEmpty {
        if let cause = all.filter(Self.isAgreed).compactMap({ $0.actor?.setAsideCause }).min() {
          assessment.setAside.add(cause)
        }
        return
      }
      assessment.findings += findings(
        about: user, createdAt: createdAt, changes: changes, context: context, stories: stories, in: evidence)
    }
    // By position, because users are large to copy.
    let listed = users ?? []
    for place in listed.indices {
      let (id, changedAt) = (listed[place].id, listed[place].lastPasswordChangeAt)
      if changedAt == nil, listed[place].type != .guest { undated.insert(id) }
      guard changedAt.map(evidence.window.contains) ?? false || audits[id] != nil else { continue }
      judge(id, listedAt: changedAt, createdAt: listed[place].createdAt)
    }
    for user in audits.keys where users == nil || !evidence.people.isListed(user) {
      judge(user, listedAt: nil, createdAt: nil)
    }
    if !undated.isEmpty { assessment.gaps.append(Self.withoutDate(undated)) }
    return assessment
  }

  private func auditsByUser(_ evidence: EvidenceReader) -> [UserID: [DirectoryAudit]] {
    var audits: [UserID: [DirectoryAudit]] = [:]
    for audit in evidence.directoryAudits(PasswordChange.activities) ?? []
    where audit.hasSucceeded != false && evidence.window.contains(audit.occurredAt) {
      guard let user = audit.targetUser(in: evidence) ?? evidence.actors.actor(of: audit).userID else { continue }
      audits[user, default: []].append(audit)
    }
    return audits
  }

  private static func isInitial(_ change: PasswordChange, createdAt: Timestamp?) -> Bool {
    guard let createdAt else { return false }
    return change.at <= createdAt.advanced(bySeconds: initialSeconds)
      && change.at >= createdAt.advanced(bySeconds: -initialSeconds)
  }

  /// The MSP's own act; or a service's record that the directory's date does not bear out.
  ///
  /// Services (password write-back, directory synchronisation) only carry a change over: where the directory confirms
  /// it, the change itself stays a finding, by nobody in particular.
  private static func isAgreed(_ change: PasswordChange) -> Bool {
    switch change.actor {
    case .partner: true
    case .microsoft, .directorySynchronization: !change.isInListing
    case .user, .application, .unknown, nil: false
    }
  }

  /// One finding a day (UTC) on which the password was changed.
  private func findings(
    about user: UserID, createdAt: Timestamp?, changes: [PasswordChange], context: PasswordContext,
    stories: ActorStories, in evidence: EvidenceReader
  ) -> [Finding] {
    var common: [Signal] = []
    if changes.count > Self.ordinaryCount {
      common.append(Signal("several_changes", "is one of \(changes.count) changes in the window"))
    }
    return Dictionary(grouping: changes, by: \.at.date).map { day, list in
      var signals = common
      var severity: Severity = common.isEmpty ? .low : .high
      var told: ActorStories.Story?
      for change in list {
        // Each change by itself: what a user does in the evening is no part of the morning's resets.
        let story = change.actor.flatMap { stories.story(of: $0.name, at: change.at) }
        told = story
        if change.isByAnotherIdentity(than: user) {
          severity = max(severity, .medium)
          signals.append(
            Signal("by_another_identity", "was made by \(change.actor?.name ?? "another identity"), not by the user"))
        }
        // One administrator's reset of many people is an answer to something, and told once: it is not raised by what
        // it answers to.
        if story == nil, let near = context.signal(for: user, at: change.at, createdAt: createdAt) {
          if near.isWorse { severity = .high }
          signals.append(near.signal)
        }
        if let story {
          signals.append(Signal("one_story", "is one of \(story.subjects) by \(story.actor) \(story.duration)"))
        }
      }
      return finding(
        about: user, day: day, list, severity: severity, signals: signals.distinct(by: \.self), story: told,
        in: evidence)
    }
  }

  private func finding(
    about user: UserID, day: String, _ changes: [PasswordChange], severity: Severity, signals: [Signal],
    story: ActorStories.Story?, in evidence: EvidenceReader
  ) -> Finding {
    var details = [Detail("User", evidence.people.name(of: user))]
    var references: [EvidenceReference] = []
    for change in changes {
      details.append(Detail("Changed", change.at.iso8601))
      for audit in change.audits {
        details.append(Detail("Record", "\(audit.occurredAt.iso8601) \(audit.activity)"))
        references.append(audit.reference(in: evidence))
      }
      if let actor = change.actor, let audit = change.audits.first(where: { evidence.actors.actor(of: $0) == actor }) {
        details += audit.actorDetails(actor)
      }
      if change.isInListing {
        references.append(
          EvidenceReference(source: "graph:users", recordID: user.rawValue, collectedAt: evidence.collectedAt(.users)))
      }
    }
    let name = evidence.people.name(of: user)
    let last = changes[changes.count - 1]
    let times = changes.count == 1 ? "changed \(last.at.iso8601)" : "changed \(changes.count) times on \(day)"
    let by = last.actor.map { $0.userID == user ? " by themselves" : " by \($0.name)" } ?? ""
    let told = story.map { ", one of \($0.subjects) by \($0.actor) \($0.duration)" } ?? ""
    return self.finding(
      about: user, "day:" + day, severity,
      message: "The password of \(name) was \(times)\(by)\(told).", signals: signals, details: details,
      occurredAt: last.at, evidence: references, in: evidence)
  }

  private static func withoutDate(_ users: Set<UserID>) -> CollectionGap {
    CollectionGap(
      kind: .users, reason: .schemaUnexpected,
      message: "\(users.count.counted("user")) came without the date of the last password change: collect users with "
        + "lastPasswordChangeDateTime.",
      missedUsers: users.sorted())
  }
}
