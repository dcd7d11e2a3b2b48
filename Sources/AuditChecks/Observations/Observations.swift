import AuditModel

/// What tonight's evidence shows of each user, for the baseline of later nights.
///
/// Only what was measured, and only of the window: a kind that is missing adds nothing, so that what earlier nights
/// showed stays as it is. Of everybody whom the tenant's result names. Networks are kept as /24 (IPv4) and /48 (IPv6),
/// days as their beginning in UTC.
struct Observations {
  private(set) var users: [UserID: UserPast] = [:]
  private let window: AuditWindow
  private let known: Set<UserID>
  /// People come from the same few addresses day by day.
  private var networks: [String: String?] = [:]

  init(index: EvidenceIndex, window: AuditWindow, settings: CheckSettings, users facts: [UserFacts]) {
    self.window = window
    known = Set(facts.lazy.map(\.id))
    users.reserveCapacity(known.count)
    addProfiles(index)
    addSignIns(index)
    addMailAccess(index)
    for (user, volumes) in SentVolumes(index: index, window: window, settings: settings).byUser
    where known.contains(user) {
      users[user, default: UserPast()].sentPerDay = volumes
    }
  }

  private mutating func addProfiles(_ index: EvidenceIndex) {
    guard index.evidence.users.value != nil else { return }
    for user in index.people.directory.users where known.contains(user.id) {
      users[user.id, default: UserPast()].profile = user.profile
    }
  }

  /// Countries and networks of successes; what failed says nothing of the user.
  private mutating func addSignIns(_ index: EvidenceIndex) {
    for (user, signIns) in index.signInsByUser where known.contains(user) {
      for signIn in signIns where signIn.hasSucceeded && window.contains(signIn.occurredAt) {
        let day = signIn.occurredAt.startOfDay
        if let country = signIn.country, !country.isEmpty {
          users[user, default: UserPast()].countries.see(country.uppercased(), on: day)
        }
        addNetwork(of: signIn.clientAddress, for: user, on: day)
      }
    }
  }

  private mutating func addMailAccess(_ index: EvidenceIndex) {
    var owners: [String: UserID?] = [:]
    for record in index.auditRecords(["mailitemsaccessed"])
    where record.hasSucceeded != false && window.contains(record.occurredAt) {
      guard let name = record.mailboxOwner ?? record.actor, !name.isEmpty else { continue }
      let owner = owners[name] ?? index.people.mailbox(named: name)
      owners.updateValue(owner, forKey: name)
      guard let owner, known.contains(owner) else { continue }
      let day = record.occurredAt.startOfDay
      if let client = record.applicationID, !client.isEmpty {
        users[owner, default: UserPast()].mailClients.see(client.lowercased(), on: day)
      }
      addNetwork(of: record.clientAddress, for: owner, on: day)
    }
  }

  private mutating func addNetwork(of address: String?, for user: UserID, on day: Timestamp) {
    guard let address else { return }
    let network = networks[address] ?? NetworkNeighbourhood.of(address)
    networks.updateValue(network, forKey: address)
    guard let network else { return }
    users[user, default: UserPast()].networks.see(network, on: day)
  }
}

extension [String: Timestamp] {
  /// Keeps the later day.
  fileprivate mutating func see(_ value: String, on day: Timestamp) {
    if let known = self[value], known >= day { return }
    self[value] = day
  }
}
