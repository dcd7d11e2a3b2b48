extension TenantPlanner {
  /// Invents everybody: administrator, help desk, members, some guests and shared mailboxes, the newest ones last.
  mutating func addPeople() {
    var taken: Set<String> = []
    let style = random.below(3)
    let joiners = size >= 10 ? max(1, size / 45) : 0
    for index in 0..<size {
      var dice = SeededGenerator(seed: tenant.seed, Purpose.person.rawValue, UInt64(tenant.index), UInt64(index))
      let kind: Person.Kind =
        index < 3 || isHostile ? .member : dice.chance(50) ? .guest : dice.chance(42) ? .sharedMailbox : .member
      let isJoiner = index >= size - joiners
      tenant.people.append(person(index, kind, style: style, isJoiner: isJoiner, taken: &taken, dice: &dice))
    }
    appointAdministrators()
    let oldest = ago(30)
    candidates = tenant.people.filter {
      $0.kind == .member && $0.createdAt < oldest && $0.index >= 3 && $0.isEnabled
    }.map(\.index)
    // In the smallest tenants the administrator is the only one to whom anything can happen.
    if candidates.isEmpty, let last = tenant.people.last(where: { $0.kind == .member }) { candidates = [last.index] }
    for index in candidates.indices.reversed() { candidates.swapAt(index, random.below(index + 1)) }
  }

  /// An account that is not counted: it comes and goes between two nights.
  mutating func addGhost(createdAt: Int64, deletedAt: Int64) -> Int {
    var taken: Set<String> = Set(tenant.people.map(\.principalName))
    let index = tenant.people.count
    var dice = SeededGenerator(seed: tenant.seed, Purpose.person.rawValue, UInt64(tenant.index), UInt64(index))
    var ghost = person(index, .member, style: 0, isJoiner: false, taken: &taken, dice: &dice)
    ghost.createdAt = createdAt
    ghost.passwordSetAt = createdAt
    ghost.deletedAt = deletedAt
    tenant.people.append(ghost)
    reserved.insert(index)
    return index
  }

  private mutating func appointAdministrators() {
    guard !tenant.people.isEmpty else { return }
    tenant.roles.append(PlannedRole(person: 0, role: .globalAdministrator, from: tenant.people[0].createdAt))
    guard tenant.people.count > 4 else { return }
    tenant.roles.append(PlannedRole(person: 1, role: .helpdeskAdministrator, from: tenant.people[1].createdAt))
    tenant.roles.append(PlannedRole(person: 1, role: .userAdministrator, from: tenant.people[1].createdAt))
  }

  private func person(
    _ index: Int, _ kind: Person.Kind, style: Int, isJoiner: Bool, taken: inout Set<String>,
    dice: inout SeededGenerator
  ) -> Person {
    // One in eight has a name of another language: offices are mixed.
    let tongue = dice.chance(125) ? dice.pick(Tongue.allCases) : tenant.tongue
    let given = dice.pick(PersonNames.given(tongue))
    let surname = dice.pick(PersonNames.surnames(tongue))
    let local = localPart(index, kind, given: given, surname: surname, style: style, taken: &taken)
    let principal =
      kind == .guest ? "\(local)_partner\(index % 7).example#EXT#@\(tenant.initialDomain)" : "\(local)@\(tenant.domain)"
    let created =
      isJoiner && index > 0
      ? ago(Int64(dice.below(14)), Int64(3600 + dice.below(70_000)))
      : ago(Int64(40 + dice.below(2_000)), Int64(dice.below(86_400)))
    let passwordAge = min(tenant.end - created, Int64(20 + dice.below(500)) * secondsPerDay + Int64(dice.below(86_400)))
    let name = kind == .sharedMailbox ? "\(surname) Office" : "\(given) \(surname)"
    return Person(
      index: index, id: SyntheticID(seed: tenant.seed, .person, tenant.index, index),
      mailboxID: SyntheticID(seed: tenant.seed, .mailbox, tenant.index, index), kind: kind,
      displayName: isHostile ? HostileTexts.name(index) : JSONText(name), givenName: given, surname: surname,
      principalName: principal,
      otherCase: otherCase(of: principal, index: index),
      mail: kind == .guest ? "\(local)@partner\(index % 7).example" : principal, createdAt: created,
      passwordSetAt: isJoiner ? created : max(created, tenant.end - passwordAge))
  }

  private func localPart(
    _ index: Int, _ kind: Person.Kind, given: String, surname: String, style: Int, taken: inout Set<String>
  ) -> String {
    let first = PersonNames.principal(given)
    let last = PersonNames.principal(surname)
    let stem: String
    switch (kind, style) {
    case (.sharedMailbox, _): stem = "office.\(last)"
    case (_, 0): stem = "\(first).\(last)"
    case (_, 1): stem = "\(first.prefix(1))\(last)"
    default: stem = "\(first)\(last.prefix(1))"
    }
    // Principal names are unique without regard to case; the number of the second is its position.
    let local = taken.insert(stem).inserted ? stem : "\(stem)\(index)"
    taken.insert(local)
    return local
  }

  /// What other services write instead of the directory's spelling.
  private func otherCase(of principal: String, index: Int) -> String {
    guard let at = principal.firstIndex(of: "@") else { return principal }
    switch index % 3 {
    case 0: return principal.uppercased()
    case 1: return principal[..<at].uppercased() + principal[at...]
    default: return principal.prefix(1).uppercased() + principal.dropFirst()
    }
  }
}
