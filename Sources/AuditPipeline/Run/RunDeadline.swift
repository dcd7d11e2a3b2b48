package import AuditModel

/// The moment from which a run begins no further tenant.
package struct RunDeadline: Sendable {
  package let moment: Timestamp
  private let now: @Sendable () -> Timestamp

  package init(moment: Timestamp, now: @escaping @Sendable () -> Timestamp) {
    self.moment = moment
    self.now = now
  }

  var hasPassed: Bool { now() >= moment }

  /// What is known of a tenant whose turn did not come: every kind is a gap.
  func evidence(of tenant: Tenant) -> TenantEvidence {
    TenantEvidence(
      of: tenant, without: .interrupted,
      because: "The deadline \(moment.iso8601) came before this tenant's turn.")
  }
}

extension TenantEvidence {
  /// Evidence of which every kind is missing for one cause.
  init(of tenant: Tenant, without reason: GapReason, because message: String) {
    self.init(tenant: tenant) { CollectionGap(kind: $0, reason: reason, message: message) }
  }
}
