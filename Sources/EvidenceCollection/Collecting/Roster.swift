import AuditModel
import MicrosoftCloud

/// Whom the listings of a tenant name: the users, their mailboxes, and who showed up in the logs.
struct Roster: Sendable {
  struct User: Sendable {
    let id: UserID
    let name: String
    let isGuest: Bool
    /// The directory knows of a mailbox, here or on premises.
    let holdsMailbox: Bool
  }

  struct Mailbox: Sendable {
    /// Nil for a mailbox without an account in the directory.
    let id: UserID?
    let name: String
  }

  private(set) var users: [User] = []
  private(set) var mailboxes: [Mailbox] = []
  /// Why the users could not be listed to their end.
  var usersFailure: CloudFailure?
  /// Why the mailboxes could not be listed to their end.
  var mailboxesFailure: CloudFailure?
  /// True when Get-Mailbox was listed to its end.
  var knowsMailboxes = false
  private(set) var administrators: Set<UserID> = []
  /// Object ids, in lower case.
  private(set) var seenIDs: Set<String> = []
  /// User principal names and addresses, in lower case.
  private(set) var seenNames: Set<String> = []

  mutating func addUsers(_ objects: [RawObject]) {
    for object in objects {
      guard let id = object.id, let name = object.name, !id.isEmpty else { continue }
      users.append(
        User(
          id: UserID(id), name: name, isGuest: object.detail?.lowercased() == "guest",
          holdsMailbox: object.holdsMailbox))
    }
  }

  /// False for the kinds of mailboxes that Exchange keeps for itself and nobody reads mail in.
  static func holdsRules(_ recipientType: String?) -> Bool {
    switch recipientType {
    case "DiscoveryMailbox", "ArbitrationMailbox", "AuditLogMailbox", "AuxAuditLogMailbox", "MonitoringMailbox",
      "SystemMailbox":
      false
    default: true
    }
  }

  mutating func addMailboxes(_ objects: [RawObject]) {
    for object in objects {
      // By its id where it has no name: whoever is not asked for must be missed, not passed over.
      guard let name = [object.name, object.detail, object.id].lazy.compactMap(\.self).first(where: { !$0.isEmpty })
      else { continue }
      mailboxes.append(Mailbox(id: object.id.flatMap { $0.isEmpty ? nil : UserID($0) }, name: name))
    }
  }

  mutating func addAdministrators(_ objects: [RawObject]) {
    for object in objects { if let id = object.id, !id.isEmpty { administrators.insert(UserID(id)) } }
  }

  mutating func addSeen(ids: some Sequence<String?>, names: some Sequence<String?>) {
    for case let id? in ids where !id.isEmpty { seenIDs.insert(id.lowercased()) }
    for case let name? in names where !name.isEmpty { seenNames.insert(name.lowercased()) }
  }

  /// A listing that began again names its objects twice.
  mutating func makeDistinct() {
    var ids: Set<UserID> = []
    users = users.filter { ids.insert($0.id).inserted }
    var names: Set<String> = []
    mailboxes = mailboxes.filter { names.insert($0.name.lowercased()).inserted }
  }
}

/// Whose per-user kinds are refreshed tonight.
struct Rotation: Sendable {
  private enum Scope {
    case everybody
    case only(Set<UserID>)
    /// Who is due for another reason than their turn, and the turn of tonight.
    case turns(besides: Set<UserID>, tonight: Int, nights: Int)
  }

  private let scope: Scope

  init(_ roster: Roster, _ plan: CollectionPlan) {
    let nights = plan.refresh.nights
    if let only = plan.onlyUser?.lowercased() {
      scope = .only(Set(roster.users.filter { $0.id.rawValue == only || $0.name.lowercased() == only }.map(\.id)))
    } else if plan.isFirstAudit || roster.users.count <= plan.refresh.everybodyUpTo || nights <= 1 {
      scope = .everybody
    } else {
      let seen = roster.users.filter { roster.seenNames.contains($0.name.lowercased()) }.map(\.id)
      scope = .turns(
        besides: roster.administrators.union(plan.flagged).union(roster.seenIDs.map { UserID($0) }).union(seen),
        tonight: plan.night % nights, nights: nights)
    }
  }

  /// True where what the logs and listings name decides who is due, besides the listing of users.
  var needsLogs: Bool { if case .turns = scope { true } else { false } }

  /// A user without an account in the directory is always due; one whom the listing of users lacks has a turn as all others.
  func isDue(_ user: UserID?) -> Bool {
    guard let user else { return true }
    return switch scope {
    case .everybody: true
    case .only(let users): users.contains(user)
    case .turns(let besides, let tonight, let nights):
      besides.contains(user) || Self.turn(of: user, among: nights) == tonight
    }
  }

  /// The same night of every cycle for the same user, evenly spread (FNV-1a).
  static func turn(of user: UserID, among nights: Int) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in user.rawValue.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int((hash ^ (hash >> 32)) % UInt64(nights))
  }
}
