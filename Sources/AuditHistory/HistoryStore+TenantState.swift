package import AuditModel
import GRDB

/// What the history knows of a tenant before tonight, as far as it decides what is to be collected.
package struct TenantState: Hashable, Sendable {
  /// False while no night of the tenant could see anything: nothing can be carried over from an earlier night.
  package let wasSeen: Bool
  /// Users with an open finding that counts.
  package let flagged: Set<UserID>
  /// How many users the newest night that listed them knew; nil when none did.
  package let userCount: Int?
  /// The name of the newest night; nil when the tenant is unknown.
  package let tenant: Tenant?

  package init(wasSeen: Bool, flagged: Set<UserID>, userCount: Int?, tenant: Tenant?) {
    self.wasSeen = wasSeen
    self.flagged = flagged
    self.userCount = userCount
    self.tenant = tenant
  }
}

extension HistoryStore {
  /// What is known of one tenant, an unknown one included.
  ///
  /// - Parameter threshold: the severity from which an open finding makes its user a flagged one.
  package func state(
    of tenant: TenantID, countingFrom threshold: Severity
  ) throws(HistoryError) -> TenantState {
    try read { db in
      let id = StoredText.stored(tenant.rawValue)
      guard let row = try Row.fetchOne(try db.cachedStatement(sql: Self.stateOfTenant), arguments: [id]) else {
        return TenantState(wasSeen: false, flagged: [], userCount: nil, tenant: nil)
      }
      let number = try row.integer(0)
      let users = Int(try row.integer(2))
      let name = Tenant(
        id: tenant, displayName: try row.text(3), defaultDomain: try row.optionalText(4), cloud: try row.text(5))
      let rows = try Row.fetchCursor(try db.cachedStatement(sql: Self.flaggedUsers), arguments: [number])
      var flagged: Set<UserID> = []
      while let row = try rows.next() {
        guard let severity = Severity(rawValue: try row.text(1)), severity >= threshold else { continue }
        flagged.insert(UserID(rawValue: try row.text(0)))
      }
      return TenantState(
        wasSeen: try row.integer(1) != 0, flagged: flagged, userCount: users > 0 ? users : nil, tenant: name)
    }
  }

  static let stateOfTenant = """
    SELECT tenant.number,
      EXISTS (SELECT 1 FROM tenant_run AS seen WHERE seen.tenant = tenant.number AND seen.status <> 'failed'),
      (SELECT count(*) FROM user_interval WHERE user_interval.tenant = tenant.number AND until_night IS NULL),
      tenant_name.display_name, tenant_name.default_domain, tenant_name.cloud
    FROM tenant
      CROSS JOIN tenant_run ON tenant_run.tenant = tenant.number
      CROSS JOIN tenant_name ON tenant_name.number = tenant_run.name
    WHERE tenant.id = ? ORDER BY tenant_run.night DESC LIMIT 1
    """

  static let flaggedUsers = """
    SELECT DISTINCT finding.user_id, finding_interval.severity
    FROM finding_interval CROSS JOIN finding ON finding.number = finding_interval.finding
    WHERE finding_interval.tenant = ? AND finding_interval.until_night IS NULL AND finding.user_id IS NOT NULL
    """
}
