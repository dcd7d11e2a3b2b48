package import AuditAnalysis

/// The figures at the head of a report; every one can be counted again in its rows.
package struct ReportTotals: Hashable, Sendable {
  package struct Tenants: Hashable, Sendable {
    package var complete = 0
    package var incomplete = 0
    package var failed = 0
    /// Tenants in which coverage fell since their previous run.
    package var regressed = 0
    /// Tenants that need action as a whole: a finding that needs action concerns no single user.
    package var needsAction = 0
    package init() {}
    package var total: Int { complete + incomplete + failed }
  }

  package struct Users: Hashable, Sendable {
    /// Users of tenants that did not fail.
    package var audited = 0
    /// Users with at least one indicator.
    package var flagged = 0
    /// Of `flagged`, those in tenants that failed: findings of earlier runs that nobody could look at again.
    package var flaggedUnaudited = 0
    /// Users of whom own evidence is missing, and all known users of failed tenants.
    package var cannotJudge = 0
    /// Users with a finding that somebody should look at now: an open critical one, or a high one not known before.
    package var needsAction = 0
    package init() {}
  }

  package var tenants = Tenants()
  package var users = Users()
  /// Open findings, counted or not.
  package var findings = SeverityCounts()
  /// Changes of counted findings; nil when no tenant has a run to compare with.
  package var sincePrevious: ChangeTotals?
  package var sinceWeek: ChangeTotals?
  /// Outcomes over all tenants and checks.
  package var coverage = CoverageCounts()

  package init() {}

  /// Adds another tenant's figures.
  package static func += (left: inout ReportTotals, right: ReportTotals) {
    left.tenants.complete += right.tenants.complete
    left.tenants.incomplete += right.tenants.incomplete
    left.tenants.failed += right.tenants.failed
    left.tenants.regressed += right.tenants.regressed
    left.tenants.needsAction += right.tenants.needsAction
    left.users.audited += right.users.audited
    left.users.flagged += right.users.flagged
    left.users.flaggedUnaudited += right.users.flaggedUnaudited
    left.users.cannotJudge += right.users.cannotJudge
    left.users.needsAction += right.users.needsAction
    left.findings += right.findings
    left.coverage += right.coverage
    left.sincePrevious = sum(left.sincePrevious, right.sincePrevious)
    left.sinceWeek = sum(left.sinceWeek, right.sinceWeek)
  }

  private static func sum(_ left: ChangeTotals?, _ right: ChangeTotals?) -> ChangeTotals? {
    guard var left else { return right }
    if let right { left += right }
    return left
  }
}
