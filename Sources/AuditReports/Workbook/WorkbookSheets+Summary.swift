import AuditAnalysis
import AuditModel

extension WorkbookSheets {
  /// One figure of the first sheet.
  struct SummaryLine {
    let section: String
    let figure: String
    let value: Cell
    let note: Cell
  }

  /// What an account manager reads: coverage first, then whom to look at, then figures; and the marks.
  func summary(to spreadsheet: Spreadsheet) throws {
    let columns: [SheetColumn<SummaryLine>] = [
      SheetColumn("Section", width: 22) { .words($0.section) },
      SheetColumn("Figure", width: 34, .wrapped) { .words($0.figure) },
      SheetColumn("Value", width: 44, .figure) { $0.value },
      SheetColumn("Note", width: 80, .wrapped) { $0.note },
    ]
    let table = SheetTable(sheetName: "Summary", tableName: "tblSummary", frozenColumns: 0, columns: columns)
    let lines = try coverageLines + userLines + firstToLookAt() + findingLines + changeLines + markLines
    try write(table, ReportRows(lines), to: spreadsheet)
  }

  private var totals: ReportTotals { document.totals }

  private func line(_ section: String, _ figure: String, _ value: Int, _ note: String = "") -> SummaryLine {
    SummaryLine(section: section, figure: figure, value: .number(value), note: .words(note))
  }

  private var coverageLines: [SummaryLine] {
    let outcome: (String, String) =
      switch document.header.outcome {
      case .complete: ("Complete", "Every check in scope was answered in full.")
      case .incomplete: ("Incomplete", "Not every check could look. What was not checked is not clear; see Coverage.")
      case .failed: ("Failed", "No check was answered: this report says nothing about anybody's safety.")
      }
    let coverage = totals.coverage
    let subject: Cell =
      switch document.header.scope {
      case .fleet(let count, let inRun):
        .words(
          document.header.isSelection
            ? "\(VisibleText.grouped(count)) of \(EnglishWords.counted(inRun, "tenant")) of this run"
            : EnglishWords.counted(count, "tenant"))
      case .tenant(let tenant): .foreign(tenant.displayName, limit: 200)
      }
    return [
      SummaryLine(section: "Report", figure: "About", value: subject, note: .words(runWords)),
      SummaryLine(section: "Report", figure: "Verdict", value: .words(document.verdict), note: .empty),
      SummaryLine(
        section: "Coverage", figure: "Outcome", value: .words(outcome.0),
        note: .words(outcome.1 + (document.header.isSelection ? " Of the tenants shown." : ""))),
      line("Coverage", "Tenants checked in full", totals.tenants.complete),
      line("Coverage", "Tenants checked in part", totals.tenants.incomplete),
      line("Coverage", "Tenants that failed", totals.tenants.failed, "Nothing is known of them tonight."),
      line(
        "Coverage", "Checks answered in full", coverage.covered, "of \(VisibleText.grouped(coverage.inScope)) in scope"),
      line("Coverage", "Checks partly answered", coverage.partial),
      line("Coverage", "Checks that could not look", coverage.notAssessed),
    ]
  }

  private var runWords: String {
    let window = document.header.run.window
    return "Run that looked at \(window.from.iso8601) to \(window.to.iso8601)."
  }

  private var userLines: [SummaryLine] {
    [
      line(
        "Tenants", "Need action as a whole", totals.tenants.needsAction,
        "An open critical finding, or a high one that was not known before, that concerns no single user."),
      line(
        "Users", "Need action now", totals.users.needsAction,
        "An open critical finding, or a high one that was not known before."),
      line(
        "Users", "Flagged", totals.users.flagged - totals.users.flaggedUnaudited,
        "At least one indicator, of the users audited."),
      line(
        "Users", "Flagged before, not audited", totals.users.flaggedUnaudited,
        "In tenants that could not be checked: findings of earlier runs that nobody could look at again."),
      line("Users", "Audited", totals.users.audited),
      line(
        "Users", "Cannot be judged", totals.users.cannotJudge,
        "Own evidence is missing, or their tenant failed: silence means nothing."),
    ]
  }

  private func firstToLookAt() throws -> [SummaryLine] {
    try document.users.prefix(10).filter(\.standing.isFlagged).map { row in
      let tenant = document.header.isFleet ? " (\(row.tenantName))" : ""
      return SummaryLine(
        section: "Look first", figure: "\(row.rank). \(CellWords.severity(of: row)), \(row.stateWords)",
        value: .foreign(row.user.userPrincipalName + tenant, limit: 300),
        note: .foreign(
          row.strongestEvidence.map { defanged($0, ofUser: row.user.userPrincipalName) } ?? "–", limit: 250))
    }
  }

  private var findingLines: [SummaryLine] {
    Severity.allCases.reversed().map { line("Open findings", $0.words, totals.findings[$0]) }
  }

  private var changeLines: [SummaryLine] {
    lines("Since the last run", totals.sincePrevious, "First audit: nothing to compare with.")
      + lines("Since 7 days ago", totals.sinceWeek, "No run within 36 hours of seven days before.")
  }

  private func lines(_ section: String, _ changes: ChangeTotals?, _ missing: String) -> [SummaryLine] {
    guard let changes else {
      return [SummaryLine(section: section, figure: "Changes", value: .words("–"), note: .words(missing))]
    }
    return FindingChange.allCases.map { change in
      line(section, change.words, changes[change], Self.meaning(of: change))
    }
  }

  private var markLines: [SummaryLine] {
    CheckResult.allCases.filter { $0 != .triggered }.map { result in
      SummaryLine(
        section: "Marks", figure: result.mark, value: .words(result.words), note: .words(Self.meaning(of: result)))
    }
  }
}
