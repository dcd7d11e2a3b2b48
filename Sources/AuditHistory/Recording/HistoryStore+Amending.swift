package import AuditModel
import GRDB

extension HistoryStore {
  /// Changes what a run has recorded of one tenant in the light of its other tenants, in one transaction.
  ///
  /// Leaves the rows that the night would have had, had everything been known when the tenant was recorded: what comes
  /// out as it was on the night before goes on as the same interval.
  /// - Parameters:
  ///   - check: the check in whose name it is done; nothing happens where that was off or could not answer.
  ///   - keys: findings of the tenant; those that the run did not confirm are left out.
  ///   - change: from these findings, and the names of users, to the findings to record: the same changed, and others.
  /// - Returns: what was recorded.
  /// - Throws: `runUnknown`, `runAlreadyFinished`, `contradictoryResult` (the run holds no such tenant), `unwritable` or
  ///   `damaged`; then nothing was changed.
  @discardableResult
  package func amend(
    _ tenant: TenantID, in run: RunID, for check: CheckID, findings keys: Set<FindingKey>,
    by change: ([FindingKey: Finding], (UserID) -> String) -> [Finding]
  ) throws(HistoryError) -> [Finding] {
    try write { db in
      let amendment = try NightAmendment(of: tenant, in: run, db: db)
      guard try amendment.hasAnswered(check) else { return [] }
      let known = try keys.sorted().compactMap { key in try amendment.confirmed(key).map { (key, $0) } }
      let names = try amendment.userNames()
      let changed = change(Dictionary(uniqueKeysWithValues: known)) { names[$0] ?? $0.rawValue }
      let findings = try changed.filter { try amendment.hasAnswered($0.checkID) }
      for finding in findings.sorted(by: { $0.key < $1.key }) { try amendment.record(finding) }
      for check in Set(findings.map(\.checkID)).sorted() { try amendment.noteTriggered(check) }
      return findings
    }
  }
}

/// One tenant's night after it was recorded and before its run is finished.
private struct NightAmendment {
  let db: Database
  let tenant: Int64
  let night: Int64
  let windowEnd: Int64

  init(of id: TenantID, in runID: RunID, db: Database) throws {
    self.db = db
    guard let run = try RunRow.number(of: runID, in: db) else { throw HistoryError.runUnknown(runID.rawValue) }
    guard !run.isFinished else { throw HistoryError.runAlreadyFinished(runID) }
    let statement = try db.cachedStatement(
      sql: """
        SELECT tenant.number, tenant_run.night FROM tenant JOIN tenant_run ON tenant_run.tenant = tenant.number
        WHERE tenant.id = ? AND tenant_run.run = ?
        """)
    guard let row = try Row.fetchOne(statement, arguments: [StoredText.stored(id.rawValue), run.number]) else {
      throw HistoryError.contradictoryResult(id, reason: "the run \(runID) has not recorded it")
    }
    tenant = try row.integer(0)
    night = try row.integer(1)
    windowEnd = run.window.to.microseconds
  }

  func hasAnswered(_ check: CheckID) throws -> Bool {
    let statement = try db.cachedStatement(
      sql: """
        SELECT count(*) FROM coverage c JOIN check_version v ON v.number = c.check_version
        WHERE c.tenant = ? AND c.night = ? AND v.check_id = ? AND c.result IN ('clear', 'triggered', 'partial')
        """)
    return try Int.fetchOne(statement, arguments: [tenant, night, check.rawValue]) ?? 0 > 0
  }

  /// Principal names of the tenant's present users.
  func userNames() throws -> [UserID: String] {
    let statement = try db.cachedStatement(
      sql: "SELECT user_id, user_principal_name FROM user_interval WHERE tenant = ? AND until_night IS NULL")
    let rows = try Row.fetchCursor(statement, arguments: [tenant])
    var names: [UserID: String] = [:]
    while let row = try rows.next() { names[UserID(rawValue: try row.text(0))] = try row.text(1) }
    return names
  }

