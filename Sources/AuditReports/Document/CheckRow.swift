package import AuditModel

/// What one check could see of one tenant, with what history adds.
package struct CheckRow: Hashable, Sendable {
  package let coverage: CheckCoverage
  /// The first run of the unbroken series of runs with this result.
  package let since: RunReference
  /// Length of that series, this run included.
  package let runsInRow: Int
  /// Nil when there was no previous run, or the check did not exist then.
  package let previousResult: CheckResult?
  /// Users without a full answer; nil when it may be any of them.
  package let usersMissed: Int?
  /// The highest severity among the check's open findings; nil when it has none.
  package let severity: Severity?

  package init(
    coverage: CheckCoverage, since: RunReference, runsInRow: Int, previousResult: CheckResult?, usersMissed: Int?,
    severity: Severity?
  ) {
    self.coverage = coverage
    self.since = since
    self.runsInRow = runsInRow
    self.previousResult = previousResult
    self.usersMissed = usersMissed
    self.severity = severity
  }

  /// The most limiting gap; nil when the check was answered in full.
  package var gap: CollectionGap? { coverage.gaps.first }
  /// True when the answer was cut because there was more than one run may read.
  package var isTruncated: Bool { coverage.gaps.contains { $0.reason == .truncatedPageCap } }
  /// True when it was answered in full at the previous run and is not any more.
  package var hasRegressed: Bool {
    previousResult?.isCovered == true && coverage.result.isInScope && !coverage.result.isCovered
  }
}
