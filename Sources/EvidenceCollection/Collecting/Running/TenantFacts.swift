import AuditModel
import MicrosoftCloud

/// A user of the directory, as far as collecting needs to know.
struct DirectoryMember: Hashable, Sendable {
  let reference: UserReference
  let id: UserID
  let isGuest: Bool
}

/// What one collector finds out and another needs: gathered while evidence is streamed, never read back from it.
actor TenantFacts {
  /// Nil until the listing ended; the users that came before a failure count.
  private(set) var users: [DirectoryMember]?
  /// Why not all users are known; nil when they are.
  private(set) var usersGap: CollectionGap?
  /// Nil when Exchange did not list them to the end.
  private(set) var mailboxes: [UserReference]?
  private(set) var activity = UserActivity()
  private(set) var licences: LicensedServices?
  /// Object ids by application id.
  private(set) var servicePrincipals: [String: String] = [:]
  /// What `Get-AdminAuditLogConfig` says; nil when it was not told.
  private(set) var isAuditing: Bool?
  /// Why nothing more is asked of Exchange.
  private(set) var exchangeEnd: CloudFailure?
  private var pendingUsers: [UserID: DirectoryMember] = [:]
  private var pendingMailboxes: [UserID: UserReference] = [:]

  func add(users: [DirectoryMember]) { for user in users { pendingUsers[user.id] = user } }
  func endUsers(_ gap: CollectionGap?) {
    users = pendingUsers.values.sorted { $0.id < $1.id }
    usersGap = gap
  }

  func add(mailboxes: [UserReference]) {
    for mailbox in mailboxes {
      if let id = mailbox.subject { pendingMailboxes[id] = mailbox }
    }
  }

  func endMailboxes() { mailboxes = pendingMailboxes.sorted { $0.key < $1.key }.map(\.value) }

  func add(active names: Set<String>) { activity.names.formUnion(names) }
  func add(administrators: [UserID]) { activity.administrators.formUnion(administrators) }
  func add(servicePrincipals: [(application: String, id: String)]) {
    for principal in servicePrincipals { self.servicePrincipals[principal.application] = principal.id }
  }

  func learn(licences: LicensedServices) { self.licences = licences }
  func learn(isAuditing: Bool) { self.isAuditing = isAuditing }
  func endExchange(_ failure: CloudFailure) { exchangeEnd = exchangeEnd ?? failure }
}

extension UserReference {
  /// The id, or the stand-in that the name gives; nil without either.
  var subject: UserID? { id ?? name.map { UserID(userPrincipalName: $0) } }
}
