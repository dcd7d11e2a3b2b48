import AuditModel

/// A permission on a mailbox or folder was given or taken in the window.
///
/// Misses: permissions that are older than the window. May be innocent: assistants, successors, shared mailboxes.
struct MailboxPermissionsCheck: Check {
  func assessment(of evidence: EvidenceReader) -> Assessment {
    guard let records = evidence.auditRecords(PermissionChange.operations) else { return Assessment() }
    var assessment = Assessment()
    var setAside: [String: SetAside.Cause] = [:]
    var changes: [PermissionChange] = []
    for record in records where record.hasSucceeded != false && evidence.window.contains(record.occurredAt) {
      for change in PermissionChange.changes(in: record, evidence: evidence) {
        if let cause = change.isHousekeeping ? .microsoftService : change.actor.setAsideCause {
          setAside[change.identity] = min(cause, setAside[change.identity] ?? cause)
        } else {
          changes.append(change)
        }
      }
    }
    for cause in setAside.values { assessment.setAside.add(cause) }
    if changes.isEmpty { return assessment }
    let boundary = MailBoundary(accepted: evidence.domains, reader: evidence)
    let roles = KnownRoles(evidence)
    let stories = ActorStories(
      changes.map { .init(actor: $0.actor.name, subject: $0.ownerKey, at: $0.record.occurredAt) })
    for (_, chain) in Dictionary(grouping: changes, by: \.identity) {
      let grade = Grade(chain, boundary: boundary, roles: roles)
      let story = chain.last.flatMap { stories.story(of: $0.actor.name, at: $0.record.occurredAt) }
      let finding = ownersFinding(chain, grade: grade, story: story, in: evidence)
      assessment.add(finding, addresses: chain.map(\.record.clientAddress), in: evidence)
    }
    let received = changes.filter { $0.granteeID != nil && $0.granteeID != $0.owner }
    for (_, list) in Dictionary(grouping: received, by: \.receipt) {
      let grade = list.map { Grade([$0], boundary: boundary, roles: roles) }.max { $0.severity < $1.severity }
      if let grade { assessment.findings.append(granteesFinding(list, grade: grade, in: evidence)) }
    }
    return assessment
  }

  /// How severe a chain of changes of one permission is.
  private struct Grade {
    let severity: Severity
    let signals: [Signal]
    let confidence: Confidence

    init(_ chain: [PermissionChange], boundary: MailBoundary, roles: KnownRoles?) {
      var signals: [Signal] = []
      var severity = Severity.low
      var isGuess = false
      let given = chain.filter { !$0.isRemoval }
      if let change = given.last ?? chain.last {
        signals.append(Signal(change.scope.signalID, (change.isRemoval ? "takes away " : "gives ") + change.what))
        if !change.isRemoval { severity = change.scope == .folder ? .low : .medium }
      }
      if let change = given.first(where: \.isForEverybody) {
        signals.append(Signal("for_everybody", "is open to everybody (\(change.grantee))"))
        severity = .high
      }
      if let (change, reach) = Self.outsider(given, boundary: boundary) {
        isGuess = reach == .otherDomain
        let known = isGuess ? "in another domain, \(boundary.doubt)" : "outside the tenant"
        signals.append(Signal("outside_grantee", "is given to an address \(known) (\(change.grantee))"))
        severity = .high
      }
      if let roles, let change = given.first(where: { $0.isByThirdParty(roles: roles) }) {
        signals.append(
          Signal(
            "by_third_party",
            "was given by \(change.actor.name), who is not the owner and holds no administrator role at present"))
        severity = .high
      }
      if !given.isEmpty, chain.last?.isRemoval == true {
        signals.append(Signal("taken_away_again", "was taken away again within the window"))
      }
      self.signals = signals
      self.severity = severity
      confidence = isGuess ? .medium : .high
    }

    private static func outsider(
      _ changes: [PermissionChange], boundary: MailBoundary
    ) -> (PermissionChange, MailReach)? {
      for change in changes {
        if change.grantee.isGuestName { return (change, .outside) }
        guard change.grantee.contains("@") else { continue }
        let reach = boundary.reach(of: MailRecipient(address: change.grantee), from: change.owner)
        if reach.leavesTenant { return (change, reach) }
      }
      return nil
    }
  }

