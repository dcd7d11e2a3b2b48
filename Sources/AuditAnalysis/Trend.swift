import AuditModel

/// How a user's indicator count, and a tenant's count of findings, went over the last nights.
enum Trend {
  /// One point a night, oldest first.
  ///
  /// A night is nil when no check was answered for the user, and also when a check that found something on another of the nights
  /// could not look on this one: the count would be lower only because nobody looked.
  static func points(
    for user: UserID, findings: [RecordedFinding], nights: [NightRecord], threshold: Severity
  ) -> [TrendPoint] {
    var checks: [CheckID: [Bool]] = [:]
    var unverified: Set<Int> = []
    for finding in findings {
      for index in nights.indices {
        if counted(finding, threshold), isUnverified(finding, on: nights[index]) { unverified.insert(index) }
        guard let severity = finding.severity(onNight: index), severity >= threshold else { continue }
        checks[finding.finding.checkID, default: Array(repeating: false, count: nights.count)][index] = true
      }
    }
    return nights.enumerated().map { index, night in
      var count = 0
      var isKnown = night.isMeasured(for: user) && !unverified.contains(index)
      for (check, triggered) in checks {
        if triggered[index] {
          count += 1
        } else if !night.isConclusive(check, for: user) {
          isKnown = false
        }
      }
      return TrendPoint(asOf: night.asOf, count: isKnown ? count : nil)
    }
  }

  /// Counted findings of a tenant: one point a night, oldest first.
  ///
  /// A night is nil when no check was answered, and also when a finding that counted on another of the nights was not seen on
  /// this one by a check that could not look at its subject: a count must not fall because nobody looked.
  static func points(of findings: [RecordedFinding], nights: [NightRecord], threshold: Severity) -> [TrendPoint] {
    var counts: [Int?] = nights.map { $0.hasAnyAnswer ? 0 : nil }
    for finding in findings where counted(finding, threshold) {
      for (index, night) in nights.enumerated() {
        guard let count = counts[index] else { continue }
        if let severity = finding.severity(onNight: index) {
          if severity >= threshold { counts[index] = count + 1 }
        } else if isUnverified(finding, on: night)
          || !night.isConclusive(finding.finding.checkID, for: finding.finding.userID)
        {
          counts[index] = nil
        }
      }
    }
    return zip(nights, counts).map { TrendPoint(asOf: $0.asOf, count: $1) }
  }

  private static func counted(_ finding: RecordedFinding, _ threshold: Severity) -> Bool {
    finding.severityByNight.contains { $0.map { $0 >= threshold } ?? false }
  }

  /// True on the nights since which an open finding was not seen: what spans tenants stays open also where its own
  /// tenant's check could look.
  private static func isUnverified(_ finding: RecordedFinding, on night: NightRecord) -> Bool {
    finding.presence == .unverified && night.asOf > finding.lastConfirmed.asOf
  }

  /// The last night less the night of the run a week before; nil when there is none or one of them was not measured.
  static func delta(of trend: [TrendPoint], in recorded: RecordedTenant) -> Int? {
    guard let week = recorded.week, let index = recorded.nights.firstIndex(where: { $0.run.id == week.id }),
      trend.indices.contains(index), let then = trend[index].count, let now = trend.last?.count
    else { return nil }
    return now - then
  }
}
