import AuditModel

/// Builds the standing of every user of a tenant that a report lists.
struct Standings {
  private let recorded: RecordedTenant
  private let threshold: Severity
  private let nights: [NightRecord]
  private let findings: [UserID: [RecordedFinding]]
  private let checks: [CheckSight]

  init(_ recorded: RecordedTenant, threshold: Severity, nights: [NightRecord]) {
    self.recorded = recorded
    self.threshold = threshold
    self.nights = nights
    checks = recorded.coverage.map { CheckSight($0.coverage) }
    var findings: [UserID: [RecordedFinding]] = [:]
    for finding in recorded.findings {
      if let user = finding.finding.userID { findings[user, default: []].append(finding) }
    }
    self.findings = findings
  }

  /// Users with a listed finding or with evidence of their own missing, by user principal name (lower case), then id.
  func inOrderOfName() -> [UserStanding] {
    var listed = Set(findings.lazy.filter { $0.value.contains(where: \.isListed) }.map(\.key))
    for check in checks { listed.formUnion(check.missedUsers) }
    var facts: [UserFacts] = []
    for user in recorded.users where listed.remove(user.id) != nil { facts.append(user) }
    facts += listed.map(Self.unknownUser)
    return
      facts
      .map { (name: $0.userPrincipalName.lowercased(), facts: $0) }
      .sorted { $0.name == $1.name ? $0.facts.id < $1.facts.id : $0.name < $1.name }
      .map { standing(of: $0.facts) }
  }

  private func standing(of user: UserFacts) -> UserStanding {
    let all = findings[user.id] ?? []
    let open = all.filter(\.isOpen)
    let listed = open.isEmpty ? all.filter(\.isListed) : open
    let indicators = indicators(in: open)
    let trend = Trend.points(for: user.id, findings: all, nights: nights, threshold: threshold)
    var counts = SeverityCounts()
    for finding in open { counts[finding.finding.severity] += 1 }
    return UserStanding(
      user: user, indicators: indicators, findings: counts,
      unanswered: unanswered(for: user.id, findings: open),
      state: state(of: listed), firstSeen: listed.map(\.firstSeen.asOf).min(),
      lastSeen: listed.map(\.lastConfirmed.asOf).max(), trend: trend,
      weekDelta: Trend.delta(of: trend, in: recorded),
      strongestFinding: listed.min(by: isStronger)?.finding.key, needsAction: open.contains(where: \.needsAction))
  }

  private func indicators(in open: [RecordedFinding]) -> [Indicator] {
    var byCheck: [CheckID: [Finding]] = [:]
    for finding in open where finding.finding.severity >= threshold {
      byCheck[finding.finding.checkID, default: []].append(finding.finding)
    }
    return byCheck.map { check, findings in
      Indicator(
        checkID: check, family: findings[0].family, severity: findings.map(\.severity).max() ?? findings[0].severity,
        findings: findings.map(\.key).sorted())
    }
    .sorted { $0.severity == $1.severity ? $0.checkID < $1.checkID : $0.severity > $1.severity }
  }

  private func unanswered(for user: UserID, findings: [RecordedFinding]) -> [UnansweredCheck] {
    checks.compactMap { check in
      let hasFinding = findings.contains {
        $0.presence == .confirmed && $0.finding.checkID == check.coverage.checkID
      }
      return check.unanswered(for: user, hasFinding: hasFinding)
    }
  }

  /// One word for all findings of a user, counted ones before those that do not count.
  private func state(of findings: [RecordedFinding]) -> FindingChange? {
    let counted = findings.filter { $0.finding.severity >= threshold }
    let changes = Set((counted.isEmpty ? findings : counted).compactMap(Self.change))
    guard !changes.isEmpty else { return nil }
    if !changes.isDisjoint(with: [.new, .worse, .reopened]) {
      if changes.isSubset(of: [.new, .newCheck]) { return .new }
      return changes.isSubset(of: [.new, .newCheck, .reopened]) ? .reopened : .worse
    }
    if changes == [.newCheck] { return .newCheck }
    return [.persistent, .unverified, .newCheck, .resolved, .agedOut].first(where: changes.contains)
  }

  /// The change since the previous run; for a finding that had ended before that run, how it ended.
  private static func change(of finding: RecordedFinding) -> FindingChange? {
    // Where a tenant's first nights failed: what its first audit showed is no news of a check either.
    if finding.isOpen, finding.wasPresentAtFirstAudit, finding.sincePrevious == .newCheck { return nil }
    if finding.isOpen || finding.sincePrevious != nil { return finding.sincePrevious }
    return finding.presence == .agedOut ? .agedOut : .resolved
  }

  private func isStronger(_ left: RecordedFinding, _ right: RecordedFinding) -> Bool {
    if left.finding.severity != right.finding.severity { return left.finding.severity > right.finding.severity }
    let (leftKnown, rightKnown) = (left.sincePrevious == .persistent, right.sincePrevious == .persistent)
    if leftKnown != rightKnown { return rightKnown }
    return left.finding.key < right.finding.key
  }

  /// Somebody whom findings or gaps name but no directory listing: all that is known is the id.
  private static func unknownUser(_ id: UserID) -> UserFacts {
    let name = id.isObjectID ? id.rawValue : String(id.rawValue.dropFirst("upn:".count))
    return UserFacts(
      id: id, userPrincipalName: name, displayName: nil, type: .unknown, isEnabled: nil, isPrivileged: nil)
  }
}
