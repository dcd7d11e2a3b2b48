/// Draws up what happens in one tenant: its people first, then what befalls some of them, then everybody's ordinary life.
struct TenantPlanner {
  var random: SeededGenerator
  var tenant: TenantPlan
  let size: Int
  let isHostile: Bool
  /// Members to whom something may happen, in random order.
  var candidates: [Int] = []
  /// People of whom a story tells: nothing else happens to them.
  var reserved: Set<Int> = []
  /// How many attackers came so far; each has an address that nobody else of the fleet has.
  private var attackers = 0

  init(seed: UInt64, index: Int, size: Int, end: Int64, isHostile: Bool) {
    var random = SeededGenerator(seed: seed, Purpose.tenant.rawValue, UInt64(index))
    let tongue = index == 0 || isHostile ? .english : random.pick(Tongue.allCases)
    let offset = Int(SeededGenerator(seed: seed, Purpose.sizes.rawValue, 7).firstNumber(below: 1200))
    let company = CompanyNames.company(index: index, offset: offset, tongue: tongue)
    let slug = isHostile ? "hostile" : company.slug
    let gapKind: GapKind = isHostile ? .none : GapKind(ofTenant: index)
    // A missing Exchange role leaves Graph as the only source of rules.
    let hasExchange = index % 2 == 0 && gapKind != .exchangeRoleMissing
    // It leaves Graph as the only source of the audit log, too.
    let form: TenantPlan.AuditForm =
      index % 12 == 4
      ? .mergedRows : index % 3 == 1 || gapKind == .exchangeRoleMissing ? .graphRecord : .auditData
    self.random = random
    self.size = size
    self.isHostile = isHostile
    tenant = TenantPlan(
      seed: seed, index: index, id: SyntheticID(seed: seed, .tenant, index),
      name: isHostile ? JSONText(HostileTexts.tenantName) : JSONText(company.name),
      plainName: isHostile ? HostileTexts.tenantName : company.name, slug: slug, domain: slug + ".example",
      initialDomain: slug + ".onmicrosoft.example", tongue: tongue, rulesComeFromExchange: hasExchange,
      auditForm: form, isSynchronized: index % 3 == 2, gapKind: gapKind, isHostile: isHostile, end: end)
  }

  /// The whole plan.
  func plan() -> TenantPlan {
    var planner = self
    planner.addPeople()
    guard !planner.tenant.people.isEmpty else {
      planner.tenant.storyLines.append("Has no users.")
      return planner.tenant
    }
    planner.tellStories()
    planner.liveOrdinarily()
    planner.signRiskySignIns()
    planner.tenant.events.sort { ($0.time, $0.ordinal) < ($1.time, $1.ordinal) }
    return planner.tenant
  }

  // MARK: Words of the stories

  /// A moment that many days and seconds before tonight.
  func ago(_ days: Int64, _ seconds: Int64 = 0) -> Int64 { tenant.end - days * secondsPerDay - seconds }

  /// The next member to whom something may happen; nil when there is nobody left.
  mutating func takeVictim() -> Int? {
    guard let victim = candidates.popLast() else { return nil }
    reserved.insert(victim)
    return victim
  }

  /// A text of a story; in the hostile tenant it is an attack.
  func text(_ plain: String, or number: Int) -> JSONText { isHostile ? HostileTexts.name(number) : JSONText(plain) }

  mutating func event(_ time: Int64, by actor: PlannedEvent.Actor, from address: ClientAddress, _ act: PlannedEvent.Act)
  {
    tenant.events.append(
      PlannedEvent(time: time, actor: actor, address: address, act: act, ordinal: tenant.events.count))
  }

  /// A sign that a state shows from one moment to another.
  mutating func sign(
    _ person: Int, _ check: String, _ severity: ExpectedSeverity, in source: String, from: Int64,
    until: Int64 = .max, _ note: String
  ) {
    tenant.signs.append(
      DatedSign(
        person: person, checkID: check, severity: severity, source: source, note: note, from: from, until: until))
  }

  /// A sign that the logs show for seven days.
  mutating func eventSign(
    _ person: Int, _ check: String, _ severity: ExpectedSeverity, in source: String, at time: Int64, _ note: String
  ) {
    sign(person, check, severity, in: source, from: time, until: time + logReach, note)
  }

  /// An innocent state that a check may mention.
  mutating func lookAlike(
    _ person: Int, _ check: String, atMost severity: ExpectedSeverity, from: Int64, until: Int64 = .max, _ note: String
  ) {
    tenant.lookAlikes.append(
      DatedSign(person: person, checkID: check, severity: severity, source: "", note: note, from: from, until: until))
  }

  /// An innocent event that a check may mention for seven days.
  mutating func eventLookAlike(
    _ person: Int, _ check: String, atMost severity: ExpectedSeverity, at time: Int64, _ note: String
  ) {
    lookAlike(person, check, atMost: severity, from: time, until: time + logReach, note)
  }

  /// A new rule of the plan; its number is fixed by tenant and order.
  func rule(of owner: Int, named name: JSONText, _ content: RuleContent, from: Int64, until: Int64 = .max)
    -> PlannedRule
  {
    let id = SyntheticID(seed: tenant.seed, .rule, tenant.index, owner, tenant.rules.count)
    return PlannedRule(owner: owner, number: id.number, name: name, content: content, from: from, until: until)
  }

  /// Sets a password anew.
  mutating func setPassword(_ person: Int, at time: Int64) {
    tenant.passwordChanges[person, default: []].append(time)
    tenant.passwordChanges[person]?.sort()
  }

  mutating func officeAddress() -> ClientAddress {
    ClientAddress(.office, host: tenant.index, port: random.below(10_000))
  }

  mutating func attackerAddress() -> ClientAddress {
    attackers += 1
    return ClientAddress(
      random.chance(300) ? .attackerIPv6 : .attacker, host: tenant.index * 16 + attackers % 16,
      port: random.below(10_000))
  }
}

extension SeededGenerator {
  /// The first number of a generator that nobody else needs.
  func firstNumber(below limit: Int) -> Int {
    var copy = self
    return copy.below(limit)
  }
}
