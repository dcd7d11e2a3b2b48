import AuditModel
import GRDB

/// One recorded run of a tenant.
struct RecordedNight {
  let number: Int64
  let run: RunReference
  let window: AuditWindow
  let status: TenantStatus
}

/// A tenant's nights around the one that is shown: what it is compared with, and what trends show.
///
/// A run that was killed never reported, so nothing is compared with it. For trends and the week a night is a day (UTC)
/// on which a run's window ends, and of several runs of a day the newest stands. The shown night itself is always there.
struct NightSeries {
  /// How many nights trends show, the shown one included.
  static let trendLength = 14
  private static let week: Int64 = 7 * 86_400 * 1_000_000
  /// How far from seven days before a run may be to stand for the week: 36 hours.
  private static let weekTolerance: Int64 = 36 * 3_600 * 1_000_000

  /// The last 14 days with a run, oldest first, the shown one last.
  let recent: [RecordedNight]
  /// The newest finished run before the shown one whose window ends earlier.
  let previous: RecordedNight?
  /// Of `recent` the earlier night whose window ends nearest to seven days before; of two as near, the later.
  let week: RecordedNight?
  /// The number of the oldest night of interest.
  let oldest: Int64

  init(endingAt night: Int64, of tenant: Int64, db: Database) throws {
    let rows = try Row.fetchCursor(try db.cachedStatement(sql: Self.nightsBackwards), arguments: [tenant, night])
    var newestFirst: [RecordedNight] = []
    var previous: RecordedNight?
    while newestFirst.count < Self.trendLength || previous == nil, let row = try rows.next() {
      let next = RecordedNight(
        number: try row.integer(0), run: try row.runReference(1),
        window: AuditWindow(from: try row.moment(4), to: try row.moment(3)), status: try row.word(5))
      if previous == nil, let shown = newestFirst.first, next.run.asOf < shown.run.asOf { previous = next }
      // Nights are in order of time, so runs of one day follow each other.
      if next.run.asOf.day == newestFirst.last?.run.asOf.day { continue }
      if newestFirst.count < Self.trendLength { newestFirst.append(next) }
    }
    recent = newestFirst.reversed()
    self.previous = previous
    oldest = min(recent.first?.number ?? night, previous?.number ?? night)
    week =
      newestFirst.dropFirst().map { (night: $0, distance: Self.distance(from: newestFirst[0], to: $0)) }
      .filter { $0.distance <= Self.weekTolerance }.min { $0.distance < $1.distance }?.night
  }

  /// How far a night is from seven days before the shown one. Microseconds.
  private static func distance(from shown: RecordedNight, to night: RecordedNight) -> Int64 {
    abs(shown.run.asOf.microseconds - night.run.asOf.microseconds - week)
  }

  static let nightsBackwards = """
    SELECT tenant_run.night, run.id, run.started_at, run.window_to, run.window_from, tenant_run.status
    FROM tenant_run JOIN run ON run.number = tenant_run.run
    WHERE tenant_run.tenant = ?1 AND tenant_run.night <= ?2
      AND (run.finished_at IS NOT NULL OR tenant_run.night = ?2)
    ORDER BY tenant_run.night DESC
    """

  /// The night that `previous` is, of a night that ends at that moment: tenant, night, end of its window.
  static let comparableNight = """
    SELECT tenant_run.night FROM tenant_run CROSS JOIN run ON run.number = tenant_run.run
    WHERE tenant_run.tenant = ?1 AND tenant_run.night < ?2 AND run.finished_at IS NOT NULL AND run.window_to < ?3
    ORDER BY tenant_run.night DESC LIMIT 1
    """

  /// The first night, up to the shown one, that could see anything; a run that was killed never reported.
  static let firstAudit = """
    SELECT run.window_to FROM tenant_run CROSS JOIN run ON run.number = tenant_run.run
    WHERE tenant_run.tenant = ?1 AND tenant_run.night <= ?2 AND tenant_run.status <> 'failed'
      AND (run.finished_at IS NOT NULL OR tenant_run.night = ?2)
    ORDER BY tenant_run.night LIMIT 1
    """

  /// The end of that night's window; nil while every night failed.
  func firstAudit(of tenant: Int64, db: Database) throws -> Timestamp? {
    guard let shown = recent.last else { return nil }
    let statement = try db.cachedStatement(sql: Self.firstAudit)
    return try Int64.fetchOne(statement, arguments: [tenant, shown.number]).map { Timestamp(microseconds: $0) }
  }

  /// The run of any night of the tenant.
  func reference(to night: Int64, of tenant: Int64, db: Database) throws -> RunReference {
    if let known = recent.last(where: { $0.number == night }) { return known.run }
    let statement = try db.cachedStatement(
      sql: """
        SELECT run.id, run.started_at, run.window_to FROM tenant_run JOIN run ON run.number = tenant_run.run
        WHERE tenant_run.tenant = ? AND tenant_run.night = ?
        """)
    guard let row = try Row.fetchOne(statement, arguments: [tenant, night]) else {
      throw UnreadableRow(reason: "night \(night) of tenant number \(tenant) is missing")
    }
    return try row.runReference(0)
  }
}
