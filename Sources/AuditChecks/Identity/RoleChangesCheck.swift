import AuditModel

/// A privileged role was given in the window, to the user or by the user.
///
/// Misses: power that comes with a group or a custom role. May be innocent: administrators change.
struct RoleChangesCheck: Check {
  func assessment(of evidence: EvidenceReader) -> Assessment {
    guard let audits = evidence.directoryAudits(RoleChange.activities) else { return Assessment() }
    var assessment = Assessment()
    let roles = evidence.roles
    let changes = audits.filter { $0.hasSucceeded != false && evidence.window.contains($0.occurredAt) }
      .compactMap { RoleChange($0, in: evidence) }
    var given: [(chain: RoleChain, change: RoleChange)] = []
    for (_, list) in Dictionary(grouping: changes, by: { $0.holder + "|" + $0.roleID }) {
      let chain = RoleChain(list)
      for cause in chain.setAside { assessment.setAside.add(cause) }
      guard let last = chain.grants.last else { continue }
      let finding = holdersFinding(chain, last, roles: roles, in: evidence)
      assessment.add(finding, addresses: chain.grants.map(\.audit.clientAddress), in: evidence)
      given += chain.grants.map { (chain, $0) }
    }
    let byActor = Dictionary(grouping: given.filter { isGiver($0.change, in: evidence) }) {
      "\($0.change.actor.userID?.rawValue ?? "")|\($0.change.roleID)"
    }
    for (identity, list) in byActor {
      assessment.findings.append(giversFinding(identity, list.map(\.change), in: evidence))
    }
    return assessment
  }

  /// A user of the tenant who gave a role to somebody else.
  private func isGiver(_ change: RoleChange, in evidence: EvidenceReader) -> Bool {
    guard let actor = change.actor.userID, actor != change.user else { return false }
    return !evidence.directory.isAvailable || evidence.people.isListed(actor)
  }

  private func severity(_ changes: [RoleChange]) -> Severity {
    let severity: Severity = changes.contains { PrivilegedRoles.isPowerful($0.role) } ? .high : .medium
    return changes.allSatisfy(\.isOwnActivation) ? severity.raised(by: -1) : severity
  }

  private func signals(_ changes: [RoleChange]) -> [Signal] {
    guard let change = changes.last else { return [] }
    var signals: [Signal] = []
    if change.roleName == nil {
      signals.append(Signal("role_unnamed", "the record does not say which role"))
    } else if PrivilegedRoles.isPowerful(change.role) {
      signals.append(Signal("powerful_role", "\(change.role) opens the tenant or everybody's mail"))
    } else {
      signals.append(Signal("privileged_role", "\(change.role) gives power over other people"))
    }
    if changes.contains(where: { $0.act == .eligible }) {
      signals.append(Signal("eligible", "may be activated whenever the holder likes"))
    }
    if changes.allSatisfy(\.isOwnActivation) {
      signals.append(Signal("own_activation", "was activated by a holder who is eligible for it"))
    } else if changes.contains(where: { $0.actor.userID != nil && $0.actor.userID == $0.user }) {
      signals.append(Signal("to_oneself", "was given by the holder to themselves"))
    }
    return signals
  }

  private func holdersFinding(
    _ chain: RoleChain, _ last: RoleChange, roles: DirectoryRoles?, in evidence: EvidenceReader
  ) -> Finding {
    var signals = signals(chain.grants)
    if let removal = chain.removals.last, removal.audit.occurredAt >= last.audit.occurredAt {
      signals.append(Signal("taken_away_again", "was taken away again \(removal.audit.occurredAt.iso8601)"))
    }
    if last.user == nil {
      signals.append(Signal("no_user", "the holder is no user of the listing (\(last.targetType))"))
    }
    var details = details(of: last, in: evidence)
    if let user = last.user, let roles {
      let names = roles.names(of: user)
      let known = evidence.isComplete(.roleAssignments, for: user) ? "none" : "unknown"
      details.append(Detail("Roles held now", names.isEmpty ? known : names.joined(separator: ", ")))
    } else {
      details.append(Detail("Roles held now", "unknown"))
    }
    return finding(
      about: last.user, "holder|\(last.holder)|\(last.roleID)", severity(chain.grants),
      message: "\(last.targetName) \(last.verb) \(last.role) at \(last.audit.occurredAt.iso8601)\(last.by).",
      signals: signals, details: details, occurredAt: last.audit.occurredAt,
      evidence: (chain.grants + chain.removals).map { $0.audit.reference(in: evidence) }, in: evidence)
  }

  private func giversFinding(_ identity: String, _ changes: [RoleChange], in evidence: EvidenceReader) -> Finding {
    let changes = changes.sorted { ($0.audit.occurredAt, $0.audit.id) < ($1.audit.occurredAt, $1.audit.id) }
    let last = changes[changes.count - 1]
    let holders = Set(changes.map(\.targetName)).sorted()
    var details = details(of: last, in: evidence)
    for holder in holders.prefix(20) { details.append(Detail("Given to", holder)) }
    if holders.count > 20 { details.append(Detail("Given to", "\(holders.count) in all")) }
    return finding(
      about: last.actor.userID, "giver|" + identity, severity(changes), title: "Privileged role was given by the user",
      message: "\(last.actor.name) gave \(last.role) to \(holders.listed(atMost: 3)), last at "
        + "\(last.audit.occurredAt.iso8601).",
      signals: signals(changes), details: details, occurredAt: last.audit.occurredAt,
      evidence: changes.map { $0.audit.reference(in: evidence) }, in: evidence)
  }

  private func details(of change: RoleChange, in evidence: EvidenceReader) -> [Detail] {
    var details = [
      Detail("Holder", change.targetName), Detail("Role", change.role), Detail("Activity", change.audit.activity),
    ]
    if let reason = change.audit.resultReason, !reason.isEmpty { details.append(Detail("Reason", reason)) }
    return details + change.audit.actorDetails(change.actor)
  }
}

/// What happened to one role of one holder, by time.
private struct RoleChain {
  /// The directory writes what PIM was asked for within this many seconds.
  static let carrySeconds: Int64 = 120

  let grants: [RoleChange]
  let removals: [RoleChange]
  let setAside: [SetAside.Cause]

  init(_ changes: [RoleChange]) {
    let told = Moments(changes.filter { !$0.isCarriedOver }.map(\.audit.occurredAt))
    let counted = changes.filter {
      !$0.isCarriedOver || !told.hasOne(within: Self.carrySeconds, of: $0.audit.occurredAt)
    }
    setAside = counted.filter { $0.act != .removed }.compactMap(\.actor.setAsideCause)
    let rest = counted.filter { !$0.actor.isSetAside }
    grants = rest.filter { $0.act != .removed }
    removals = counted.filter { $0.act == .removed }
  }
}

extension RoleChange {
  /// Privileged Identity Management lets a service of its own write to the directory.
  fileprivate var isCarriedOver: Bool {
    switch actor {
    case .microsoft: true
    case .application(let name): name.lowercased() == "ms-pim"
    case .user, .directorySynchronization, .partner, .unknown: false
    }
  }

  fileprivate var isOwnActivation: Bool { act == .activated && (actor.userID == nil || actor.userID == user) }

  fileprivate var verb: String {
    switch act {
    case .given, .removed: "got the role"
    case .eligible: "was made eligible for the role"
    case .activated: "activated the role"
    }
  }

  fileprivate var by: String {
    if act == .activated { return "" }
    if case .unknown = actor { return "" }
    return actor.userID != nil && actor.userID == user ? " by themselves" : " from \(actor.name)"
  }
}
