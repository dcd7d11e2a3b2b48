import AuditAnalysis
import AuditModel

/// The rows that one tenant contributes to reports.
struct TenantReport {
  let tenant: TenantRow
  /// In rank order, ranked within the tenant.
  let users: [UserRow]
  /// Open first, the most severe first, then by key.
  let findings: [FindingRow]
  let cannotJudge: [CannotJudgeRow]
  let totals: ReportTotals
  private let recorded: RecordedTenant

  init(_ analysis: TenantAnalysis) {
    recorded = analysis.recorded
    findings = Self.findingRows(of: analysis)
    users = Self.userRows(of: analysis)
    let counts = Self.openCounts(of: analysis)
    tenant = Self.tenantRow(of: analysis, findings: findings, counts: counts)
    cannotJudge = Self.cannotJudgeRows(of: analysis)
    totals = Self.totals(of: analysis, tenant: tenant)
  }

  /// The tenant's own document.
  func document(run: AuditRun, checks: [CheckText]) -> ReportDocument {
    var causes = CauseLedger()
    causes.add(recorded)
    let outcome: ReportHeader.Outcome =
      switch recorded.status {
      case .complete: .complete
      case .incomplete: .incomplete
      case .failed: .failed
      }
    return ReportDocument(
      header: ReportHeader(
        scope: .tenant(recorded.tenant), run: run, outcome: outcome, exitCode: nil, previous: recorded.previous,
        week: recorded.week),
      totals: totals, users: ReportRows(users), findings: ReportRows(findings), tenants: ReportRows([tenant]),
      causes: causes.groups(), cannotJudge: ReportRows(cannotJudge), checks: checks)
  }

  /// What findings are ordered by before their keys: open before ended, severe before mild.
  static func weight(of row: FindingRow) -> UInt64 {
    (row.isOpen ? 0 : 8) + UInt64(Severity.critical.rank - row.finding.severity.rank)
  }

  private static func findingRows(of analysis: TenantAnalysis) -> [FindingRow] {
    let tenant = analysis.recorded.tenant
    let names = Dictionary(analysis.standings.map { ($0.user.id, $0.user) }, uniquingKeysWith: { first, _ in first })
    return analysis.findings.map { recorded in
      let user = recorded.finding.userID.flatMap { names[$0] }
      return FindingRow(
        finding: recorded.finding, tenantID: tenant.id, tenantName: tenant.displayName,
        caseKey: recorded.finding.userID.map { CaseKey(tenant: tenant.id, user: $0) },
        userPrincipalName: user?.userPrincipalName, userDisplayName: user?.displayName,
        isCounted: analysis.isCounted(recorded), presence: recorded.presence,
        sincePrevious: recorded.sincePrevious, sinceWeek: recorded.sinceWeek, firstSeen: recorded.firstSeen,
        lastConfirmed: recorded.lastConfirmed, nightsSeen: recorded.nightsSeen,
        wasPresentAtFirstAudit: recorded.wasPresentAtFirstAudit)
    }
    .sorted { left, right in
      let (leftWeight, rightWeight) = (weight(of: left), weight(of: right))
      return leftWeight == rightWeight ? left.finding.key < right.finding.key : leftWeight < rightWeight
    }
  }

  private static func userRows(of analysis: TenantAnalysis) -> [UserRow] {
    let tenant = analysis.recorded.tenant
    let messages = Dictionary(
      analysis.findings.map { ($0.finding.key, $0.finding.message) }, uniquingKeysWith: { first, _ in first })
    return analysis.standings.enumerated().map { index, standing in
      UserRow(
        rank: index + 1, caseKey: CaseKey(tenant: tenant.id, user: standing.user.id), tenantID: tenant.id,
        tenantName: tenant.displayName, standing: standing,
        strongestEvidence: standing.strongestFinding.flatMap { messages[$0] })
    }
  }

  private static func openCounts(of analysis: TenantAnalysis) -> SeverityCounts {
    var counts = SeverityCounts()
    for finding in analysis.findings where finding.isOpen { counts[finding.finding.severity] += 1 }
    return counts
  }

  private static func totals(of analysis: TenantAnalysis, tenant: TenantRow) -> ReportTotals {
    var totals = ReportTotals()
    switch tenant.status {
    case .complete: totals.tenants.complete = 1
    case .incomplete: totals.tenants.incomplete = 1
    case .failed: totals.tenants.failed = 1
    }
    totals.tenants.regressed = tenant.hasRegressed ? 1 : 0
    totals.tenants.needsAction = analysis.needsActionAsAWhole ? 1 : 0
    totals.users.audited = tenant.usersAudited
    totals.users.flagged = tenant.usersFlagged
    totals.users.flaggedUnaudited = tenant.status == .failed ? tenant.usersFlagged : 0
    totals.users.needsAction = analysis.standings.count(where: \.needsAction)
    totals.users.cannotJudge =
      tenant.status == .failed
      ? analysis.recorded.users.count : analysis.standings.count(where: \.cannotBeJudged)
    totals.findings = tenant.findings
    totals.sincePrevious = analysis.sincePrevious
    totals.sinceWeek = analysis.sinceWeek
    totals.coverage = analysis.coverage
    return totals
  }
}
