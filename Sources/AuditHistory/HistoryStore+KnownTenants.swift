package import AuditModel
import GRDB

extension HistoryStore {
  /// The tenants that were recorded in the newest finished run, under the names that they had there; ordered by id.
  ///
  /// What a later run does not hold of them has vanished from its evidence, which is a blind spot and no silence.
  /// - Parameter run: looks at the runs that began before this one only; nil for all runs.
  /// - Returns: Empty when no run was finished before.
  /// - Throws: `runUnknown` when the history holds no such run, `damaged`.
  package func knownTenants(before run: RunID?) throws(HistoryError) -> [Tenant] {
    try read { db in
      let limit = try run.map { run in
        guard let row = try RunRow.number(of: run, in: db) else { throw HistoryError.runUnknown(run.rawValue) }
        return row.number
      }
      guard
        let newest = try Int64.fetchOne(
          db, sql: "SELECT max(number) FROM run WHERE finished_at IS NOT NULL AND number < ?",
          arguments: [limit ?? .max])
      else { return [] }
      let rows = try Row.fetchCursor(db, sql: Self.tenantsOfRun, arguments: [newest])
      var tenants: [Tenant] = []
      while let row = try rows.next() {
        tenants.append(
          Tenant(
            id: TenantID(rawValue: try row.text(0)), displayName: try row.text(1),
            defaultDomain: try row.optionalText(2), cloud: try row.text(3)))
      }
      return tenants.sorted { $0.id < $1.id }
    }
  }

  /// The tenants of which a later moment is recorded, each with it: a run that looks back from this one is refused for
  /// them.
  package func tenantsRecorded(after moment: Timestamp) throws(HistoryError) -> [TenantID: Timestamp] {
    try read { db in
      let rows = try Row.fetchCursor(db, sql: Self.recordedAfter, arguments: [moment.microseconds])
      var tenants: [TenantID: Timestamp] = [:]
      while let row = try rows.next() { tenants[TenantID(rawValue: try row.text(0))] = try row.moment(1) }
      return tenants
    }
  }

  static let recordedAfter = """
    SELECT tenant.id, max(run.window_to) FROM run
      CROSS JOIN tenant_run ON tenant_run.run = run.number
      CROSS JOIN tenant ON tenant.number = tenant_run.tenant
    WHERE run.window_to > ? GROUP BY tenant.id
    """

  static let tenantsOfRun = """
    SELECT tenant.id, tenant_name.display_name, tenant_name.default_domain, tenant_name.cloud
    FROM tenant_run
      CROSS JOIN tenant ON tenant.number = tenant_run.tenant
      CROSS JOIN tenant_name ON tenant_name.number = tenant_run.name
    WHERE tenant_run.run = ?
    """
}
