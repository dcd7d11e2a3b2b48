package import AuditModel
import GRDB

extension HistoryStore {
  /// One tenant exactly as the history knew it when that run was recorded; later runs change nothing of it.
  ///
  /// Everything is read at one moment; memory is that of this tenant. Evidence of a finding shows when it was
  /// collected for the first time in its present form. Users whose listing failed keep their last known facts.
  /// - Throws: `runUnknown`, `tenantNotRecorded` or `damaged`.
  package func recordedTenant(_ tenant: TenantID, at run: RunID) throws(HistoryError) -> RecordedTenant {
    try read { db in try NightReconstruction(of: tenant, at: run, db: db).recordedTenant() }
  }
}

/// One tenant's night while it is being rebuilt.
struct NightReconstruction {
  let db: Database
  let id: TenantID
  /// The tenant's number in this file.
  let tenant: Int64
  let night: Int64
  let nights: NightSeries

  init(of id: TenantID, at run: RunID, db: Database) throws {
    self.db = db
    self.id = id
    let statement = try db.cachedStatement(
      sql: """
        SELECT tenant_run.tenant, tenant_run.night
        FROM run CROSS JOIN tenant CROSS JOIN tenant_run ON tenant_run.run = run.number AND tenant_run.tenant = tenant.number
        WHERE run.id = ? AND tenant.id = ?
        """)
    guard let row = try Row.fetchOne(statement, arguments: [run.rawValue, StoredText.stored(id.rawValue)]) else {
      guard try RunRow.number(of: run, in: db) != nil else { throw HistoryError.runUnknown(run.rawValue) }
      throw HistoryError.tenantNotRecorded(id, run)
    }
    tenant = try row.integer(0)
    night = try row.integer(1)
    nights = try NightSeries(endingAt: night, of: tenant, db: db)
  }

  func recordedTenant() throws -> RecordedTenant {
    let explanations = ExplanationReader(db: db)
    let statement = try db.cachedStatement(sql: Self.tenantAtNight)
    guard let row = try Row.fetchOne(statement, arguments: [tenant, night]) else {
      throw UnreadableRow(reason: "night \(night) of tenant \(id) is missing")
    }
    let coverage = try coverageByNight(explanations)
    return RecordedTenant(
      tenant: Tenant(
        id: id, displayName: try row.text(2), defaultDomain: try row.optionalText(3), cloud: try row.text(4)),
      status: try row.word(0), evidenceAt: try row.optionalMoment(1), users: try users(),
      findings: try findings(coverage: coverage), coverage: try recordedCoverage(coverage),
      gaps: try explanations.explanation(try row.optionalInteger(5)).gaps, previous: nights.previous?.run,
      week: nights.week?.run, lastCompleteRun: try lastCompleteRun(),
      nights: nights.recent.map { night in
        RecordedTenant.Night(
          run: night.run, status: night.status, coverage: (coverage[night.number] ?? []).map(\.coverage))
      })
  }

  static let tenantAtNight = """
    SELECT tenant_run.status, tenant_run.evidence_at, tenant_name.display_name, tenant_name.default_domain,
      tenant_name.cloud, tenant_run.gaps
    FROM tenant_run JOIN tenant_name ON tenant_name.number = tenant_run.name
    WHERE tenant_run.tenant = ? AND tenant_run.night = ?
    """

  static let lastComplete = """
    SELECT night FROM tenant_run WHERE tenant = ? AND night <= ? AND status = 'complete' ORDER BY night DESC LIMIT 1
    """

  static let usersAtNight = """
    SELECT user_id, user_principal_name, display_name, type, is_enabled, is_privileged FROM user_interval
    WHERE tenant = ?1 AND from_night <= ?2 AND (until_night IS NULL OR until_night > ?2)
    """

  private func lastCompleteRun() throws -> RunReference? {
    let statement = try db.cachedStatement(sql: Self.lastComplete)
    guard let found = try Int64.fetchOne(statement, arguments: [tenant, night]) else { return nil }
    return try nights.reference(to: found, of: tenant, db: db)
  }

  private func users() throws -> [UserFacts] {
    let rows = try Row.fetchCursor(try db.cachedStatement(sql: Self.usersAtNight), arguments: [tenant, night])
    var users: [UserFacts] = []
    while let row = try rows.next() { users.append(try UserRow.facts(row)) }
    return users.sorted { $0.id < $1.id }
  }
}

/// Reads stored explanations, each once.
final class ExplanationReader {
  private let db: Database
  private var known: [Int64: Explanation] = [:]

  init(db: Database) { self.db = db }

  /// The explanation of that number; the empty one for nil.
  func explanation(_ number: Int64?) throws -> Explanation {
    guard let number else { return Explanation() }
    if let explanation = known[number] { return explanation }
    let statement = try db.cachedStatement(sql: "SELECT content FROM explanation WHERE number = ?")
    guard let content = try String.fetchOne(statement, arguments: [number]) else {
      throw UnreadableRow(reason: "explanation \(number) is missing")
    }
    let explanation = try Explanation(content: content)
    known[number] = explanation
    return explanation
  }
}
