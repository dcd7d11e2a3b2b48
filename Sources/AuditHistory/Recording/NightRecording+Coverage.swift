import AuditModel
import GRDB

extension NightRecording {
  /// Writes a row for each check of the catalogue, with the night on which its present result began and for how many
  /// comparable nights it has lasted.
  func recordCoverage() throws {
    let before = try coverageOfComparableNight()
    let insert = try db.cachedStatement(
      sql: """
        INSERT INTO coverage (tenant, night, position, check_version, result, since_night, runs_in_row, window_from,
          window_to, items_read, users_covered, set_aside, set_aside_causes, explanation)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    var seen: Set<CheckID> = []
    for (position, coverage) in result.coverage.enumerated() {
      let check = coverage.checkID
      guard seen.insert(check).inserted else { throw contradiction("it holds the check \(check) twice") }
      let previous = before[check]
      let continued = previous.flatMap { $0.result == coverage.result ? $0 : nil }
      let hasRunsWindow = coverage.windowFrom == run.window.from && coverage.windowTo == run.window.to
      let explanation = Explanation(
        gaps: coverage.gaps, unavailableHints: coverage.unavailableHints, missedUsers: coverage.missedUsers,
        note: coverage.note)
      try insert.execute(arguments: [
        tenant, night, position, try number(of: coverage, previous: previous), coverage.result.rawValue,
        continued?.sinceNight ?? night, (continued?.runsInRow ?? 0) + 1,
        hasRunsWindow ? nil : coverage.windowFrom.microseconds, hasRunsWindow ? nil : coverage.windowTo.microseconds,
        coverage.itemsRead, coverage.usersCovered, coverage.setAside.total, coverage.setAside.stored,
        try ExplanationRow.number(of: explanation.content, in: db),
      ])
    }
  }

  private struct PreviousCoverage {
    let checkVersion: Int64
    let revision: Int
    let family: CheckFamily
    let result: CheckResult
    let sinceNight: Int64
    let runsInRow: Int64
  }

  private func coverageOfComparableNight() throws -> [CheckID: PreviousCoverage] {
    guard night > 1 else { return [:] }
    let comparable = try db.cachedStatement(sql: NightSeries.comparableNight)
    guard
      let before = try Int64.fetchOne(comparable, arguments: [tenant, night, run.window.to.microseconds])
    else { return [:] }
    let statement = try db.cachedStatement(
      sql: """
        SELECT v.check_id, v.number, v.revision, v.family, c.result, c.since_night, c.runs_in_row
        FROM coverage c JOIN check_version v ON v.number = c.check_version
        WHERE c.tenant = ? AND c.night = ?
        """)
    let rows = try Row.fetchCursor(statement, arguments: [tenant, before])
    var coverage: [CheckID: PreviousCoverage] = [:]
    while let row = try rows.next() {
      coverage[CheckID(rawValue: try row.decode(String.self, atIndex: 0))] = PreviousCoverage(
        checkVersion: try row.integer(1), revision: Int(try row.integer(2)), family: try row.word(3),
        result: try row.word(4), sinceNight: try row.integer(5), runsInRow: try row.integer(6))
    }
    return coverage
  }

  private func number(of coverage: CheckCoverage, previous: PreviousCoverage?) throws -> Int64 {
    if let previous, previous.revision == coverage.revision, previous.family == coverage.family {
      return previous.checkVersion
    }
    let values: StatementArguments = [coverage.checkID.rawValue, coverage.revision, coverage.family.rawValue]
    let known = try db.cachedStatement(
      sql: "SELECT number FROM check_version WHERE check_id = ? AND revision = ? AND family = ?")
    if let number = try Int64.fetchOne(known, arguments: values) { return number }
    try db.cachedStatement(sql: "INSERT INTO check_version (check_id, revision, family) VALUES (?, ?, ?)")
      .execute(arguments: values)
    return db.lastInsertedRowID
  }
}
