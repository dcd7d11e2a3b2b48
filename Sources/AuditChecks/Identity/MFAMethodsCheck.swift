import AuditModel

/// A user's sign-in methods were changed in the window; the older ones are listed for review.
///
/// Misses: whether the owner or an intruder in the owner's session did it. May be innocent: people buy new phones.
struct MFAMethodsCheck: Check {
  /// As many details and records as one finding holds; a log may hold any number.
  private static let shown = 100

  func assessment(of evidence: EvidenceReader) -> Assessment {
    var assessment = Assessment()
    let records = records(in: evidence, &assessment.setAside)
    let methods = evidence.authenticationMethods ?? [:]
    let stories = ActorStories(
      records.values.flatMap { $0 }.filter(\.isByAnotherIdentity).map {
        .init(actor: $0.actor?.name ?? "", subject: $0.user.rawValue, at: $0.at)
      })
    // Accounts are asked only for their age; without a listing nobody counts as new.
    let knowsAges = evidence.users != nil
    func judge(_ user: UserID, _ listed: [AuthenticationMethod], _ changes: [MethodChange]?) {
      // Nearly everybody: nothing happened, and there is nothing to put together.
      if changes == nil, listed.allSatisfy({ $0.createdAt.map { $0 < evidence.window.from } ?? true }) {
        let older = listed.filter { !$0.isPassword }
        if !older.isEmpty { assessment.findings.append(reviewFinding(user, older, in: evidence)) }
        return
      }
      let history = MethodHistory(
        user: user, records: changes ?? [], methods: listed,
        createdAt: knowsAges ? evidence.directory.user(id: user)?.createdAt : nil, window: evidence.window)
      for (day, changes) in Dictionary(grouping: history.changes, by: \.at.date) {
        let finding = changesFinding(user, day: day, changes, history: history, stories: stories, in: evidence)
        assessment.add(
          finding, addresses: Self.telling(changes, of: finding).map { $0.audit?.clientAddress }, in: evidence)
      }
      if !history.olderMethods.isEmpty {
        assessment.findings.append(reviewFinding(user, history.olderMethods, in: evidence))
      }
    }
    for (user, listed) in methods { judge(user, listed, records[user]) }
    for (user, changes) in records where methods[user] == nil { judge(user, [], changes) }
    for (user, registration) in evidence.registrations ?? [:] where methods[user] == nil {
      if let finding = reviewFinding(user, registration, in: evidence) { assessment.findings.append(finding) }
    }
    return assessment
  }

  /// Changes by user, by time; those of the MSP and of synchronisation are counted as set aside, and still returned,
  /// because they explain what the listing shows.
  private func records(in evidence: EvidenceReader, _ setAside: inout SetAside) -> [UserID: [MethodChange]] {
    var records: [UserID: [MethodChange]] = [:]
    for audit in evidence.directoryAudits(MethodChange.activities) ?? []
    where audit.hasSucceeded != false && evidence.window.contains(audit.occurredAt) {
      let changes = MethodChange.changes(in: audit, evidence: evidence)
      guard let change = changes.first else { continue }
      if let cause = change.actor?.setAsideCause, cause != .microsoftService { setAside.add(cause) }
      records[change.user, default: []] += changes
    }
    return records
  }

  private func changesFinding(
    _ user: UserID, day: String, _ changes: [MethodChange], history: MethodHistory, stories: ActorStories,
    in evidence: EvidenceReader
  ) -> Finding {
    let name = evidence.people.name(of: user)
    var severity = Severity.informational
    var signals: [Signal] = []
    var details = [Detail("User", name)]
    var references: [EvidenceReference] = []
    var parts: [String] = []
    for change in changes {
      let story = change.isByAnotherIdentity ? change.actor.flatMap { stories.story(of: $0.name, at: change.at) } : nil
      let grade = MethodChangeGrade(change, history: history, story: story)
      severity = max(severity, grade.severity)
      signals += grade.signals
      parts.append(change.title + by(change))
      details.append(Detail("Change", "\(change.at.iso8601) \(change.title)\(by(change)): \(change.words)"))
      if let audit = change.audit {
        if let actor = change.actor { details += audit.actorDetails(actor) }
        references.append(audit.reference(in: evidence))
      }
    }
    for method in history.newMethods where method.createdAt?.date == day {
      details.append(Detail("New method", "\(method.label) (\(method.createdAt?.iso8601 ?? ""))"))
      references.append(reference(method.id, in: evidence))
    }
    return finding(
      about: user, "day:" + day, severity,
      message: "The sign-in methods of \(name) were changed on \(day): "
        + "\(parts.distinct(by: \.self).listed(atMost: 4)).",
      signals: signals.distinct(by: \.self), details: Array(details.distinct(by: \.self).prefix(Self.shown)),
      occurredAt: changes.last?.at, evidence: Array(references.distinct(by: \.self).prefix(Self.shown)), in: evidence)
  }