  /// The finding as tonight confirmed it; nil when tonight did not.
  func confirmed(_ key: FindingKey) throws -> Finding? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT f.check_id, f.user_id, i.severity, i.kind, i.revision, f.number FROM finding f
        JOIN finding_interval i ON i.finding = f.number AND i.tenant = f.tenant
        WHERE f.tenant = ? AND f.key = ? AND i.until_night IS NULL AND i.status = 'confirmed'
        """)
    guard let row = try Row.fetchOne(statement, arguments: [tenant, key.rawValue]) else { return nil }
    guard let content = try content(of: try row.integer(5), before: night + 1) else {
      throw UnreadableRow(reason: "finding \(key) has no content")
    }
    return try RecordedContent(content: content.text, collectedAt: content.collectedAt).finding(
      key: key, checkID: CheckID(rawValue: try row.decode(String.self, atIndex: 0)),
      revision: Int(try row.integer(4)), kind: try row.word(3), severity: try row.word(2),
      userID: try row.optionalText(1).map { UserID(rawValue: $0) })
  }

  /// What a finding said last, in intervals that begin before a night.
  private func content(of finding: Int64, before night: Int64) throws -> (text: String, collectedAt: String)? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT content, collected_at FROM finding_interval
        WHERE finding = ? AND from_night < ? AND content IS NOT NULL ORDER BY from_night DESC LIMIT 1
        """)
    return try Row.fetchOne(statement, arguments: [finding, night]).map {
      (try $0.decode(String.self, atIndex: 0), try $0.decode(String.self, atIndex: 1))
    }
  }

  /// Takes back what tonight said of the finding, and says this instead.
  func record(_ finding: Finding) throws {
    let number = try number(of: finding)
    try db.cachedStatement(sql: "DELETE FROM finding_interval WHERE finding = ? AND from_night = ?")
      .execute(arguments: [number, night])
    let before = try db.cachedStatement(
      sql: """
        SELECT number, status, severity, kind, revision FROM finding_interval
        WHERE finding = ? AND (until_night IS NULL OR until_night = ?)
        """)
    let open = try Row.fetchOne(before, arguments: [number, night])
    let content = FindingContent.content(of: finding).text
    // A finding that is back is told anew, with the evidence of tonight, also when it says what it said then.
    let known = try open == nil ? nil : self.content(of: number, before: night)
    let isSameContent = known.map { $0.text.isIdentical(to: content) } ?? false
    if let row = open {
      let goesOn =
        isSameContent
        ? try row.decode(String.self, atIndex: 1) == "confirmed"
          && row.decode(String.self, atIndex: 2) == finding.severity.rawValue
          && row.decode(String.self, atIndex: 3) == finding.kind.rawValue
          && row.integer(4) == Int64(finding.checkRevision) : false
      try db.cachedStatement(sql: "UPDATE finding_interval SET until_night = ?, end_reason = ? WHERE number = ?")
        .execute(arguments: [goesOn ? nil : night, goesOn ? nil : "changed", try row.integer(0)])
      if goesOn { return }
    }
    try db.cachedStatement(
      sql: """
        INSERT INTO finding_interval (finding, tenant, from_night, status, severity, kind, revision, content,
          collected_at) VALUES (?, ?, ?, 'confirmed', ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      number, tenant, night, finding.severity.rawValue, finding.kind.rawValue, finding.checkRevision,
      isSameContent ? nil : content, isSameContent ? nil : FindingContent.collectedAt(of: finding),
    ])
  }

  private func number(of finding: Finding) throws -> Int64 {
    let known = try db.cachedStatement(sql: "SELECT number FROM finding WHERE tenant = ? AND key = ?")
    if let number = try Int64.fetchOne(known, arguments: [tenant, finding.key.rawValue]) { return number }
    try db.cachedStatement(
      sql: "INSERT INTO finding (tenant, key, check_id, user_id, first_night) VALUES (?, ?, ?, ?, ?)"
    ).execute(arguments: [
      tenant, finding.key.rawValue, finding.checkID.rawValue, finding.userID.map { StoredText.stored($0.rawValue) },
      night,
    ])
    return db.lastInsertedRowID
  }

  /// A check that was clear has found something after all.
  func noteTriggered(_ check: CheckID) throws {
    let comparable = try Int64.fetchOne(
      try db.cachedStatement(sql: NightSeries.comparableNight), arguments: [tenant, night, windowEnd])
    let previous = try comparable.flatMap { comparable in
      try Row.fetchOne(
        try db.cachedStatement(
          sql: """
            SELECT c.result, c.since_night, c.runs_in_row FROM coverage c
            JOIN check_version v ON v.number = c.check_version WHERE c.tenant = ? AND c.night = ? AND v.check_id = ?
            """), arguments: [tenant, comparable, check.rawValue])
    }
    let wasTriggered = try previous?.decode(String.self, atIndex: 0) == CheckResult.triggered.rawValue
    try db.cachedStatement(
      sql: """
        UPDATE coverage SET result = 'triggered', since_night = ?, runs_in_row = ?
        WHERE tenant = ? AND night = ? AND result = 'clear'
          AND check_version IN (SELECT number FROM check_version WHERE check_id = ?)
        """
    ).execute(arguments: [
      wasTriggered ? try previous?.integer(1) ?? night : night, wasTriggered ? (try previous?.integer(2) ?? 0) + 1 : 1,
      tenant, night, check.rawValue,
    ])
  }
}
