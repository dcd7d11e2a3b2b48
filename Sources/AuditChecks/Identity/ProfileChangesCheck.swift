import AuditModel

/// What the directory says of a person was changed.
///
/// Misses: the mail signature. May be innocent: people move, marry and are promoted.
struct ProfileChangesCheck: Check {
  /// What is filled in this soon after an account was made belongs to its making. Seconds.
  private static let initialSeconds: Int64 = 86_400
  /// As many details and records as one finding holds; a log may hold any number.
  private static let shown = 100

  func assessment(of evidence: EvidenceReader) -> Assessment {
    var assessment = Assessment()
    let told = changesOfRecords(in: evidence)
    var changes = told.counted
    for cause in told.setAside { assessment.setAside.add(cause) }
    for user in evidence.users ?? [] {
      guard let past = evidence.past.users[user.id]?.profile, past != user.profile else { continue }
      let fields = told.fields[user.id] ?? []
      let unexplained = ProfileChange.changes(of: user, since: past, evidence: evidence)
        .filter { !fields.contains($0.field) }
      if unexplained.isEmpty { continue }
      // The profile of a synchronised user can only be changed on premises.
      if user.isSynchronized == true {
        assessment.setAside.add(.directorySynchronization)
      } else {
        changes += unexplained
      }
    }
    if changes.isEmpty { return assessment }
    let twins = NameTwins(of: changes, in: evidence)
    changes = changes.filter { twins.user(of: $0) != nil || !isInitial($0, in: evidence) }
    let roles = KnownRoles(evidence)
    let stories = ActorStories(
      changes.filter(\.isByAnotherUser).map {
        .init(actor: $0.actor?.name ?? "", subject: $0.user.rawValue, at: $0.at)
      })
    for (user, list) in Dictionary(grouping: changes, by: \.user) {
      for (day, list) in Dictionary(grouping: list, by: \.at.date) {
        let list = list.sorted {
          ($0.at, $0.field, $0.reference.recordID, $0.new) < ($1.at, $1.field, $1.reference.recordID, $1.new)
        }
        let grade = ProfileGrade(list, twins: twins, roles: roles, stories: stories, evidence: evidence)
        assessment.findings.append(finding(about: user, day: day, list, grade, in: evidence))
      }
    }
    return assessment
  }

  /// What both logs tell, each act once.
  private func changesOfRecords(
    in evidence: EvidenceReader
  ) -> (counted: [ProfileChange], setAside: [SetAside.Cause], fields: [UserID: Set<ProfileField>]) {
    var changes: [ProfileChange] = []
    for audit in evidence.directoryAudits(ProfileChange.activities) ?? []
    where audit.hasSucceeded != false && evidence.window.contains(audit.occurredAt) {
      changes += ProfileChange.changes(in: audit, evidence: evidence)
    }
    let audited = ProfileMoments(changes.filter { $0.actor?.isSetAside == false })
    for record in evidence.auditRecords(ProfileChange.operations) ?? []
    where record.hasSucceeded != false && evidence.window.contains(record.occurredAt) {
      changes += ProfileChange.changes(in: record, evidence: evidence).filter {
        // The directory's own record of the same act says more: it holds the value before.
        !audited.tell($0)
      }
    }
    var fields: [UserID: Set<ProfileField>] = [:]
    for change in changes { fields[change.user, default: []].insert(change.field) }
    let counted = changes.filter { $0.actor?.setAsideCause == nil }
    let told = ProfileMoments(counted)
    // Services carry over what people did: that is told already. One record is one act, however much it changes.
    let agreed = changes.filter { $0.actor?.setAsideCause != nil && !told.tell($0) }
    return (counted, agreed.distinct(by: \.reference).compactMap { $0.actor?.setAsideCause }, fields)
  }

  private func isInitial(_ change: ProfileChange, in evidence: EvidenceReader) -> Bool {
    guard evidence.users != nil, let createdAt = evidence.directory.user(id: change.user)?.createdAt else {
      return false
    }
    return change.at <= createdAt.advanced(bySeconds: Self.initialSeconds)
      && change.at >= createdAt.advanced(bySeconds: -Self.initialSeconds)
  }

  private func finding(
    about user: UserID, day: String, _ changes: [ProfileChange], _ grade: ProfileGrade, in evidence: EvidenceReader
  ) -> Finding {
    let name = evidence.people.name(of: user)
    var details = [Detail("User", name)]
    for change in changes {
      details.append(
        Detail(
          change.field.title.prefix(1).uppercased() + change.field.title.dropFirst(),
          "\(change.at.iso8601) from \(change.old.map { "“\($0)”" } ?? "unknown") to “\(change.new)”"))
      details += change.origin
    }
    let fields = Set(changes.map(\.field)).sorted().map(\.title).joined(separator: ", ")
    let actors = Set(changes.compactMap(\.actor)).map { $0.userID == user ? "the user" : $0.name }.sorted()
    let by = actors.isEmpty ? "" : " by \(actors.listed(atMost: 3))"
    let twin = grade.twin.map { " and now bears the name of \($0)" } ?? ""
    return finding(
      about: user, "day:" + day, grade.severity,
      title: grade.twin == nil ? nil : "Display name of another user was taken",
      message: "The profile of \(name) was changed on \(day)\(by) (\(fields))\(twin).", signals: grade.signals,
      details: Array(details.distinct(by: \.self).prefix(Self.shown)), occurredAt: changes.last?.at,
      evidence: Array(changes.map(\.reference).distinct(by: \.self).prefix(Self.shown)), in: evidence)
  }
}

/// How severe the changes of one day are, and why.
private struct ProfileGrade {
  private(set) var severity = Severity.low
  private(set) var signals: [Signal] = []
  /// The name of another user whose display name was taken.
  private(set) var twin: String?

  init(
    _ changes: [ProfileChange], twins: NameTwins, roles: KnownRoles?, stories: ActorStories, evidence: EvidenceReader
  ) {
    for change in changes {
      switch change.field {
      case .displayName: raise(.medium, "display_name", "changes the name that everybody sees")
      case .otherMail: raise(.medium, "other_mail", "changes an address to which passwords can be reset")
      case .immutableID:
        raise(.medium, "immutable_id", "changes what ties the account to a directory outside the cloud")
      default: raise(.low, "profile_changed", "changes the \(change.field.title)")
      }
      if let other = twins.user(of: change) {
        let name = evidence.people.name(of: other)
        twin = name
        raise(.high, "looks_like_another_user", "the new display name looks like that of \(name)")
      }
      if change.actor == nil {
        raise(.low, "seen_in_listing", "only the listing of users shows it, since an earlier night")
      }
      guard change.isByAnotherUser, let actor = change.actor, let id = actor.userID else { continue }
      if roles == nil {
        raise(.low, "roles_unknown", "was made by \(actor.name), of whom nothing tells the roles")
      } else if roles?.isWithoutRole(id) == true {
        raise(
          .high, "by_third_party",
          "was made by \(actor.name), who is not the user and holds no administrator role at present")
      } else {
        raise(.low, "by_another_identity", "was made by \(actor.name), not by the user")
      }
      if let story = stories.story(of: actor.name, at: change.at) {
        raise(.low, "one_story", "is one of \(story.subjects) users changed by \(story.actor) \(story.duration)")
      }
    }
    signals = signals.distinct(by: \.self)
  }

  private mutating func raise(_ severity: Severity, _ id: String, _ reason: String) {
    self.severity = max(self.severity, severity)
    signals.append(Signal(id, reason))
  }
}
