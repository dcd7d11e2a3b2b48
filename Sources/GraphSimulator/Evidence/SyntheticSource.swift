import Synchronization
import SyntheticFleet

/// A synthetic fleet on one night; lines are made when they are asked for.
final class SyntheticSource: EvidenceSource {
  let tenants: [TenantFacts]
  var applicationID: String { fleet.auditApplicationID }
  var partnerTenantID: String { fleet.partnerTenantID }

  private let fleet: SyntheticFleet
  private let night: Int
  /// Plans of tenants that were asked for lately.
  private let plans = Mutex(RecentValues<Int, SyntheticTenant>(limit: 128))

  init(fleet: SyntheticFleet, night: Int) {
    self.fleet = fleet
    self.night = night
    tenants = (0..<fleet.tenantCount).map { TenantFacts(fleet.tenant($0, night: night), index: $0) }
  }

  func forEachLine(of kind: String, tenant: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    let plan = plan(tenant)
    guard let kind = plan.kinds.first(where: { $0.name == kind }) else { return }
    try plan.forEachLine(of: kind) { try body($0.bindMemory(to: UInt8.self)) }
  }

  private func plan(_ index: Int) -> SyntheticTenant {
    if let known = plans.withLock({ $0[index] }) { return known }
    let made = fleet.tenant(index, night: night)
    plans.withLock { $0[index] = made }
    return made
  }
}

extension TenantFacts {
  init(_ tenant: SyntheticTenant, index: Int) {
    let wire = tenant.wire
    self.init(
      index: index, id: tenant.id, name: tenant.displayName, domain: tenant.defaultDomain,
      userCount: tenant.userCount, hasConsent: wire.hasConsent,
      licence: Licence(rawValue: wire.licence.rawValue) ?? .premiumP2, hasIntune: wire.hasIntune,
      isAuditing: wire.isAuditing, hasExchangeRole: wire.hasExchangeRole,
      rulesComeFromExchange: wire.rulesComeFromExchange, auditSource: wire.auditSource == .graph ? .graph : .exchange,
      slowMailboxes: Set(wire.slowMailboxes), collectedAt: tenant.collectedAt)
  }
}
