import AuditModel
import GRDB

extension NightRecording {
  /// True when a user who is not named tonight may still be there: nobody, or not everybody, was listed.
  private var isListIncomplete: Bool { result.status == .failed || result.gaps.contains { $0.kind == .users } }

  /// Ends the intervals of users who changed or left, and begins those of users who changed or came.
  ///
  /// What could not be read does not make users leave: their last known facts stay, also where other evidence names
  /// them tonight. A failed tenant's facts stay as they are altogether.
  func recordUsers() throws {
    if result.status == .failed, night > 1 { return }
    var places = try placesOfUsers()
    var ended: [(user: String, facts: UserFacts?)] = []
    if night > 1 {
      let rows = try Row.fetchCursor(try db.cachedStatement(sql: Self.openUsers), arguments: [tenant])
      while let row = try rows.next() {
        let stored = try row.decode(String.self, atIndex: 0)
        let known = try UserRow.facts(row)
        guard let place = places.removeValue(forKey: known.id) else {
          if !isListIncomplete { ended.append((stored, nil)) }
          continue
        }
        let facts = isListIncomplete ? result.users[place].completed(by: known) : result.users[place]
        if !facts.isIdentical(to: known) { ended.append((stored, facts)) }
      }
    }
    let end = try db.cachedStatement(
      sql: "UPDATE user_interval SET until_night = ? WHERE tenant = ? AND user_id = ? AND until_night IS NULL")
    for (user, _) in ended { try end.execute(arguments: [night, tenant, user]) }
    try insert(ended.compactMap(\.facts))
    // In the order of ids, not of a dictionary: the same history gives the same file.
    try insert(night == 1 ? result.users : places.values.sorted().map { result.users[$0] })
  }

  static let openUsers = """
    SELECT user_id, user_principal_name, display_name, type, is_enabled, is_privileged
    FROM user_interval WHERE tenant = ? AND until_night IS NULL ORDER BY user_id
    """

  private func placesOfUsers() throws -> [UserID: Int] {
    var places: [UserID: Int] = [:]
    places.reserveCapacity(result.users.count)
    for (place, user) in result.users.enumerated() {
      guard places.updateValue(place, forKey: user.id) == nil else {
        throw contradiction("it holds the user \(user.id) twice")
      }
    }
    return places
  }

  private func insert(_ users: [UserFacts]) throws {
    guard !users.isEmpty else { return }
    let insert = try db.cachedStatement(
      sql: """
        INSERT INTO user_interval (tenant, user_id, from_night, until_night, user_principal_name, display_name, type,
          is_enabled, is_privileged) VALUES (?, ?, ?, NULL, ?, ?, ?, ?, ?)
        """)
    for user in users {
      try insert.execute(arguments: [
        tenant, StoredText.stored(user.id.rawValue), night, StoredText.stored(user.userPrincipalName),
        user.displayName.map(StoredText.stored), user.type.rawValue, user.isEnabled, user.isPrivileged,
      ])
    }
  }
}

/// The table `user_interval`.
enum UserRow {
  /// The facts of a row: id, user principal name, display name, type, is enabled, is privileged.
  static func facts(_ row: Row) throws -> UserFacts {
    UserFacts(
      id: UserID(rawValue: try row.text(0)), userPrincipalName: try row.text(1), displayName: try row.optionalText(2),
      type: try row.word(3), isEnabled: try row.decode(Bool?.self, atIndex: 4),
      isPrivileged: try row.decode(Bool?.self, atIndex: 5))
  }
}

extension UserFacts {
  /// The known facts, where these are only what other evidence than the listing of users tells of somebody.
  fileprivate func completed(by known: UserFacts) -> UserFacts {
    guard type == .unknown, displayName == nil, isEnabled == nil else { return self }
    return UserFacts(
      id: known.id, userPrincipalName: known.userPrincipalName, displayName: known.displayName, type: known.type,
      isEnabled: known.isEnabled, isPrivileged: isPrivileged ?? known.isPrivileged)
  }

  fileprivate func isIdentical(to other: UserFacts) -> Bool {
    type == other.type && isEnabled == other.isEnabled && isPrivileged == other.isPrivileged
      && id.rawValue.isIdentical(to: other.id.rawValue)
      && userPrincipalName.isIdentical(to: other.userPrincipalName)
      && displayName.isIdentical(to: other.displayName)
  }
}
