package import AuditAnalysis
package import AuditModel

/// One tenant of a report: how it stands, what changed, and what each check could see.
package struct TenantRow: Hashable, Sendable {
  /// The status word: what a reader has to do about the tenant.
  package enum Verdict: String, CaseIterable, Hashable, Sendable {
    /// Somebody needs action now.
    case action
    /// There are counted findings.
    case findings
    /// Every check in scope was answered and found nothing that counts.
    case clear
    /// Nothing that counts was found, but not every check could look.
    case nothingFoundIncomplete = "nothing_found_incomplete"
    /// No check could look.
    case failed
  }

  package let tenant: Tenant
  package let status: TenantStatus
  package let verdict: Verdict
  package let evidenceAt: Timestamp?
  /// Users that were judged; 0 when the tenant failed.
  package let usersAudited: Int
  /// Users with at least one indicator.
  package let usersFlagged: Int
  /// Open findings, counted or not.
  package let findings: SeverityCounts
  package let coverage: CoverageCounts
  /// True when a check that was answered in full at the previous run no longer was.
  package let hasRegressed: Bool
  package let lastCompleteRun: RunReference?
  package let previous: RunReference?
  package let week: RunReference?
  /// Changes of counted findings; nil when there is no run to compare with.
  package let sincePrevious: ChangeTotals?
  package let sinceWeek: ChangeTotals?
  /// All eight, in the order of the heat map.
  package let families: [FamilyStanding]
  /// In the catalogue's order.
  package let checks: [CheckRow]
  /// Evidence that is missing, whether or not a check reads it, sorted by kind.
  package let gaps: [CollectionGap]
  /// Counted findings a night, oldest first.
  package let trend: [TrendPoint]
  /// Counted findings now less those a week before; nil when one of the two was not measured.
  package let weekDelta: Int?

  package init(
    tenant: Tenant, status: TenantStatus, verdict: Verdict, evidenceAt: Timestamp?, usersAudited: Int,
    usersFlagged: Int, findings: SeverityCounts, coverage: CoverageCounts, hasRegressed: Bool,
    lastCompleteRun: RunReference?, previous: RunReference?, week: RunReference?, sincePrevious: ChangeTotals?,
    sinceWeek: ChangeTotals?, families: [FamilyStanding], checks: [CheckRow], gaps: [CollectionGap],
    trend: [TrendPoint], weekDelta: Int?
  ) {
    self.tenant = tenant
    self.status = status
    self.verdict = verdict
    self.evidenceAt = evidenceAt
    self.usersAudited = usersAudited
    self.usersFlagged = usersFlagged
    self.findings = findings
    self.coverage = coverage
    self.hasRegressed = hasRegressed
    self.lastCompleteRun = lastCompleteRun
    self.previous = previous
    self.week = week
    self.sincePrevious = sincePrevious
    self.sinceWeek = sinceWeek
    self.families = families
    self.checks = checks
    self.gaps = gaps
    self.trend = trend
    self.weekDelta = weekDelta
  }

  package var isFirstAudit: Bool { previous == nil }
}
