package import AuditModel
import GRDB

extension HistoryStore {
  /// What a night with that window may compare a tenant's users with; empty on the tenant's first night.
  ///
  /// - Cost: reads a row a user; memory is that of this tenant.
  package func past(of tenant: TenantID, before window: AuditWindow) throws(HistoryError) -> TenantPast {
    try read { db in
      guard
        let first = try Row.fetchOne(
          try db.cachedStatement(sql: Self.firstAudit),
          arguments: [StoredText.stored(tenant.rawValue), window.to.microseconds])
      else { return TenantPast() }
      let firstAudit = try first.moment(1)
      let rows = try Row.fetchCursor(
        try db.cachedStatement(sql: PastRow.ofTenant), arguments: [try first.integer(0)])
      var users: [UserID: UserPast] = [:]
      while let row = try rows.next() {
        guard let baseline = try PastRow.past(row).baseline(of: window, firstAudit: firstAudit) else { continue }
        users[UserID(rawValue: try row.text(0))] = baseline
      }
      return TenantPast(firstAuditAt: firstAudit, users: users)
    }
  }

  /// The first night that could see anything, of those that were finished and looked back from an earlier moment.
  static let firstAudit = """
    SELECT tenant.number, run.window_to
    FROM tenant
      CROSS JOIN tenant_run ON tenant_run.tenant = tenant.number
      CROSS JOIN run ON run.number = tenant_run.run
    WHERE tenant.id = ? AND tenant_run.status <> 'failed' AND run.finished_at IS NOT NULL AND run.window_to < ?
    ORDER BY tenant_run.night LIMIT 1
    """
}

/// The table `user_past`.
enum PastRow {
  static let ofTenant = "SELECT user_id, changed, seen_day, content FROM user_past WHERE tenant = ? ORDER BY user_id"

  static func past(_ row: Row) throws -> KeptPast {
    try KeptPast(
      changed: try row.moment(1), seenDay: try row.integer(2), content: try row.decode(String.self, atIndex: 3))
  }
}
