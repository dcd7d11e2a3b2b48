package import AuditModel

/// Which run a report is about, what wrote it, and what it is compared with.
package struct ReportHeader: Hashable, Sendable {
  /// Whom the report is about.
  package enum Scope: Hashable, Sendable {
    /// `tenants` are shown of those that the run holds.
    case fleet(tenants: Int, inRun: Int)
    case tenant(Tenant)
  }

  /// Complete: every check in scope was answered in full. Failed: none was, for no tenant of the report.
  package enum Outcome: String, Hashable, Sendable { case complete, incomplete, failed }

  package let scope: Scope
  package let run: AuditRun
  package let outcome: Outcome
  /// The exit code of the whole run; nil in a tenant's own report, because it tells of other tenants.
  package let exitCode: Int?
  /// The run that changes are counted from; in a fleet report the newest of the tenants'. Nil on a first audit.
  package let previous: RunReference?
  /// The run about a week before; nil when there is none within 36 hours of seven days.
  package let week: RunReference?

  package init(
    scope: Scope, run: AuditRun, outcome: Outcome, exitCode: Int?, previous: RunReference?, week: RunReference?
  ) {
    self.scope = scope
    self.run = run
    self.outcome = outcome
    self.exitCode = exitCode
    self.previous = previous
    self.week = week
  }

  /// True when there is nothing to compare with: no finding has a state then.
  package var isFirstAudit: Bool { previous == nil }

  package var isFleet: Bool {
    if case .fleet = scope { true } else { false }
  }

  package var tenantCount: Int {
    switch scope {
    case .fleet(let count, _): count
    case .tenant: 1
    }
  }

  /// The one tenant of a tenant's own report; nil in a fleet's.
  package var tenant: Tenant? {
    if case .tenant(let tenant) = scope { tenant } else { nil }
  }

  /// Nil in a tenant's own report, which tells of no other tenant.
  package var tenantsInRun: Int? {
    if case .fleet(_, let count) = scope { count } else { nil }
  }

  /// True when a fleet's report shows only some of the run's tenants; totals and outcome are then of those.
  package var isSelection: Bool { tenantsInRun.map { $0 > tenantCount } ?? false }

  /// `1 of 12 tenants of this run is shown`; nil when all of them are, and in a tenant's own report.
  package var selectionWords: String? {
    guard isSelection, let tenantsInRun else { return nil }
    let run = EnglishWords.counted(tenantsInRun, "tenant")
    return "\(VisibleText.grouped(tenantCount)) of \(run) of this run \(tenantCount == 1 ? "is" : "are") shown"
  }
}
