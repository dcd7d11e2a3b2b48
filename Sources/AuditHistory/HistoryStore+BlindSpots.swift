package import AuditModel
import GRDB

extension HistoryStore {
  /// How many tenants of a run lost sight of something that they had at the night that they are compared with.
  ///
  /// Sight is lost by every step down of a check, from a full answer over a partial one to none (not assessed, not
  /// licensed), and by a tenant that failed and had not. On a tenant's first night, and for a check that is new or was
  /// switched off, every answer that is partial or not assessed is a loss; after a night that failed none is. A run that
  /// was not finished, or that looked back from the same moment, is never compared with.
  package func newBlindSpots(in run: RunID) throws(HistoryError) -> Int {
    try read { db in
      guard let row = try RunRow.number(of: run, in: db) else { throw HistoryError.runUnknown(run.rawValue) }
      let statement = try db.cachedStatement(sql: Self.losses)
      return try Int.fetchOne(statement, arguments: [row.number, row.window.to.microseconds]) ?? 0
    }
  }

  /// How much each result sees: 3 all, 2 a part, 1 nothing; 0 where the question does not arise.
  private static func sight(_ result: String) -> String {
    """
    CASE \(result) WHEN 'triggered' THEN 3 WHEN 'clear' THEN 3 WHEN 'partial' THEN 2 WHEN 'not_assessed' THEN 1 \
    WHEN 'not_licensed' THEN 1 ELSE 0 END
    """
  }

  /// Of one run: its number, the end of its window.
  static let losses = """
    SELECT count(*) FROM (
      SELECT night.tenant, night.night, night.status, (
        SELECT past.night FROM tenant_run AS past CROSS JOIN run ON run.number = past.run
        WHERE past.tenant = night.tenant AND past.night < night.night AND run.finished_at IS NOT NULL
          AND run.window_to < ?2
        ORDER BY past.night DESC LIMIT 1) AS before
      FROM tenant_run AS night WHERE night.run = ?1
    ) AS shown LEFT JOIN tenant_run AS compared ON compared.tenant = shown.tenant AND compared.night = shown.before
    WHERE (shown.status = 'failed' AND compared.status IS NOT 'failed')
      OR EXISTS (
        SELECT 1 FROM coverage AS now CROSS JOIN check_version AS question ON question.number = now.check_version
        WHERE now.tenant = shown.tenant AND now.night = shown.night AND \(sight("now.result")) BETWEEN 1 AND 2
          AND coalesce((
            SELECT nullif(\(sight("past.result")), 0) FROM coverage AS past
              CROSS JOIN check_version AS earlier ON earlier.number = past.check_version
            WHERE past.tenant = now.tenant AND past.night = shown.before AND earlier.check_id = question.check_id
          ), CASE WHEN now.result = 'not_licensed' OR compared.status = 'failed' THEN 1 ELSE 3 END)
            > \(sight("now.result")))
    """
}
