import AuditModel
import GRDB

/// A check's coverage on one night, the night on which this result began, and for how many it has lasted.
struct CoverageAtNight {
  let coverage: CheckCoverage
  let sinceNight: Int64
  let runsInRow: Int
}

extension NightReconstruction {
  static let coverageOfNights = """
    SELECT c.night, v.check_id, v.revision, v.family, c.result, c.since_night, c.window_from, c.window_to, c.items_read,
      c.users_covered, c.set_aside, c.explanation, c.runs_in_row, c.set_aside_causes
    FROM coverage c JOIN check_version v ON v.number = c.check_version
    WHERE c.tenant = ? AND c.night BETWEEN ? AND ? ORDER BY c.night, c.position
    """

  /// What each check could see on the nights that are shown or compared with, in the catalogue's order of that night.
  func coverageByNight(_ explanations: ExplanationReader) throws -> [Int64: [CoverageAtNight]] {
    let windows = Dictionary(
      (nights.recent + [nights.previous].compactMap { $0 }).map { ($0.number, $0.window) },
      uniquingKeysWith: { first, _ in first })
    let statement = try db.cachedStatement(sql: Self.coverageOfNights)
    let rows = try Row.fetchCursor(statement, arguments: [tenant, nights.oldest, night])
    var coverage: [Int64: [CoverageAtNight]] = [:]
    while let row = try rows.next() {
      let night = try row.integer(0)
      // Between the nights of interest lie runs that were never finished and earlier runs of the same day.
      guard let window = windows[night] else { continue }
      let explanation = try explanations.explanation(try row.optionalInteger(11))
      coverage[night, default: []].append(
        CoverageAtNight(
          coverage: CheckCoverage(
            checkID: CheckID(rawValue: try row.decode(String.self, atIndex: 1)), revision: Int(try row.integer(2)),
            family: try row.word(3), result: try row.word(4), gaps: explanation.gaps,
            unavailableHints: explanation.unavailableHints, windowFrom: try row.optionalMoment(6) ?? window.from,
            windowTo: try row.optionalMoment(7) ?? window.to, itemsRead: Int(try row.integer(8)),
            usersCovered: Int(try row.integer(9)), missedUsers: explanation.missedUsers, note: explanation.note,
            setAside: try SetAside(total: Int(try row.integer(10)), stored: try row.optionalText(13))),
          sinceNight: try row.integer(5), runsInRow: Int(try row.integer(12))))
    }
    return coverage
  }

  /// The shown night's coverage, with how long it has been so.
  func recordedCoverage(_ coverage: [Int64: [CoverageAtNight]]) throws -> [RecordedCoverage] {
    let before = nights.previous.flatMap { coverage[$0.number] } ?? []
    return try (coverage[night] ?? []).map { shown in
      let check = shown.coverage.checkID
      return RecordedCoverage(
        coverage: shown.coverage, since: try nights.reference(to: shown.sinceNight, of: tenant, db: db),
        runsInRow: shown.runsInRow,
        previousResult: before.first { $0.coverage.checkID == check }?.coverage.result)
    }
  }
}
