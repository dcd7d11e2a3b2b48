import AuditModel

/// What findings of one tenant's users have in common, and which traces may leave the tenant.
struct TenantCampaigns {
  /// Traces that may join the findings of other tenants, sorted.
  let traces: [Trace]
  /// Traces that two or more users of this tenant show, sorted by kind and value.
  private let shared: [(campaign: Campaign, traces: [Trace])]

  init(traces: [Trace], findings: [FindingKey: Finding], evidence: EvidenceIndex, settings: CheckSettings) {
    let admitted = Set(traces).filter { trace in
      guard let key = trace.findingKey else { return true }
      guard let finding = findings[key], Campaign.admits(trace.kind, of: finding.severity) else { return false }
      return !Self.isOrdinary(trace, settings: settings)
    }.sorted()
    let ordinary = Self.ordinaryAddresses(among: admitted, evidence: evidence)
    self.traces = admitted.filter { $0.kind != .clientAddress || !ordinary.contains($0.value) }
    let candidates = Dictionary(grouping: self.traces.filter { $0.kind != .phone }) {
      Subject(kind: $0.kind, value: $0.value)
    }
    .filter { Set($0.value.lazy.compactMap(\.userID)).count > 1 }
    let stories = TracedStories(candidates.values.joined(), findings: findings, evidence: evidence)
    let groups = candidates.filter { stories.areSeveral($0.value) }
    shared = groups.sorted { $0.key < $1.key }.compactMap { subject, traces in
      let users = Set(traces.compactMap(\.userID))
      // Where the whole address is shared by the same users, its domain says nothing more.
      let isTold =
        subject.kind == .outsideDomain
        && groups.contains { other, traces in
          other.kind == .forwardingTarget && other.value.mailDomain == subject.value
            && users.isSubset(of: traces.compactMap(\.userID))
        }
      if isTold { return nil }
      return (Campaign(kind: subject.kind, value: subject.value, users: users.count, tenants: 1), traces)
    }
  }

  private struct Subject: Hashable, Comparable {
    let kind: Trace.Kind
    let value: String
    static func < (left: Subject, right: Subject) -> Bool {
      (left.kind.rawValue, left.value) < (right.kind.rawValue, right.value)
    }
  }

  /// Raises what is joined, and says so about each user.
  ///
  /// - Parameter findings: all of the tenant by key; what is joined is changed in place.
  func join(_ findings: inout [FindingKey: Finding], people: PeopleDirectory, tenant: TenantID) -> [Finding] {
    var own: [Finding] = []
    for (campaign, traces) in shared {
      for (user, traces) in Dictionary(grouping: traces, by: \.userID) {
        let keys = Set(traces.compactMap(\.findingKey)).sorted()
        for key in keys { findings[key] = findings[key].map(campaign.joining) }
        own.append(
          campaign.finding(
            about: user, named: user.map(people.name(of:)) ?? "The tenant", joined: keys.compactMap { findings[$0] },
            in: tenant))
      }
    }
    return own
  }

  /// True for what the configuration trusts, and for domains at which anybody may have an address.
  private static func isOrdinary(_ trace: Trace, settings: CheckSettings) -> Bool {
    switch trace.kind {
    case .outsideDomain: PublicMailDomains.contains(trace.value) || settings.trustedDomains.contains(trace.value)
    case .forwardingTarget:
      settings.trusts(
        address: trace.value, domain: trace.value.split(separator: "@").last.map(String.init) ?? trace.value)
    case .application: settings.isTrustedApplication(trace.value)
    case .clientAddress: !ForeignAddress.isTelling(trace.value) || settings.isTrustedNetwork(trace.value)
    case .phone: false
    }
  }

  /// Addresses from which also people of the tenant work of whom no trace tells: the office, not an intruder.
  ///
  /// One success from an address proves nothing: that is how the intruder's next victim looks. Somebody works where they
  /// were on several days, or on earlier nights already.
  private static func ordinaryAddresses(among traces: [Trace], evidence: EvidenceIndex) -> Set<String> {
    var suspects: [String: Set<UserID>] = [:]
    for trace in traces where trace.kind == .clientAddress {
      if let user = trace.userID { suspects[trace.value, default: []].insert(user) }
    }
    if suspects.isEmpty { return [] }
    let past = evidence.evidence.past.users
    var ordinary: Set<String> = []
    var firstDays: [String: [UserID: CalendarDay]] = [:]
    func note(_ address: String?, at moment: Timestamp, _ user: () -> UserID?) {
      guard let address, let known = suspects[address], !ordinary.contains(address), let user = user(),
        !known.contains(user)
      else { return }
      let day = CalendarDay(moment)
      let first = firstDays[address]?[user] ?? day
      if first != day || past[user]?.knowsNetwork(of: address) == true { ordinary.insert(address) }
      firstDays[address, default: [:]][user] = first
    }
    for signIn in evidence.evidence.signIns.value ?? [] where signIn.hasSucceeded {
      note(signIn.clientAddress, at: signIn.occurredAt) { evidence.people.owner(of: signIn.user) }
    }
    for record in evidence.evidence.unifiedAudit.value ?? [] where record.hasSucceeded != false {
      note(record.clientAddress, at: record.occurredAt) { record.actor.flatMap { evidence.people.account(named: $0) } }
    }
    return ordinary
  }
}
