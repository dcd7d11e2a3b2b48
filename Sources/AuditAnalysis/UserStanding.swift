package import AuditModel

/// What an analyst has to know of one user before looking closer: the indicators, their weight, the change, and what nobody could see.
package struct UserStanding: Hashable, Sendable {
  package let user: UserFacts
  /// Distinct checks that count, the most severe first, then in the order of their ids.
  package let indicators: [Indicator]
  /// Open findings, counted or not.
  package let findings: SeverityCounts
  package let score: Score
  /// In the order of the heat map.
  package let families: [CheckFamily]
  /// Checks without a full answer about this user, in the catalogue's order.
  package let unanswered: [UnansweredCheck]
  /// Nil on the tenant's first audit, and for a user without findings.
  package let state: FindingChange?
  /// When the oldest (open, else listed) finding was first seen and the newest was last confirmed; nil without findings.
  package let firstSeen: Timestamp?
  package let lastSeen: Timestamp?
  /// Up to 14 nights, oldest first.
  package let trend: [TrendPoint]
  /// Indicators now less indicators a week before; nil when one of the two was not measured.
  package let weekDelta: Int?
  /// The finding to show when there is room for one; nil without findings.
  package let strongestFinding: FindingKey?
  /// True when somebody should look now: one of the user's findings needs action.
  package let needsAction: Bool

  package init(
    user: UserFacts, indicators: [Indicator], findings: SeverityCounts, unanswered: [UnansweredCheck],
    state: FindingChange?, firstSeen: Timestamp?, lastSeen: Timestamp?,
    trend: [TrendPoint], weekDelta: Int?, strongestFinding: FindingKey?,
    needsAction: Bool
  ) {
    self.user = user
    self.indicators = indicators
    self.findings = findings
    score = Score(indicators: indicators, isPrivileged: user.isPrivileged)
    let families = Set(indicators.map(\.family))
    self.families = CheckFamily.allCases.filter(families.contains)
    self.unanswered = unanswered
    self.state = state
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    self.trend = trend
    self.weekDelta = weekDelta
    self.strongestFinding = strongestFinding
    self.needsAction = needsAction
  }

  /// Distinct checks triggered at or above the counting threshold.
  package var indicatorCount: Int { indicators.count }
  /// The highest severity of an open finding; nil when none is open.
  package var severity: Severity? { findings.highest }
  package var isFlagged: Bool { !indicators.isEmpty }

  /// True when the user's own evidence is missing for some check: nobody can say that they are well.
  package var cannotBeJudged: Bool { unanswered.contains { $0.isUserLevel } }

  /// Families in which some check has no full answer about this user, in the order of the heat map.
  package var uncheckedFamilies: [CheckFamily] {
    let families = Set(unanswered.map(\.family))
    return CheckFamily.allCases.filter(families.contains)
  }
}
