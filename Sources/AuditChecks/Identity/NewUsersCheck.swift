import AuditModel

/// An account is younger than the window.
///
/// Misses: accounts that were made before the window. May be innocent: people join.
struct NewUsersCheck: Check {
  static let additions = ["add user", "invite external user"]
  static let deletions = ["delete user", "hard delete user"]

  func assessment(of evidence: EvidenceReader) -> Assessment {
    let creations = Creations(evidence)
    let users = evidence.users
    let roles = evidence.roles
    var assessment = Assessment()
    var undated: Set<UserID> = []
    var judged: Set<UserID> = []
    func report(_ account: NewAccount) {
      judged.insert(account.id)
      if let cause = account.creation?.actor.setAsideCause {
        assessment.setAside.add(cause)
      } else {
        assessment.findings.append(finding(for: account, roles: roles, in: evidence))
      }
    }
    // By position, because users are large to copy and nearly all are older.
    let listed = users ?? []
    for place in listed.indices {
      let creation = creations.byUser.isEmpty ? nil : creations.byUser[listed[place].id]
      guard let moment = listed[place].createdAt ?? creation?.audit.occurredAt else {
        if !creations.isComplete { undated.insert(listed[place].id) }
        continue
      }
      if evidence.window.contains(moment) {
        report(NewAccount(user: listed[place], createdAt: moment, creation: creation))
      }
    }
    for (id, creation) in creations.byUser where !judged.contains(id) && !evidence.people.isListed(id) {
      report(
        NewAccount(
          id: id, creation: creation, deletedAt: creations.deletedAt[id],
          isListed: evidence.isComplete(.users, for: id) ? false : nil))
    }
    if users != nil, !undated.isEmpty { assessment.gaps.append(Self.withoutDate(undated)) }
    return assessment
  }

  /// What administrators do every week is low; a weak account is no sign of an intruder. Only more counts here.
  func adjusted(_ findings: [Finding], given others: TriggeredUsers, in evidence: EvidenceReader) -> [Finding] {
    let creations = Creations(evidence)
    return findings.map { finding in
      guard let user = finding.userID, let creator = creations.byUser[user]?.actor.userID, creator != user else {
        return finding
      }
      let checks = others.checks(about: creator, besides: Self.metadata.id, atLeast: .medium)
        .filter { $0 != AccountProtectionCheck.metadata.id }
      if checks.isEmpty { return finding }
      var finding = finding
      finding.severity = max(finding.severity, .high)
      finding.signals.append(
        Signal(
          "by_triggered_user",
          "was created by \(evidence.people.name(of: creator)), about whom \(checks.map(\.rawValue).listed(atMost: 5)) "
            + "found something"))
      return finding
    }
  }

  private func finding(for account: NewAccount, roles: DirectoryRoles?, in evidence: EvidenceReader) -> Finding {
    var signals: [Signal] = []
    var severity: Severity = account.isGuest ? .informational : .low
    if account.isGuest { signals.append(Signal("guest", "is a guest")) }
    if let deletedAt = account.deletedAt {
      signals.append(Signal("deleted_again", "was deleted again \(deletedAt.iso8601)"))
      severity = severity.raised(by: 1)
    } else if account.isListed == false {
      signals.append(Signal("no_longer_listed", "is no longer among the users"))
      severity = severity.raised(by: 1)
    }
    if let roles, roles.isPrivileged(account.id) {
      signals.append(Signal("privileged", "holds a privileged role (\(roles.names(of: account.id).listed(atMost: 5)))"))
      severity = .high
    } else if !evidence.isComplete(.roleAssignments, for: account.id) {
      signals.append(Signal("roles_unknown", "nothing tells which roles the account holds"))
    }
    var details = [Detail("User", account.name), Detail("Created", account.createdAt.iso8601)]
    if let name = account.displayName { details.append(Detail("Display name", name)) }
    if let state = account.invitationState, !state.isEmpty { details.append(Detail("Invitation", state)) }
    if let creation = account.creation {
      details += creation.details
      if let foreign = creation.actor.userID, foreign != account.id {
        details.append(Detail("Created by", evidence.people.name(of: foreign)))
      }
    }
    if account.isSynchronized == true { details.append(Detail("Source", "synchronised from an on-premises directory")) }
    let by = account.creation.map { " by \($0.actor.name)" } ?? ""
    let end = account.deletedAt.map { " and deleted again \($0.iso8601)" } ?? ""
    let kind = account.isGuest ? "The guest account" : "The account"
    return self.finding(
      about: account.id, "created", severity, title: account.isGuest ? "New guest account" : nil,
      message: "\(kind) \(account.name) was created \(account.createdAt.iso8601)\(by)\(end).", signals: signals,
      details: details, occurredAt: account.createdAt, evidence: account.references(in: evidence), in: evidence)
  }

  private static func withoutDate(_ users: Set<UserID>) -> CollectionGap {
    CollectionGap(
      kind: .users, reason: .schemaUnexpected,
      message: "\(users.count.counted("user")) came without the date of creation, and the directory audit log does not "
        + "cover the window: collect users with createdDateTime.",
      missedUsers: users.sorted())
  }
}
