import AuditAnalysis
import AuditModel

extension WorkbookSheets {
  /// One row a tenant; only in the fleet's workbook.
  func tenants(to spreadsheet: Spreadsheet) throws {
    let table = SheetTable(
      sheetName: "Tenants", tableName: "tblTenants", frozenColumns: 2,
      columns: standing + figures + changes + familyColumns + nights)
    try write(table, document.tenants, to: spreadsheet)
  }

  private var standing: [SheetColumn<TenantRow>] {
    [
      SheetColumn("Tenant", width: 26) { .foreign($0.tenant.displayName, limit: 200) },
      SheetColumn("Status", width: 24) { .words($0.verdict.words) },
      SheetColumn("Domain", width: 26) {
        $0.tenant.defaultDomain.map { .foreign($0, limit: 200) } ?? .words("Unknown")
      },
      SheetColumn("Tenant ID", width: 38, .identifier) { .foreign($0.tenant.id.rawValue, limit: 200) },
      SheetColumn("Worst severity", width: 10, .text, .severity) { .words($0.findings.highest?.words ?? "–") },
      SheetColumn("Coverage %", width: 10, .percent, .belowFull) {
        $0.coverage.permille.map { .decimal(Double($0) / 1_000) } ?? .empty
      },
      SheetColumn("Checks run", width: 8, .integer) { .number($0.coverage.covered) },
      SheetColumn("Not run: fixable", width: 9, .integerOrDash) { .number($0.coverage.unanswered) },
      SheetColumn("Not run: structural", width: 10, .integerOrDash) {
        .number($0.coverage.notLicensed + $0.coverage.notApplicable + $0.coverage.disabled)
      },
    ]
  }

  private var figures: [SheetColumn<TenantRow>] {
    [
      SheetColumn("Users audited", width: 9, .integer) { .number($0.usersAudited) },
      SheetColumn("Users flagged", width: 9, .integer) { .number($0.usersFlagged) },
      SheetColumn("Critical", width: 10, .integerOrDash) { .number($0.findings.critical) },
      SheetColumn("High", width: 8, .integerOrDash) { .number($0.findings.high) },
      SheetColumn("Medium", width: 9, .integerOrDash) { .number($0.findings.medium) },
      SheetColumn("Low", width: 8, .integerOrDash) { .number($0.findings.low) },
    ]
  }

  /// Empty cells where there is no run to compare with: a first audit has no changes, not 0 of them.
  private var changes: [SheetColumn<TenantRow>] {
    [
      SheetColumn("New (last run)", width: 9, .integer) { .number($0.sincePrevious?[.new]) },
      SheetColumn("Resolved (last run)", width: 9, .integer) { .number($0.sincePrevious?[.resolved]) },
      SheetColumn("New (7 d)", width: 9, .integer) { .number($0.sinceWeek?[.new]) },
      SheetColumn("Resolved (7 d)", width: 9, .integer) { .number($0.sinceWeek?[.resolved]) },
      SheetColumn("Not re-checked", width: 9, .integer) { .number($0.sincePrevious?[.unverified]) },
    ]
  }

  private var familyColumns: [SheetColumn<TenantRow>] {
    CheckFamily.allCases.map { family in
      SheetColumn(family.title, width: 12, .integer, .marks) { row in
        CellWords.family(row.families.first { $0.family == family })
      }
    }
  }

  private var nights: [SheetColumn<TenantRow>] {
    [
      SheetColumn("Trend 14 nights", width: 17) { .words(CellWords.sparkline($0.trend)) },
      SheetColumn("Δ 7 days", width: 8, .signed, .arrows) { .number($0.weekDelta) },
      SheetColumn(dated("Data newest"), width: 17, .moment) { .moment($0.evidenceAt) },
      SheetColumn(dated("Last complete run"), width: 17, .moment) { .moment($0.lastCompleteRun?.asOf) },
    ]
  }
}
