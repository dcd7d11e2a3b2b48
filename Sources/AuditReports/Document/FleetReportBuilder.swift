import AuditAnalysis
package import AuditModel

/// Gathers a run's tenants one by one: each add returns that tenant's own document, the end returns the fleet's.
///
/// Memory grows by about 100 bytes a listed user and a finding; the rows themselves wait in nameless files in the spool folder.
package final class FleetReportBuilder {
  private let run: AuditRun
  private let checks: [CheckText]
  private let tenantsInRun: Int
  private let users: RowSpool<RankKey, UserRow>
  private let findings: RowSpool<UInt64, FindingRow>
  private let tenants: RowSpool<Int, TenantRow>
  private let cannotJudge: RowSpool<Int, CannotJudgeRow>
  private var totals = ReportTotals()
  private var causes = CauseLedger()
  private var previous: RunReference?
  private var week: RunReference?
  private var lastTenant: TenantID?
  private var tenantCount = 0
  private var findingCount = 0
  private var cannotJudgeCount = 0

  /// - Parameters:
  ///   - run: the run as recorded, finished, with its exit code.
  ///   - checks: the catalogue's words, in its order.
  ///   - spoolFolder: an existing folder for temporary files.
  ///   - tenantsInRun: tenants that the run holds; when fewer are added, the report says that it shows only some.
  /// - Throws: `SpoolError` when the folder cannot be written to.
  package init(run: AuditRun, checks: [CheckText], spoolFolder: String, tenantsInRun: Int) throws {
    self.run = run
    self.tenantsInRun = tenantsInRun
    self.checks = checks
    users = try RowSpool(folder: spoolFolder)
    findings = try RowSpool(folder: spoolFolder)
    tenants = try RowSpool(folder: spoolFolder)
    cannotJudge = try RowSpool(folder: spoolFolder)
  }

  /// Takes in one tenant and returns its own document, which holds nothing of any other tenant.
  ///
  /// - Throws: `ReportBuildError` when tenants do not come in the order of their ids; `SpoolError` when rows cannot be kept.
  package func add(_ recorded: RecordedTenant) throws -> ReportDocument {
    if let lastTenant, lastTenant >= recorded.tenant.id {
      throw ReportBuildError.tenantOutOfOrder(recorded.tenant.id, after: lastTenant)
    }
    guard tenantCount < tenantsInRun else { throw ReportBuildError.moreTenants(than: tenantsInRun) }
    lastTenant = recorded.tenant.id
    let analysis = TenantAnalysis(recorded, threshold: run.countingThreshold, ordinal: tenantCount)
    let part = TenantReport(analysis)
    try keep(part, of: analysis)
    return part.document(run: run, checks: checks)
  }

  /// The document of all tenants that were added.
  ///
  /// - Throws: `SpoolError` when the last rows cannot be kept.
  package func finish() throws -> ReportDocument {
    ReportDocument(
      header: ReportHeader(
        scope: .fleet(tenants: tenantCount, inRun: tenantsInRun), run: run, outcome: outcome, exitCode: run.exitCode,
        previous: previous, week: week),
      totals: totals,
      users: try users.finish { row, index in row.rank = index + 1 },
      findings: try findings.finish(), tenants: try tenants.finish(), causes: causes.groups(),
      cannotJudge: try cannotJudge.finish(), checks: checks)
  }

  private var outcome: ReportHeader.Outcome {
    if totals.tenants.complete == tenantCount, tenantCount > 0 { return .complete }
    return totals.tenants.failed == tenantCount ? .failed : .incomplete
  }

  private func keep(_ part: TenantReport, of analysis: TenantAnalysis) throws {
    for (row, key) in zip(part.users, analysis.rankKeys) { try users.append(row, key: key) }
    for row in part.findings {
      try findings.append(row, key: TenantReport.weight(of: row) << 32 | UInt64(findingCount))
      findingCount += 1
    }
    for row in part.cannotJudge {
      try cannotJudge.append(row, key: cannotJudgeCount)
      cannotJudgeCount += 1
    }
    try tenants.append(part.tenant, key: tenantCount)
    tenantCount += 1
    totals += part.totals
    causes.add(analysis.recorded)
    previous = Self.newer(previous, analysis.recorded.previous)
    week = Self.newer(week, analysis.recorded.week)
  }

  private static func newer(_ left: RunReference?, _ right: RunReference?) -> RunReference? {
    guard let left else { return right }
    guard let right else { return left }
    return (left.asOf, left.startedAt, left.id) < (right.asOf, right.startedAt, right.id) ? right : left
  }
}

/// A report that cannot be put together from what was handed in: a mistake of the program, not of the data.
package enum ReportBuildError: Error, Hashable, Sendable, CustomStringConvertible {
  case tenantOutOfOrder(TenantID, after: TenantID)
  case moreTenants(than: Int)

  package var description: String {
    switch self {
    case .tenantOutOfOrder(let tenant, let last):
      "Tenant \(tenant) was added to the report after \(last). Add each tenant once, in the order of tenant ids."
    case .moreTenants(let count):
      "More tenants were added to the report than the \(count) that its run holds. Hand in the run's own number."
    }
  }
}
