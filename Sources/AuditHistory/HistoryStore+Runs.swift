package import AuditModel
import GRDB

/// A run as the history knows it.
package struct RecordedRun: Hashable, Sendable {
  package enum State: Sendable { case finished, running, interrupted }

  package let run: AuditRun
  /// Interrupted: not finished, and no process holds the history any more, or a later run has begun.
  package let state: State
  /// How many tenants were recorded in it, so far.
  package let tenantCount: Int
}

extension HistoryStore {
  /// Records that a run began. Nothing of it counts as finished before `finish`.
  package func begin(_ run: AuditRun) throws(HistoryError) {
    try write { db in
      if try RunRow.number(of: run.id, in: db) != nil { throw HistoryError.runAlreadyBegun(run.id) }
      try RunRow.insert(run, in: db)
    }
  }

  /// Records that a run came to its end, and brings everything that was recorded safely onto the disk.
  package func finish(_ run: RunID, at moment: Timestamp, exitCode: Int) throws(HistoryError) {
    try write { db in
      guard let row = try RunRow.number(of: run, in: db) else { throw HistoryError.runUnknown(run.rawValue) }
      if row.isFinished { throw HistoryError.runAlreadyFinished(run) }
      try db.execute(
        sql: "UPDATE run SET finished_at = ?, exit_code = ? WHERE number = ?",
        arguments: [moment.microseconds, exitCode, row.number])
    }
    // A reader may hold the end of the log for now; the next checkpoint takes the rest.
    _ = try? database.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
  }

  /// All runs in the order they were recorded, the newest first.
  package func runs() throws(HistoryError) -> [RecordedRun] {
    let isHeld = WriterLock.isHeld(forDatabaseAt: path)
    return try read { db in try RunRow.all(in: db, isHeld: isHeld) }
  }

  /// The run that a person means: `latest` (the newest finished one), a run's id, or the start of the date (and time)
  /// at which its window ends or it started, in UTC: `2026-09-24`, `2026-09-24T02`.
  ///
  /// - Throws: `runUnknown`, `runAmbiguous`.
  package func run(matching text: String) throws(HistoryError) -> RecordedRun {
    let runs = try runs()
    if let run = runs.first(where: { $0.run.id.rawValue == text }) { return run }
    if text == "latest" {
      guard let run = runs.first(where: { $0.state == .finished }) else { throw .runUnknown(text) }
      return run
    }
    // A date has at least its year, month and day, so that a mistyped id is never taken for one.
    let found = runs.filter { run in
      text.utf8.count >= 10
        && (run.run.window.to.iso8601.hasPrefix(text) || run.run.startedAt.iso8601.hasPrefix(text))
    }
    guard let run = found.first else { throw .runUnknown(text) }
    guard found.count == 1 else { throw .runAmbiguous(text, found.map(\.run.id)) }
    return run
  }

  /// The tenants that were recorded in a run, ordered by id.
  package func tenants(of run: RunID) throws(HistoryError) -> [TenantID] {
    try read { db in
      guard let row = try RunRow.number(of: run, in: db) else { throw HistoryError.runUnknown(run.rawValue) }
      let ids = try String.fetchAll(
        db,
        sql:
          "SELECT tenant.id FROM tenant_run JOIN tenant ON tenant.number = tenant_run.tenant WHERE tenant_run.run = ?",
        arguments: [row.number])
      return ids.map { TenantID(rawValue: StoredText.text($0)) }.sorted()
    }
  }
}

/// The table `run`.
enum RunRow {
  static func number(of run: RunID, in db: Database) throws -> (number: Int64, isFinished: Bool, window: AuditWindow)? {
    let statement = try db.cachedStatement(
      sql: "SELECT number, finished_at, window_from, window_to FROM run WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [run.rawValue]) else { return nil }
    let window = AuditWindow(from: try row.moment(2), to: try row.moment(3))
    return (try row.integer(0), try row.optionalInteger(1) != nil, window)
  }

  static func insert(_ run: AuditRun, in db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO run (id, mode, started_at, finished_at, window_from, window_to, program_version, catalogue_version,
          counting_threshold, settings, exit_code) VALUES (?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, NULL)
        """,
      arguments: [
        run.id.rawValue, run.mode.rawValue, run.startedAt.microseconds, run.window.from.microseconds,
        run.window.to.microseconds, run.programVersion, run.catalogueVersion, run.countingThreshold.rawValue,
        StoredText.stored(run.settings),
      ])
  }

  static func all(in db: Database, isHeld: Bool) throws -> [RecordedRun] {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, mode, started_at, finished_at, window_from, window_to, program_version, catalogue_version,
          counting_threshold, settings, exit_code, (SELECT count(*) FROM tenant_run WHERE tenant_run.run = run.number)
        FROM run ORDER BY number DESC
        """)
    var runs: [RecordedRun] = []
    while let row = try rows.next() {
      let run = AuditRun(
        id: RunID(rawValue: try row.decode(String.self, atIndex: 0)), mode: try row.word(1),
        startedAt: try row.moment(2), finishedAt: try row.optionalMoment(3),
        window: AuditWindow(from: try row.moment(4), to: try row.moment(5)),
        programVersion: try row.decode(String.self, atIndex: 6),
        catalogueVersion: try row.decode(String.self, atIndex: 7), countingThreshold: try row.word(8),
        settings: try row.text(9), exitCode: try row.optionalInteger(10).map(Int.init))
      let isNewest = runs.isEmpty
      let state: RecordedRun.State = run.finishedAt != nil ? .finished : isHeld && isNewest ? .running : .interrupted
      runs.append(RecordedRun(run: run, state: state, tenantCount: Int(try row.integer(11))))
    }
    return runs
  }
}
