package import AuditModel

/// What a tenant's recorded evening means: its users in rank order, its families, its changes and its trend.
///
/// Pure: the same record and threshold always give the same analysis.
package struct TenantAnalysis: Sendable {
  package let recorded: RecordedTenant
  /// The severity from which a finding counts as an indicator.
  package let threshold: Severity
  /// Open findings, and those that ended since one of the compared runs; in the order of their keys.
  package let findings: [RecordedFinding]
  /// Users with a listed finding or with evidence of their own missing, in rank order.
  package let standings: [UserStanding]
  /// The rank keys of `standings`, for the order of a whole fleet.
  package let rankKeys: [RankKey]
  package let coverage: CoverageCounts
  /// All eight, in the order of the heat map.
  package let families: [FamilyStanding]
  /// Changes of counted findings; nil when the tenant has no run to compare with.
  package let sincePrevious: ChangeTotals?
  package let sinceWeek: ChangeTotals?
  /// Counted findings a night, oldest first; nil where some of them could not have been seen.
  package let trend: [TrendPoint]
  package let weekDelta: Int?

  /// - Parameter ordinal: the tenant's place in the order of tenant ids, for the rank keys.
  package init(_ recorded: RecordedTenant, threshold: Severity, ordinal: Int = 0) {
    self.recorded = recorded
    self.threshold = threshold
    findings = recorded.findings.filter(\.isListed)
    coverage = CoverageCounts(recorded.coverage.lazy.map(\.coverage.result))
    families = Self.families(of: recorded, threshold: threshold)
    sincePrevious = recorded.previous.map { _ in
      Self.changes(in: recorded, threshold: threshold, \.sincePrevious)
    }
    sinceWeek = recorded.week.map { _ in Self.changes(in: recorded, threshold: threshold, \.sinceWeek) }
    let nights = NightRecord.records(of: recorded)
    trend = Trend.points(of: recorded.findings, nights: nights, threshold: threshold)
    weekDelta = Trend.delta(of: trend, in: recorded)

    let unranked = Standings(recorded, threshold: threshold, nights: nights).inOrderOfName()
    let ranked = unranked.enumerated()
      .map { (key: RankKey($0.element, tenant: ordinal, user: $0.offset), standing: $0.element) }
      .sorted { $0.key < $1.key }
    standings = ranked.map(\.standing)
    rankKeys = ranked.map(\.key)
  }

  /// True for an open finding that is severe enough to count.
  package func isCounted(_ finding: RecordedFinding) -> Bool {
    finding.isOpen && finding.finding.severity >= threshold
  }

  /// True when somebody should look now at something that concerns the tenant and no single user.
  package var needsActionAsAWhole: Bool { findings.contains { $0.finding.userID == nil && $0.needsAction } }

  private static func families(of recorded: RecordedTenant, threshold: Severity) -> [FamilyStanding] {
    CheckFamily.allCases.map { family in
      var findings = SeverityCounts()
      for finding in recorded.findings
      where finding.finding.family == family && finding.isOpen && finding.finding.severity >= threshold {
        findings[finding.finding.severity] += 1
      }
      let checks = recorded.coverage.lazy.map(\.coverage).filter { $0.family == family }.map(\.result)
      return FamilyStanding(family: family, checks: CoverageCounts(checks), findings: findings)
    }
  }

  private static func changes(
    in recorded: RecordedTenant, threshold: Severity, _ change: (RecordedFinding) -> FindingChange?
  ) -> ChangeTotals {
    var totals = ChangeTotals()
    for finding in recorded.findings where finding.finding.severity >= threshold {
      if let change = change(finding) { totals[change] += 1 }
    }
    return totals
  }
}

extension RecordedFinding {
  /// True while it stands, whether or not its check could look again.
  package var isOpen: Bool { presence == .confirmed || presence == .unverified }

  /// True when somebody should look now: it is open, and critical, or high and not known from an earlier run.
  package var needsAction: Bool {
    guard isOpen else { return false }
    return switch finding.severity {
    case .critical: true
    case .high: sincePrevious != .persistent && sincePrevious != .unverified
    case .medium, .low, .informational: false
    }
  }

  /// True when a report lists it: open, or ended since one of the compared runs. Older ones only serve trends.
  package var isListed: Bool { isOpen || sincePrevious != nil || sinceWeek != nil }

  /// The severity it was confirmed with on that night; nil when it was not, or the night is not recorded.
  func severity(onNight index: Int) -> Severity? {
    severityByNight.indices.contains(index) ? severityByNight[index] : nil
  }
}
