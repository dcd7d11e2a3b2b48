package import AuditModel

/// Turns the many ways in which evidence names a person into one user id.
///
/// Stands on the listing of users; where that is missing or does not know somebody, on what other evidence says.
package final class PeopleDirectory {
  package let directory: UserDirectory
  private let organizationDomain: String?
  /// Principal names of everybody listed: asking here copies no whole user.
  private let names: [UserID: String]
  /// Lower-case names from mailboxes and per-user listings, for users that the directory does not list.
  private var aliases: [String: UserID] = [:]
  /// Names of users that the directory does not list; the shortest wins, so that order never matters.
  private var strangers: [UserID: String] = [:]
  /// Owners of listed mailboxes whom the directory does not list.
  private var mailboxOwners: Set<UserID> = []
  /// Answers of `mailbox(named:)`: an audit log names the same mailboxes again and again.
  private var mailboxes: [String: UserID?] = [:]
  private lazy var localParts: [String: UserID?] = uniqueNames(directory.users.map(\.userPrincipalName.localPart))
  private lazy var displayNames: [String: UserID?] = uniqueNames(directory.users.map(\.displayName))

  init(evidence: TenantEvidence) {
    // Sorted, because two users may claim one address and the directory lets the last one win.
    let users = evidence.users.value?.inFixedOrder { ($0.id, $0.userPrincipalName) < ($1.id, $1.userPrincipalName) }
    directory = UserDirectory(users: users?.withoutCopies)
    names = Dictionary(zip(directory.users.map(\.id), directory.users.map(\.userPrincipalName))) { first, _ in first }
    organizationDomain = evidence.tenant.defaultDomain?.lowercased()
    for mailbox in evidence.mailboxes.value ?? [] {
      learn(mailbox.owner)
      if let id = mailbox.owner.id, names[id] == nil { mailboxOwners.insert(id) }
      if let id = mailbox.owner.id, let address = mailbox.primaryAddress { learn(UserReference(id: id, name: address)) }
    }
    for audit in evidence.directoryAudits.value ?? [] {
      for target in audit.targets where target.type == nil || target.type == "User" {
        learn(UserReference(id: target.id.map { UserID(rawValue: $0) }, name: target.userPrincipalName))
      }
    }
    if evidence.users.isComplete { return }
    evidence.inboxRules.value?.forEach { learn($0.owner) }
    evidence.authenticationMethods.value?.forEach { learn($0.owner) }
    evidence.roleAssignments.value?.forEach { learn($0.principal) }
    evidence.signIns.value?.forEach { learn($0.user) }
    evidence.riskDetections.value?.forEach { learn($0.user) }
    evidence.riskyUsers.value?.forEach { learn($0.user) }
    evidence.registrationDetails.value?.forEach { learn($0.user) }
    evidence.sweepRules.value?.forEach { learn($0.owner) }
    for audit in evidence.directoryAudits.value ?? [] {
      if case .user(let id?, let name?, _) = audit.initiator {
        learn(UserReference(id: UserID(rawValue: id), name: name))
      }
    }
  }

  /// The user whom a listing's item belongs to: never lost, also when the directory does not know them.
  package func owner(of reference: UserReference) -> UserID? {
    if let id = reference.id, names[id] != nil { return id }
    if let id = directory.userID(of: reference) { return canonical(id) }
    if let name = reference.name, let id = aliases[name.lowercased()] { return id }
    if let id = reference.id { return id }
    guard let name = reference.name, name.contains("@") else { return nil }
    return strangerID(name)
  }

  /// The user of that principal name, address, object id, alias or display name; nil when nobody is known by it.
  package func user(named text: String) -> UserID? {
    if let id = account(named: text) { return id }
    let lowered = text.inLowerCase
    if !lowered.utf8.contains(UInt8(ascii: "@")), let entry = displayNames[lowered], let user = entry { return user }
    return nil
  }

  /// As `user(named:)`, without display names: those anybody can take, an outside contact too.
  package func account(named text: String) -> UserID? {
    if text.isEmpty { return nil }
    let lowered = text.inLowerCase
    if let id = directory.userID(lowercased: lowered) ?? aliases[lowered] { return id }
    // A principal name has no slash before its `@`; paths of mailboxes have.
    if lowered.utf8.contains(where: { $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "/") }) { return nil }
    let id = UserID(rawValue: text)
    if names[id] != nil { return id }
    if let organizationDomain, let id = directory.userID(lowercased: lowered + "@" + organizationDomain) { return id }
    if let entry = localParts[lowered], let user = entry { return user }
    return nil
  }

  /// The id of a mailbox named by address, alias, GUID, display name or path
  /// (`…/contoso.onmicrosoft.com/AdeleV`, also with `:\Calendar` behind it).
  package func mailbox(named text: String) -> UserID? {
    if let known = mailboxes[text] { return known }
    let mailbox = foundMailbox(named: text)
    mailboxes.updateValue(mailbox, forKey: text)
    return mailbox
  }

  private func foundMailbox(named text: String) -> UserID? {
    var name = text[...]
    if let colon = name.firstRangeOfFolder { name = name[..<colon] }
    if let id = user(named: String(name)) { return id }
    if name.utf8.contains(UInt8(ascii: "@")) { return strangerID(String(name)) }
    let parts = name.utf8.split(separator: UInt8(ascii: "/")).map(Substring.init)
    guard parts.count >= 2, let last = parts.last else { return nil }
    if last.utf8.contains(UInt8(ascii: "@")) { return user(named: String(last)) ?? strangerID(String(last)) }
    let address = last + "@" + parts[parts.count - 2]
    if let id = user(named: String(address)) ?? user(named: String(last)) { return id }
    guard !isGUID(String(last)), parts[parts.count - 2].contains("."), !last.contains(" "), !last.contains("{")
    else { return nil }
    return strangerID(String(address))
  }

  /// The stand-in id of somebody whom no listing knows.
  package func strangerID(_ name: String) -> UserID { aliases[name.inLowerCase] ?? UserID(userPrincipalName: name) }

  /// True for the owner of a listed mailbox whom the listing of users does not hold.
  func hasMailbox(_ id: UserID) -> Bool { mailboxOwners.contains(id) }

  /// True when the listing of users holds that id.
  package func isListed(_ id: UserID) -> Bool { names[id] != nil }

  package func name(of id: UserID) -> String {
    names[id] ?? strangers[id] ?? directory.name(of: id)
  }

  /// Keeps the name that evidence gives to a user whom the directory does not list (deleted users, shared mailboxes).
  private func learn(_ reference: UserReference) {
    guard let id = reference.id, let name = reference.name, !name.isEmpty, names[id] == nil else { return }
    let lowered = name.inLowerCase
    if id.isObjectID {
      // A deleted user's name gets the object id put before it: the shorter name is the one people know.
      let known = strangers[id]
      if known.map({ (lowered.utf8.count, lowered) < ($0.utf8.count, $0) }) ?? true { strangers[id] = lowered }
    }
    if directory.userID(lowercased: lowered) != nil { return }
    if let known = aliases[lowered], known <= id { return }
    aliases[lowered] = id
  }

  private func canonical(_ id: UserID) -> UserID {
    id.isObjectID ? id : aliases[String(id.rawValue.dropFirst(4))] ?? id
  }

  /// - Parameter names: of the directory's users, in their order.
  private func uniqueNames(_ names: [String?]) -> [String: UserID?] {
    var users: [String: UserID?] = [:]
    users.reserveCapacity(names.count)
    for (position, name) in names.enumerated() {
      guard let name = name?.inLowerCase, !name.isEmpty else { continue }
      if users.updateValue(directory.users[position].id, forKey: name) != nil { users.updateValue(nil, forKey: name) }
    }
    return users
  }
}

extension [UserPrincipal] {
  /// Each id once: of those that are sorted by it. A listing that holds none twice, as nearly all, is handed on.
  fileprivate var withoutCopies: [UserPrincipal] {
    let copies = indices.dropFirst().filter { self[$0].id == self[$0 - 1].id }
    return copies.isEmpty ? self : distinct(by: \.id)
  }
}

extension String {
  /// What stands before the `@` of an address.
  fileprivate var localPart: String {
    String(Substring(utf8.drop { $0 == UInt8(ascii: "@") }.prefix { $0 != UInt8(ascii: "@") }))
  }
}

extension Substring {
  /// Where `:\Folder` begins.
  fileprivate var firstRangeOfFolder: Index? {
    var index = startIndex
    while let colon = utf8[index...].firstIndex(of: UInt8(ascii: ":")) {
      let next = utf8.index(after: colon)
      if next < endIndex, utf8[next] == UInt8(ascii: "\\") { return colon }
      index = next
    }
    return nil
  }
}
