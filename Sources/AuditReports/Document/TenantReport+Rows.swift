import AuditAnalysis
import AuditModel

extension TenantReport {
  static func tenantRow(of analysis: TenantAnalysis, findings: [FindingRow], counts: SeverityCounts) -> TenantRow {
    let recorded = analysis.recorded
    var severities: [CheckID: Severity] = [:]
    for finding in findings.lazy.filter(\.isOpen).map(\.finding) {
      severities[finding.checkID] = max(severities[finding.checkID] ?? finding.severity, finding.severity)
    }
    let checks = recorded.coverage.map {
      checkRow(of: $0, userCount: recorded.users.count, severity: severities[$0.coverage.checkID])
    }
    return TenantRow(
      tenant: recorded.tenant, status: recorded.status,
      verdict: verdict(of: analysis, findings: findings),
      evidenceAt: recorded.evidenceAt,
      usersAudited: recorded.status == .failed ? 0 : recorded.users.count,
      usersFlagged: analysis.standings.count(where: \.isFlagged), findings: counts, coverage: analysis.coverage,
      hasRegressed: checks.contains(where: \.hasRegressed), lastCompleteRun: recorded.lastCompleteRun,
      previous: recorded.previous, week: recorded.week, sincePrevious: analysis.sincePrevious,
      sinceWeek: analysis.sinceWeek, families: analysis.families, checks: checks, gaps: recorded.gaps,
      trend: analysis.trend, weekDelta: analysis.weekDelta)
  }

  /// A tenant whose checks did not run at all is failed whatever is still open from earlier nights.
  private static func verdict(of analysis: TenantAnalysis, findings: [FindingRow]) -> TenantRow.Verdict {
    if analysis.recorded.status == .failed { return .failed }
    if analysis.needsActionAsAWhole || analysis.standings.contains(where: \.needsAction) { return .action }
    if findings.contains(where: \.isCounted) { return .findings }
    let isAllAnswered = analysis.recorded.status == .complete && analysis.coverage.permille == 1_000
    return isAllAnswered ? .clear : .nothingFoundIncomplete
  }

  private static func checkRow(of recorded: RecordedCoverage, userCount: Int, severity: Severity?) -> CheckRow {
    let coverage = recorded.coverage
    let missed: Int? =
      switch coverage.result {
      case .partial: coverage.missedUsers?.count
      case .notAssessed, .notLicensed: userCount
      case .triggered, .clear, .notApplicable, .disabled: 0
      }
    return CheckRow(
      coverage: coverage, since: recorded.since, runsInRow: recorded.runsInRow,
      previousResult: recorded.previousResult, usersMissed: missed, severity: severity)
  }

  static func cannotJudgeRows(of analysis: TenantAnalysis) -> [CannotJudgeRow] {
    let recorded = analysis.recorded
    var rows: [CannotJudgeRow] = []
    let blind: [CheckCoverage] = recorded.coverage.map(\.coverage).filter { coverage in
      coverage.result == .notAssessed || (coverage.result == .partial && coverage.missedUsers == nil)
    }
    if !blind.isEmpty || recorded.status == .failed {
      let checks = blind.map { coverage in
        UnansweredCheck(
          checkID: coverage.checkID, family: coverage.family, result: coverage.result,
          reason: coverage.gaps.first?.reason, isUserLevel: false)
      }
      rows.append(row(analysis, user: nil, usersAffected: recorded.users.count, checks: checks))
    }
    for standing in analysis.standings.filter(\.cannotBeJudged).sorted(by: { $0.user.id < $1.user.id }) {
      let checks = standing.unanswered.filter(\.isUserLevel)
      rows.append(row(analysis, user: standing.user, usersAffected: 1, checks: checks))
    }
    return rows
  }

  private static func row(
    _ analysis: TenantAnalysis, user: UserFacts?, usersAffected: Int, checks: [UnansweredCheck]
  ) -> CannotJudgeRow {
    let tenant = analysis.recorded.tenant
    return CannotJudgeRow(
      tenantID: tenant.id, tenantName: tenant.displayName, user: user,
      caseKey: user.map { CaseKey(tenant: tenant.id, user: $0.id) }, usersAffected: usersAffected, checks: checks,
      checksInScope: analysis.coverage.inScope)
  }
}