  private func by(_ change: MethodChange) -> String {
    switch change.actor {
    case .user(change.user?, _): " by the user"
    case .unknown, nil: ""
    case let actor?: " by \(actor.name)"
    }
  }

  /// Changes whose origin tells of an intruder: somebody else's, or all where a method was replaced.
  private static func telling(_ changes: [MethodChange], of finding: Finding) -> [MethodChange] {
    changes.filter { $0.isByAnotherIdentity || finding.severity >= .high }
  }

  /// What a user has besides the password, from the listing.
  private func reviewFinding(
    _ user: UserID, _ methods: [AuthenticationMethod], in evidence: EvidenceReader
  ) -> Finding {
    var details = [Detail("User", evidence.people.name(of: user))]
    details += methods.map { method in
      Detail("Method", "\(method.label) (\(method.createdAt.map { "since \($0.iso8601)" } ?? "no date known"))")
    }
    return review(
      user, methods.map(\.kind), details, methods.map { reference($0.id, in: evidence) }, in: evidence)
  }

  /// As much as the registration report says, where the methods themselves were not read.
  private func reviewFinding(
    _ user: UserID, _ registration: RegistrationDetails, in evidence: EvidenceReader
  ) -> Finding? {
    let isUnread = evidence.isMissed(.authenticationMethods, for: user)
    let methods = registration.methods.sorted()
    if methods.isEmpty || !(isUnread || evidence.authenticationMethods == nil) { return nil }
    var details = [Detail("User", evidence.people.name(of: user))]
    details += methods.map { Detail("Method", $0) }
    if let updatedAt = registration.updatedAt { details.append(Detail("Reported", updatedAt.iso8601)) }
    return review(
      user, methods.map { SignInMethodKind(registered: $0) }, details,
      [
        EvidenceReference(
          source: "graph:userRegistrationDetails", recordID: user.rawValue,
          collectedAt: evidence.collectedAt(.registrationDetails))
      ], in: evidence)
  }

  private func review(
    _ user: UserID, _ kinds: [SignInMethodKind], _ details: [Detail], _ references: [EvidenceReference],
    in evidence: EvidenceReader
  ) -> Finding {
    finding(
      about: user, "methods", .informational, kind: .state, title: "Sign-in methods for review",
      message: "\(evidence.people.name(of: user)) has \(kinds.count.counted("sign-in method")) besides the password: "
        + "\(Set(kinds).sorted().map(\.title).joined(separator: ", ")).",
      signals: [Signal("older_method", "was there before the window, or bears no date")], details: details,
      evidence: references, in: evidence)
  }

  private func reference(_ id: String, in evidence: EvidenceReader) -> EvidenceReference {
    EvidenceReference(
      source: "graph:authenticationMethods", recordID: id, collectedAt: evidence.collectedAt(.authenticationMethods))
  }
}

/// How severe one change is, and why.
struct MethodChangeGrade {
  private(set) var severity = Severity.low
  private(set) var signals: [Signal] = []

  init(_ change: MethodChange, history: MethodHistory, story: ActorStories.Story?) {
    let isSetup = history.isFirstSetup(change)
    switch change.act {
    case .added, .updated:
      if change.kind.isEasilyTaken {
        raise(isSetup ? .low : .medium, "easily_taken", "is a \(change.kind.title), which needs no device of the owner")
      } else {
        raise(.low, "method_added", "adds or changes a sign-in method (\(change.kind.title))")
      }
    case .defaultChanged: raise(isSetup ? .low : .medium, "default_changed", "changes the default method")
    case .removed: raise(.low, "method_removed", "removes a sign-in method (\(change.kind.title))")
    case .switchedOff:
      raise(story == nil ? .high : .medium, "switched_off", "switches the user's second factor off")
    }
    if change.isByAnotherIdentity {
      let limit: Severity = change.act == .removed || change.act == .switchedOff || isSetup ? .medium : .high
      raise(limit, "by_another_identity", "was made by \(change.actor?.name ?? ""), not by the user")
    } else if change.actor?.userID == nil {
      raise(.low, "actor_unknown", "nothing tells who made it")
    }
    if history.isReplacement(change) {
      raise(.high, "replaced", "one method was removed and another added within an hour")
    }
    if isSetup { signals.append(Signal("first_setup", "belongs to the first setup of a new account")) }
    if let story {
      signals.append(Signal("one_story", "is one of \(story.subjects) by \(story.actor) \(story.duration)"))
    }
  }

  private mutating func raise(_ severity: Severity, _ id: String, _ reason: String) {
    self.severity = max(self.severity, severity)
    signals.append(Signal(id, reason))
  }
}
