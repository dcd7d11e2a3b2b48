package import AuditModel

/// Gathers the traces of a run's tenants and tells which of them cross from one tenant to another.
///
/// Memory grows with the traces, and every phone number of a second factor leaves one: they are kept packed, about 90
/// bytes each, and unpacked only where two tenants seem to share something.
package struct FleetCampaigns: Sendable {
  private struct Subject: Hashable {
    let kind: Trace.Kind
    let value: String
  }

  private struct Sighting: Sendable {
    let tenant: TenantID
    let userID: UserID?
    let findingKey: FindingKey?
  }

  /// What a trace is about, as a number that equal ones have in common, and where it stands.
  private struct Mark: Sendable {
    let subject: Int
    let tenant: Int32
    let place: Int
  }

  private var marks: [Mark] = []
  private var tenants: [TenantID] = []
  private var packed: [PackedTraces] = []

  package init() {}

  package mutating func add(_ traces: [Trace], of tenant: TenantID) {
    if traces.isEmpty { return }
    var own = PackedTraces()
    for (trace, place) in zip(traces, own.append(traces)) {
      let subject = Subject(kind: trace.kind, value: trace.value)
      marks.append(Mark(subject: subject.hashValue, tenant: Int32(tenants.count), place: place))
    }
    tenants.append(tenant)
    packed.append(own)
  }

  /// What more than one tenant shows.
  private var crossing: [Subject: [Sighting]] {
    let marks = marks.sorted { $0.subject < $1.subject }
    var sightings: [Subject: [Sighting]] = [:]
    var end = 0
    while end < marks.count {
      let first = marks[end]
      let group = marks[end...].prefix { $0.subject == first.subject }
      end = group.endIndex
      guard group.contains(where: { $0.tenant != first.tenant }) else { continue }
      for mark in group {
        let trace = packed[Int(mark.tenant)].trace(at: mark.place)
        sightings[Subject(kind: trace.kind, value: trace.value), default: []].append(
          Sighting(tenant: tenants[Int(mark.tenant)], userID: trace.userID, findingKey: trace.findingKey))
      }
    }
    return sightings.filter { Set($0.value.map(\.tenant)).count > 1 }
  }

  /// What one tenant's record has to say in the light of the others.
  package struct Amendment: Sendable {
    package let tenant: TenantID
    /// Sorted by kind and value; each with the users of this tenant who show it and their findings.
    package let joins: [Join]

    package struct Join: Sendable {
      package let campaign: Campaign
      package let userID: UserID?
      package let findingKeys: [FindingKey]
    }

    package var findingKeys: Set<FindingKey> { Set(joins.flatMap(\.findingKeys)) }
  }

  /// One entry a tenant that shares something with another, sorted by tenant.
  package var amendments: [Amendment] {
    let crossing = crossing
    var joins: [TenantID: [Amendment.Join]] = [:]
    for (subject, list) in crossing where !isTold(subject, list, by: crossing) {
      let campaign = Campaign(
        kind: subject.kind, value: subject.value,
        users: Set(list.compactMap { sighting in sighting.userID.map { [sighting.tenant.rawValue, $0.rawValue] } })
          .count,
        tenants: Set(list.map(\.tenant)).count)
      for (tenant, own) in Dictionary(grouping: list, by: \.tenant) {
        for (user, sightings) in Dictionary(grouping: own, by: \.userID) {
          joins[tenant, default: []].append(
            Amendment.Join(
              campaign: campaign, userID: user, findingKeys: Set(sightings.compactMap(\.findingKey)).sorted()))
        }
      }
    }
    return joins.map { tenant, joins in
      Amendment(tenant: tenant, joins: joins.sorted { Self.order($0) < Self.order($1) })
    }.sorted { $0.tenant < $1.tenant }
  }

  /// True for a domain where the same tenants share a whole address in it.
  private func isTold(_ subject: Subject, _ list: [Sighting], by crossing: [Subject: [Sighting]]) -> Bool {
    guard subject.kind == .outsideDomain else { return false }
    let tenants = Set(list.map(\.tenant))
    return crossing.contains { other, sightings in
      other.kind == .forwardingTarget && other.value.mailDomain == subject.value
        && tenants.isSubset(of: sightings.map(\.tenant))
    }
  }

  private static func order(_ join: Amendment.Join) -> (String, String, String) {
    (join.campaign.kind.rawValue, join.campaign.value, join.userID?.rawValue ?? "")
  }
}

extension FleetCampaigns.Amendment {
  /// The findings to record: those that the tenant's night confirmed, raised where they are joined, and the campaigns' own.
  ///
  /// - Parameter confirmed: the findings of `findingKeys` as the tenant's night recorded them.
  package func findings(given confirmed: [FindingKey: Finding], named name: (UserID) -> String) -> [Finding] {
    var joined = confirmed
    var own: [Finding] = []
    for join in joins {
      if join.campaign.kind == .phone {
        // A number over tenants is a finding of its own check.
        if let user = join.userID {
          let key = SharedMFANumberCheck.key(of: join.campaign.value, for: user, in: tenant)
          joined[key] = SharedMFANumberCheck.acrossTenants(
            join.campaign, about: user, named: name(user), known: joined[key], in: tenant)
        }
      }
      for key in join.findingKeys { joined[key] = joined[key].map(join.campaign.joining) }
      own.append(
        join.campaign.finding(
          about: join.userID, named: join.userID.map(name) ?? "The tenant",
          joined: join.findingKeys.compactMap { joined[$0] }, in: tenant))
    }
    return joined.values.sorted { $0.key < $1.key } + own
  }
}
