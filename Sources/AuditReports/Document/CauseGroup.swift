package import AuditModel

/// One cause of blindness over the whole report, because one fix clears many rows.
package struct CauseGroup: Hashable, Sendable {
  package let reason: GapReason
  /// The permission, licence or role that would close it; may be empty.
  package let needs: [String]
  /// The evidence that is missing, sorted.
  package let kinds: [EvidenceKind]
  /// Checks without a full answer because of it, sorted by id.
  package let checks: [CheckID]
  package let tenantCount: Int
  /// Up to five of those tenants' names, in the order of tenant ids.
  package let tenantNames: [String]
  /// Known users without a full answer; where a gap may concern anybody, all users of that tenant.
  package let usersAffected: Int
  /// The earliest start of an unbroken series of runs with this cause.
  package let since: RunReference
  /// The longest such series, this run included.
  package let runsInRow: Int
  /// One sentence of the newest gap, for a person.
  package let message: String
  /// The newest error a service gave; nil when none was given.
  package let lastError: ServiceError?

  package init(
    reason: GapReason, needs: [String], kinds: [EvidenceKind], checks: [CheckID], tenantCount: Int,
    tenantNames: [String], usersAffected: Int, since: RunReference, runsInRow: Int, message: String,
    lastError: ServiceError?
  ) {
    self.reason = reason
    self.needs = needs
    self.kinds = kinds
    self.checks = checks
    self.tenantCount = tenantCount
    self.tenantNames = tenantNames
    self.usersAffected = usersAffected
    self.since = since
    self.runsInRow = runsInRow
    self.message = message
    self.lastError = lastError
  }
}
