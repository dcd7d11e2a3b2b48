/// Finds the user that a record names, however it spells the name.
///
/// Without a listing of users every address stands for itself, so that events can still be attributed.
package struct UserDirectory: Sendable {
  package let users: [UserPrincipal]
  /// False when the listing of users was not collected: nobody can then be called unknown.
  package let isAvailable: Bool
  private let positions: [String: Int]
  private let positionsOfIDs: [UserID: Int]

  package init(users: [UserPrincipal]?) {
    self.users = users ?? []
    isAvailable = users != nil
    var positions: [String: Int] = [:]
    var positionsOfIDs: [UserID: Int] = [:]
    positions.reserveCapacity(self.users.count * 2)
    positionsOfIDs.reserveCapacity(self.users.count)
    // First by proxy address, then by mail, then by principal name: the stronger name wins a clash.
    // By position, because users are large to copy.
    let users = self.users
    for index in users.indices {
      positionsOfIDs[users[index].id] = index
      for address in users[index].proxyAddresses { positions[address.inLowerCase] = index }
    }
    for index in users.indices {
      if let mail = users[index].mail { positions[mail.inLowerCase] = index }
    }
    for index in users.indices { positions[users[index].userPrincipalName.inLowerCase] = index }
    self.positions = positions
    self.positionsOfIDs = positionsOfIDs
  }

  package func user(id: UserID) -> UserPrincipal? { positionsOfIDs[id].map { users[$0] } }

  /// The user of that principal name, mail or proxy address, in any letter case.
  package func user(named name: String) -> UserPrincipal? { positions[name.inLowerCase].map { users[$0] } }

  /// As `user(named:)`, without copying the user.
  ///
  /// - Parameter name: in lower case.
  package func userID(lowercased name: String) -> UserID? { positions[name].map { users[$0].id } }

  /// The id to attribute to: the directory's, else the reference's own, else a stand-in made of the address.
  ///
  /// Nil when the reference names nobody, or names somebody whom a collected directory does not know.
  package func userID(of reference: UserReference) -> UserID? {
    if let id = reference.id {
      if !isAvailable || positionsOfIDs[id] != nil { return id }
    }
    guard let name = reference.name, !name.isEmpty else { return nil }
    if let user = user(named: name) { return user.id }
    let id = UserID(rawValue: name)
    if positionsOfIDs[id] != nil { return id }
    guard !isAvailable, name.contains("@") else { return nil }
    return UserID(userPrincipalName: name)
  }

  /// The name to show for an id: the principal name, or what stands behind `upn:`.
  package func name(of id: UserID) -> String {
    if let user = user(id: id) { return user.userPrincipalName }
    return id.isObjectID ? id.rawValue : String(id.rawValue.dropFirst(4))
  }
}
