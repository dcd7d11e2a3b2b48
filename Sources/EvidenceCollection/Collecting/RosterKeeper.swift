/// Gathers the roster while several listings run.
actor RosterKeeper {
  private var roster = Roster()

  func change(_ body: @Sendable (inout Roster) -> Void) { body(&roster) }

  /// How many different users were listed so far.
  var userCount: Int { Set(roster.users.lazy.map(\.id)).count }

  func distinct() -> Roster {
    roster.makeDistinct()
    return roster
  }
}
