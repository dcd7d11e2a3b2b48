package import AuditModel
import GRDB

extension HistoryStore {
  /// Ends the findings that spanned tenants and that the run, having compared all tenants, did not find again.
  ///
  /// To be called when all tenants of the fleet were recorded and amended. Only a check that could answer in full in
  /// every tenant of the run can say that nobody shares a thing any more; what others found stays open, unverified.
  /// - Throws: `runUnknown`, `runAlreadyFinished`, `unwritable` or `damaged`; then nothing was changed.
  package func resolveWhatIsNoLongerShared(in run: RunID) throws(HistoryError) {
    try write { db in
      guard let row = try RunRow.number(of: run, in: db) else { throw HistoryError.runUnknown(run.rawValue) }
      guard !row.isFinished else { throw HistoryError.runAlreadyFinished(run) }
      for check in try String.fetchAll(db, sql: Self.conclusiveChecks, arguments: [row.number]) {
        try Self.resolve(check, in: row.number, db)
      }
    }
  }

  /// The checks that answered in full in every tenant of a run.
  static let conclusiveChecks = """
    SELECT v.check_id FROM tenant_run t
      CROSS JOIN coverage c ON c.tenant = t.tenant AND c.night = t.night
      CROSS JOIN check_version v ON v.number = c.check_version
    WHERE t.run = ?1 AND c.result IN ('clear', 'triggered')
    GROUP BY v.check_id HAVING count(*) = (SELECT count(*) FROM tenant_run WHERE run = ?1)
    ORDER BY v.check_id
    """

  /// The open findings of a check that a run's tenants could not verify, each with what it said last.
  static let unverifiedFindings = """
    SELECT i.number, i.finding, i.from_night, t.night, i.kind, (
        SELECT p.content FROM finding_interval p
        WHERE p.finding = i.finding AND p.from_night < i.from_night AND p.content IS NOT NULL
        ORDER BY p.from_night DESC LIMIT 1)
    FROM tenant_run t
      CROSS JOIN finding_interval i ON i.tenant = t.tenant AND i.until_night IS NULL AND i.status = 'unverified'
      CROSS JOIN finding f ON f.number = i.finding
    WHERE t.run = ?1 AND f.check_id = ?2 ORDER BY i.number
    """

  private static func resolve(_ check: String, in run: Int64, _ db: Database) throws {
    let rows = try Row.fetchAll(
      try db.cachedStatement(sql: unverifiedFindings), arguments: [run, check])
    for row in rows where try RecordedContent.spansTenants(try row.decode(String.self, atIndex: 5)) {
      let (interval, finding, night) = (try row.integer(0), try row.integer(1), try row.integer(3))
      let kind: FindingKind = try row.word(4)
      // What tonight left open did not last a night: then the interval before it is the one that ended.
      let beganTonight = try row.integer(2) == night
      if beganTonight {
        try db.cachedStatement(sql: "DELETE FROM finding_interval WHERE number = ?").execute(arguments: [interval])
      }
      try db.cachedStatement(
        sql: """
          UPDATE finding_interval SET until_night = ?1, end_reason = ?2
          WHERE finding = ?3 AND (until_night IS NULL OR until_night = ?1)
          """
      ).execute(arguments: [night, kind.endOfUnseen, finding])
    }
  }
}

extension FindingKind {
  /// How a finding of this kind ends that a check no longer sees: the word of the database.
  var endOfUnseen: String { self == .state ? "resolved" : "aged_out" }
}
