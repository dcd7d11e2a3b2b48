import AuditModel

extension WorkbookSheets {
  /// One row a check of the catalogue.
  func checks(to spreadsheet: Spreadsheet) throws {
    let columns: [SheetColumn<CheckText>] = [
      SheetColumn("Check", width: 22, .identifier) { .words($0.id.rawValue) },
      SheetColumn("Title", width: 34, .wrapped) { .foreign($0.title, limit: 300) },
      SheetColumn("Family", width: 26) { .words($0.family.title) },
      SheetColumn("Revision", width: 8, .integer) { .number($0.revision) },
      SheetColumn("Reads", width: 26, .wrapped) { .words($0.reads.map(\.title).joined(separator: "; ")) },
      SheetColumn("Needs", width: 30, .wrapped) { .words($0.reads.map(\.permission).joined(separator: "; ")) },
      SheetColumn("Licence", width: 22, .wrapped) {
        let licences = $0.reads.compactMap(\.licence)
        return .words(licences.isEmpty ? "–" : licences.joined(separator: "; "))
      },
      SheetColumn("Why it matters", width: 50, .wrapped) { .foreign($0.whyItMatters) },
      SheetColumn("Benign if", width: 50, .wrapped) { .foreign(Self.list($0.benignIf)) },
      SheetColumn("Cannot see", width: 40, .wrapped) { .foreign(Self.list($0.misses)) },
    ]
    let table = SheetTable(sheetName: "Checks", tableName: "tblChecks", frozenColumns: 2, columns: columns)
    try write(table, ReportRows(document.checks), to: spreadsheet)
  }

  private static func list(_ texts: [String]) -> String { texts.isEmpty ? "–" : texts.joined(separator: " · ") }

  /// Which run this is, and what every word and mark means.
  func about(to spreadsheet: Spreadsheet) throws {
    let columns: [SheetColumn<(String, Cell)>] = [
      SheetColumn("About", width: 30, .wrapped) { .words($0.0) },
      SheetColumn("Meaning", width: 110, .wrapped) { $0.1 },
    ]
    let table = SheetTable(sheetName: "About", tableName: "tblAbout", frozenColumns: 1, columns: columns)
    try write(table, ReportRows(runLines + Self.vocabulary), to: spreadsheet)
  }

  private var runLines: [(String, Cell)] {
    let header = document.header
    let run = header.run
    return [
      ("Written by", .foreign("roundsman \(run.programVersion), checks \(run.catalogueVersion)")),
      ("Form", .words("\(JSONReport.schemaName), version \(JSONReport.schemaVersion)")),
      ("Run", .foreign(run.id.rawValue)),
      ("Started", .words(run.startedAt.iso8601)),
      ("Finished", .words(run.finishedAt?.iso8601 ?? "unknown")),
      ("Looked at", .words("\(run.window.from.iso8601) to \(run.window.to.iso8601)")),
      (
        "Compared with, last run",
        .foreign(header.previous.map { "\($0.id), \($0.asOf.iso8601)" } ?? "nothing: first audit")
      ),
      ("Compared with, 7 days", .foreign(header.week.map { "\($0.id), \($0.asOf.iso8601)" } ?? "no comparable run")),
      ("Zone of dates", .words(zoneName)),
      ("Counts as an indicator", .words("severity \(run.countingThreshold.words) or higher")),
    ]
  }

  private static let vocabulary: [(String, Cell)] =
    CheckResult.allCases.map { ("Result: \($0.words)", Cell.words(meaning(of: $0))) }
    + FindingChange.allCases.map { ("State: \($0.words)", Cell.words(meaning(of: $0))) }
    + [
      ("Coverage %", .words("Checks answered in full, of those in scope. Rounded down, never up to 100.")),
      (
        "Rank",
        .words(
          "Indicators (distinct checks), then highest severity, score, state, last seen, user principal name. "
            + "Score: critical 100, high 40, medium 10, low 2 a check; ¼ more for each further family; ½ more when privileged."
        )
      ),
      ("Trend", .words("One sign a night, the last on the right; · means that the night was not measured.")),
      (
        "⟨U+202E⟩",
        .words("A character that cannot be seen, by its number. Names come from the tenants and may be hostile.")
      ),
      (
        "Data protection",
        .words("Holds personal data and signs of compromise. Keep it as you keep passwords; share it with nobody else.")
      ),
    ]
}
