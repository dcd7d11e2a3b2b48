import AuditModel
import MicrosoftCloud

/// Whom the listings of a tenant name: the users, their mailboxes, and who showed up in the logs.
struct Roster: Sendable {
  struct User: Sendable {
    let id: UserID
    let name: String
    let isGuest: Bool
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
      users.append(User(id: UserID(id), name: name, isGuest: object.detail?.lowercased() == "guest"))
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
      guard let name = object.name ?? object.detail, !name.isEmpty else { continue }
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
  /// Nil when everybody is due.
  private let due: Set<UserID>?

  init(_ roster: Roster, _ plan: CollectionPlan) {
    if let only = plan.onlyUser?.lowercased() {
      due = Set(roster.users.filter { $0.id.rawValue == only || $0.name.lowercased() == only }.map(\.id))
    } else if plan.isFirstAudit || roster.users.count <= plan.refresh.everybodyUpTo || plan.refresh.nights <= 1 {
      due = nil
    } else {
      due = Set(
        roster.users.filter { user in
          Self.turn(of: user.id, among: plan.refresh.nights) == plan.night % plan.refresh.nights
            || roster.administrators.contains(user.id) || plan.flagged.contains(user.id)
            || roster.seenIDs.contains(user.id.rawValue) || roster.seenNames.contains(user.name.lowercased())
        }.map(\.id))
    }
  }

  /// A user without an account in the directory is always due.
  func isDue(_ user: UserID?) -> Bool {
    guard let due, let user else { return true }
    return due.contains(user)
  }

  /// The same night of every cycle for the same user, evenly spread (FNV-1a).
  static func turn(of user: UserID, among nights: Int) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in user.rawValue.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int((hash ^ (hash >> 32)) % UInt64(nights))
  }
}
