package import AuditModel
import GRDB

extension HistoryStore {
  /// Records what a run found out about one tenant, in one transaction: all of it or nothing.
  ///
  /// The order in which a run's tenants are recorded does not matter. Blocks while another task writes.
  /// - Throws: `runUnknown`, `runAlreadyFinished`, `tenantAlreadyRecorded`, `outOfOrder`, `contradictoryResult`,
  ///   `unwritable` or `damaged`; then nothing of this tenant was recorded, and the others stay as they are.
  package func record(_ result: TenantResult, in run: RunID) throws(HistoryError) {
    try write { db in
      do {
        try NightRecording(of: result, in: run, db: db).record()
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
        throw HistoryError.contradictoryResult(result.tenant.id, reason: error.message ?? "a rule of the database")
      }
    }
  }
}

/// One tenant's night while it is being recorded.
struct NightRecording {
  let db: Database
  let result: TenantResult
  let run: (number: Int64, isFinished: Bool, window: AuditWindow)
  /// The tenant's number in this file.
  let tenant: Int64
  /// 1 for the tenant's first run.
  let night: Int64
  /// The number of the names of the night before, and what they are.
  private let name: (number: Int64, tenant: Tenant)?

  init(of result: TenantResult, in runID: RunID, db: Database) throws {
    self.db = db
    self.result = result
    guard let run = try RunRow.number(of: runID, in: db) else { throw HistoryError.runUnknown(runID.rawValue) }
    guard !run.isFinished else { throw HistoryError.runAlreadyFinished(runID) }
    self.run = run
    let id = result.tenant.id
    let known = try db.cachedStatement(
      sql: """
        SELECT tenant.number, tenant_run.night, tenant_run.run, run.window_to, tenant_name.number,
          tenant_name.display_name, tenant_name.default_domain, tenant_name.cloud
        FROM tenant
          JOIN tenant_run ON tenant_run.tenant = tenant.number
          JOIN run ON run.number = tenant_run.run
          JOIN tenant_name ON tenant_name.number = tenant_run.name
        WHERE tenant.id = ? ORDER BY tenant_run.night DESC LIMIT 1
        """)
    guard let row = try Row.fetchOne(known, arguments: [StoredText.stored(id.rawValue)]) else {
      try db.cachedStatement(sql: "INSERT INTO tenant (id) VALUES (?)").execute(
        arguments: [StoredText.stored(id.rawValue)])
      tenant = db.lastInsertedRowID
      night = 1
      name = nil
      return
    }
    if try row.integer(2) == run.number { throw HistoryError.tenantAlreadyRecorded(id, runID) }
    let newest = try row.moment(3)
    guard run.window.to >= newest else {
      throw HistoryError.outOfOrder(id, windowEnd: run.window.to, newest: newest)
    }
    tenant = try row.integer(0)
    night = try row.integer(1) + 1
    name = (
      try row.integer(4),
      Tenant(id: id, displayName: try row.text(5), defaultDomain: try row.optionalText(6), cloud: try row.text(7))
    )
  }

  /// Writes the night and what follows from it.
  func record() throws {
    let gaps = try ExplanationRow.number(of: Explanation(gaps: result.gaps).content, in: db)
    try db.cachedStatement(
      sql: "INSERT INTO tenant_run (tenant, night, run, status, name, evidence_at, gaps) VALUES (?, ?, ?, ?, ?, ?, ?)"
    ).execute(arguments: [
      tenant, night, run.number, result.status.rawValue, try nameNumber(), result.evidenceAt?.microseconds, gaps,
    ])
    try recordCoverage()
    try recordUsers()
    try recordFindings()
    try recordPast()
  }

  private func nameNumber() throws -> Int64 {
    let names = result.tenant
    if let (number, known) = name, known.displayName.isIdentical(to: names.displayName),
      known.defaultDomain.isIdentical(to: names.defaultDomain), known.cloud.isIdentical(to: names.cloud)
    {
      return number
    }
    try db.cachedStatement(
      sql: "INSERT INTO tenant_name (tenant, display_name, default_domain, cloud) VALUES (?, ?, ?, ?)"
    ).execute(arguments: [
      tenant, StoredText.stored(names.displayName), names.defaultDomain.map(StoredText.stored),
      StoredText.stored(names.cloud),
    ])
    return db.lastInsertedRowID
  }

  /// The error for a result that says two things of one.
  func contradiction(_ reason: String) -> HistoryError { .contradictoryResult(result.tenant.id, reason: reason) }
}

/// The table `explanation`.
enum ExplanationRow {
  /// The number of a text, which is stored if it is new; nil for nil.
  static func number(of content: String?, in db: Database) throws -> Int64? {
    guard let content else { return nil }
    let digest = Explanation.digest(of: content)
    let known = try db.cachedStatement(sql: "SELECT number FROM explanation WHERE digest = ? AND content = ?")
    if let number = try Int64.fetchOne(known, arguments: [digest, content]) { return number }
    try db.cachedStatement(sql: "INSERT INTO explanation (digest, content) VALUES (?, ?)").execute(
      arguments: [digest, content])
    return db.lastInsertedRowID
  }
}