  private func ownersFinding(
    _ chain: [PermissionChange], grade: Grade, story: ActorStories.Story?, in evidence: EvidenceReader
  ) -> Finding {
    let change = chain[chain.count - 1]
    var signals = grade.signals
    var told = ""
    var details = details(of: change, in: evidence)
    if let story {
      told = ", one of \(story.subjects) mailboxes that \(story.actor) changed \(story.duration)"
      signals.append(
        Signal("one_story", "is one of \(story.subjects) mailboxes changed \(story.duration) by \(story.actor)"))
      details.append(
        Detail(
          "Part of",
          "\(story.subjects) mailboxes changed by \(story.actor), \(story.from.iso8601) to \(story.to.iso8601)"))
    }
    let verb = change.isRemoval ? "lost" : "got"
    return finding(
      about: change.owner, "owner|" + change.identity, grade.severity, confidence: grade.confidence,
      message: "\(change.grantee) \(verb) \(change.what) of the mailbox of \(change.ownerName) at "
        + "\(change.record.occurredAt.iso8601) from \(change.actor.name)\(told).",
      signals: signals, details: details, occurredAt: change.record.occurredAt,
      evidence: chain.map { $0.record.reference(in: evidence) }, in: evidence)
  }

  private func granteesFinding(_ list: [PermissionChange], grade: Grade, in evidence: EvidenceReader) -> Finding {
    let change = list[list.count - 1]
    let owners = Set(list.map(\.ownerName)).sorted()
    var details = details(of: change, in: evidence)
    for owner in owners.prefix(20) { details.append(Detail("Mailbox", owner)) }
    if owners.count > 20 { details.append(Detail("Mailboxes", "\(owners.count)")) }
    let verb = change.isRemoval ? "lost" : "got"
    let mailboxes =
      owners.count == 1 ? "the mailbox of \(owners[0])" : "\(owners.count) mailboxes (\(owners.listed(atMost: 3)))"
    return finding(
      about: change.granteeID, "grantee|" + change.receipt, grade.severity, confidence: grade.confidence,
      title: "Permission on another mailbox was changed",
      message: "\(change.grantee) \(verb) \(change.what) of \(mailboxes) at \(change.record.occurredAt.iso8601) from "
        + "\(change.actor.name).",
      signals: grade.signals, details: details, occurredAt: change.record.occurredAt,
      evidence: list.map { $0.record.reference(in: evidence) }, in: evidence)
  }

  private func details(of change: PermissionChange, in evidence: EvidenceReader) -> [Detail] {
    var details = [
      Detail("Mailbox", change.ownerName), Detail("Grantee", change.grantee), Detail("Permission", change.what),
      Detail("Operation", change.record.operation),
    ]
    if let folder = change.folder { details.append(Detail("Folder", folder)) }
    return details + change.record.actorDetails(change.actor, in: evidence)
  }
}

extension PermissionChange {
  fileprivate var ownerKey: String { owner?.rawValue ?? ownerName.lowercased() }

  /// What a grantee got from whom: many mailboxes by one actor are one receipt.
  fileprivate var receipt: String {
    [
      scope.rawValue, granteeID?.rawValue ?? "", actor.userID?.rawValue ?? actor.name.lowercased(),
      isRemoval ? "-" : "+",
    ]
    .joined(separator: "|")
  }

  /// True when the actor is a known person who is not the owner, and of whom nothing tells an administrator's role.
  fileprivate func isByThirdParty(roles: KnownRoles) -> Bool {
    guard let id = actor.userID else { return false }
    return id != owner && roles.isWithoutRole(id)
  }
}

extension PermissionChange.Scope {
  fileprivate var signalID: String {
    switch self {
    case .folder: "folder_permission"
    case .sendAs: "send_as"
    case .sendOnBehalf: "send_on_behalf"
    case .fullAccess: "full_access"
    case .mailbox: "mailbox_permission"
    }
  }
}
