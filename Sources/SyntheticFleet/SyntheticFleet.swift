/// A seeded fleet of invented Microsoft 365 tenants with believable innocents and known compromises.
///
/// The same arguments give the same bytes on every machine, in any order of asking, one tenant and night at a time.
/// Figures: the shares published and measured for audit logs (see the calibration test), about 20 kB a user and week.
package struct SyntheticFleet: Sendable {
  package let seed: UInt64
  /// When each night's collection ended, in unix seconds, oldest first; the last one is tonight.
  package let nightEnds: [Int64]
  private let layout: FleetLayout

  /// - Parameters:
  ///   - tenants: how many tenants, at least one.
  ///   - users: how many users tonight in all of them together, divided unevenly.
  ///   - endingAt: unix seconds of tonight's collection.
  ///   - nights: how many nights can be asked for: tonight, yesterday, a week ago, two weeks ago …
  ///   - hostile: adds one more tenant, of twelve users, whose names are attacks on whoever shows them.
  package init(
    tenants: Int = 12, users: Int = 600, seed: UInt64, endingAt: Int64, nights: Int = 3, hostile: Bool = false
  ) {
    self.seed = seed
    nightEnds = (0..<max(1, nights)).reversed().map { back in
      endingAt - (back < 2 ? Int64(back) : Int64(back - 1) * 7) * secondsPerDay
    }
    layout = FleetLayout(tenants: max(1, tenants), users: max(0, users), seed: seed, hostile: hostile)
  }

  /// The client id of the audit's own application, whose service principal stands in every tenant.
  package var auditApplicationID: String { SyntheticID.auditApplication(seed: seed).text }

  /// The tenant of the MSP that audits: it owns that application, and is none of the fleet's.
  package var partnerTenantID: String { SyntheticID.partnerTenant(seed: seed).text }

  /// How many tenants there are, the hostile one included.
  package var tenantCount: Int { layout.sizes.count }

  /// How many users a tenant has tonight.
  package func userCount(ofTenant index: Int) -> Int { layout.sizes[index] }

  /// One tenant on one night; `night` is a position in `nightEnds`.
  package func tenant(_ index: Int, night: Int) -> SyntheticTenant {
    SyntheticTenant(plan: plan(ofTenant: index), night: nightEnds[night])
  }

  /// Everything planted that one night's evidence shows, tenant by tenant; makes the plan of every tenant.
  package func truth(night: Int) -> [PlantedSign] {
    (0..<tenantCount).flatMap { tenant($0, night: night).truth }
  }

  private func plan(ofTenant index: Int) -> TenantPlan {
    TenantPlanner(
      seed: seed, index: index, size: layout.sizes[index], end: nightEnds[nightEnds.count - 1],
      isHostile: index == layout.hostileIndex
    ).plan()
  }
}

/// Seconds of a day; nights are whole days apart, so that a day's events belong to one slot.
let secondsPerDay: Int64 = 86_400

/// How far back the logs of a night reach.
let logReach: Int64 = 7 * secondsPerDay
