/// What happens in every office, and looks like an attack to a hasty eye.
extension TenantPlanner {
  mutating func liveOrdinarily() {
    for person in tenant.people where person.hasMailbox && !isHostile { ordinaryRules(of: person) }
    sweepNewsletters()
    newcomers()
    guard !isHostile else { return }
    for person in tenant.people where !reserved.contains(person.index) && person.index > 2 && person.createdAt < ago(30)
    {
      ordinaryWeek(of: person)
    }
    helpDesk()
    if tenant.index % 12 == 4 { massReset() }
  }

  /// New starters by the administrator or HR, guests by whoever invites them.
  private mutating func newcomers() {
    let isBig = tenant.people.count > 4
    for person in tenant.people where person.createdAt >= ago(21) && !reserved.contains(person.index) {
      let host = tenant.people.count > 2 && person.kind == .guest ? 2 : isBig ? 1 : 0
      guard host != person.index else { continue }
      let isGuest = person.kind == .guest
      event(
        person.createdAt, by: .person(host), from: officeAddress(),
        isGuest ? .inviteGuest(person.index) : .addUser(person.index))
      eventLookAlike(
        person.index, "new-users", atMost: isGuest ? .informational : .low, at: person.createdAt,
        isGuest ? "An invited guest." : "A new starter.")
      eventLookAlike(
        person.index, "password-changes", atMost: .low, at: person.createdAt, "The first password of a new account.")
      guard person.kind == .member else { continue }
      addMethod(.authenticator, of: person.index, at: person.createdAt + 5400, from: officeAddress())
      eventLookAlike(
        person.index, "mfa-methods", atMost: .low, at: person.createdAt + 5400, "The first method of a new account.")
    }
  }

  /// One person's chances of something noteworthy in the two weeks that the nights can see.
  private mutating func ordinaryWeek(of person: Person) {
    var dice = SeededGenerator(
      seed: tenant.seed, Purpose.life.rawValue, UInt64(tenant.index), UInt64(person.index))
    let time = ago(Int64(dice.below(14)), Int64(20_000 + dice.below(40_000)))
    let home = tenant.home(of: person.index, port: dice.below(10_000))
    switch dice.below(1000) {
    case 0..<40 where person.kind == .member:
      event(time, by: .person(person.index), from: home, .changePassword(person.index, succeeded: true))
      setPassword(person.index, at: time)
      eventLookAlike(person.index, "password-changes", atMost: .low, at: time, "Changed the own password.")
    case 40..<50 where person.kind == .member:
      event(time, by: .passwordService, from: ClientAddress(.none, host: 0, port: 3), .selfServiceReset(person.index))
      setPassword(person.index, at: time + 1)
      eventLookAlike(person.index, "password-changes", atMost: .low, at: time, "Self-service reset.")
    case 50..<60 where person.kind == .member:
      event(time, by: .person(person.index), from: home, .changePassword(person.index, succeeded: false))
    case 60..<75 where person.hasMailbox:
      forwardInside(person.index, dice: &dice)
    case 75..<80 where person.hasMailbox:
      tenant.forwardings.append(
        PlannedForwarding(
          mailbox: person.index, outside: "private\(person.index)@home\(tenant.index)x\(person.index).example",
          keepsCopy: true, from: ago(300)))
      lookAlike(
        person.index, "mailbox-forwarding", atMost: .high, from: ago(300), "Agreed outside forwarding, for a year.")
    case 80..<95 where person.kind == .member:
      newOrdinaryRule(of: person.index, at: time, from: home)
    case 95..<105 where person.kind == .member:
      shareCalendar(of: person.index, at: time, from: home)
    case 105..<115 where person.kind == .member:
      // Outlook saves its rules again: a modification without name, condition or action.
      let blank = rule(of: person.index, named: JSONText(""), RuleContent(), from: time)
      event(time, by: .person(person.index), from: home, .outlookRule(blank, operation: "ModifyMailboxRule"))
      eventLookAlike(person.index, "inbox-rule-changes", atMost: .low, at: time, "Outlook saved its rules again.")
    case 115..<122 where person.kind == .member:
      let failed = rule(of: person.index, named: JSONText("Team"), RuleContent(), from: time)
      event(time, by: .person(person.index), from: home, .newRule(failed, succeeded: false))
    case 122..<126 where person.kind == .member && tenant.isSynchronized:
      event(
        time, by: .synchronization, from: ClientAddress(.none, host: 0, port: 3), .synchronizedPassword(person.index))
      setPassword(person.index, at: time)
      eventLookAlike(person.index, "password-changes", atMost: .low, at: time, "Changed on premises and synchronised.")
    case 126..<132 where person.kind == .member && person.isEnabled: newTelephone(of: person.index, at: time)
    case 132..<138 where person.kind == .member && person.isEnabled: newAuthenticator(of: person.index, at: time)
    case 138..<144 where person.kind == .member && person.isEnabled: shareInside(by: person.index, at: time)
    case 144..<150 where person.kind == .member && person.isEnabled: cleanUp(by: person.index, at: time)
    default: break
    }
  }

  /// One mailbox in fifty keeps its newsletters short.
  private mutating func sweepNewsletters() {
    for person in tenant.people where person.kind == .member && person.createdAt < ago(40) {
      var dice = SeededGenerator(
        seed: tenant.seed, Purpose.access.rawValue, UInt64(tenant.index), UInt64(person.index), 1)
      guard dice.chance(20) else { continue }
      let keepsLatest = dice.chance(500)
      tenant.sweeps.append(
        PlannedSweep(
          owner: person.index, number: 0, name: JSONText(OrdinaryWords.newsletterFolder(tenant.tongue)),
          sender: "news@partner\(dice.below(7)).example", destination: .archive, keepsLatest: keepsLatest,
          from: person.createdAt + 3600))
      lookAlike(
        person.index, "sweep-rules", atMost: .informational, from: person.createdAt + 3600, "Sweeps old newsletters.")
    }
  }

  private mutating func forwardInside(_ mailbox: Int, dice: inout SeededGenerator) {
    guard let colleague = colleague(of: mailbox, dice: &dice) else { return }
    tenant.forwardings.append(
      PlannedForwarding(mailbox: mailbox, outside: nil, colleague: colleague, keepsCopy: true, from: ago(150)))
    lookAlike(mailbox, "mailbox-forwarding", atMost: .low, from: ago(150), "Forwards to a colleague.")
  }

  private mutating func newOrdinaryRule(of owner: Int, at time: Int64, from home: ClientAddress) {
    var content = RuleContent()
    content.senderWords = ["news@partner2.example"]
    content.moveTo = .own(OrdinaryWords.newsletterFolder(tenant.tongue))
    let rule = rule(
      of: owner, named: JSONText(OrdinaryWords.newsletterFolder(tenant.tongue) + " 2"), content, from: time)
    tenant.rules.append(rule)
    event(time, by: .person(owner), from: home, .newRule(rule, succeeded: true))
    eventLookAlike(owner, "inbox-rule-changes", atMost: .low, at: time, "The owner made a filing rule.")
    eventLookAlike(owner, "mailbox-rules", atMost: .low, at: time, "A filing rule, made this week.")
  }

  private mutating func shareCalendar(of owner: Int, at time: Int64, from home: ClientAddress) {
    var dice = SeededGenerator(seed: tenant.seed, Purpose.life.rawValue, UInt64(owner), 3)
    guard let colleague = colleague(of: owner, dice: &dice) else { return }
    event(
      time, by: .person(owner), from: home,
      .grantFolder(mailbox: owner, folder: .calendar, member: .person(colleague), rights: "Editor"))
    for person in [owner, colleague] {
      eventLookAlike(person, "mailbox-permissions", atMost: .low, at: time, "A calendar was shared.")
    }
  }

  /// Somebody else of the tenant who is there all the time, of whom no story tells, and who creates no accounts.
  func colleague(of person: Int, dice: inout SeededGenerator) -> Int? {
    for _ in 0..<8 {
      let other = dice.below(size)
      let found = tenant.people[other]
      if other != person, other > 2, found.kind == .member, found.createdAt < ago(30), !reserved.contains(other) {
        return other
      }
    }
    return nil
  }

  /// Resets and full access by those whose work it is.
  private mutating func helpDesk() {
    guard tenant.people.count > 8 else { return }
    var dice = SeededGenerator(seed: tenant.seed, Purpose.life.rawValue, UInt64(tenant.index), 0xFFFF)
    for _ in 0..<max(1, size / 30) {
      guard let user = colleague(of: 1, dice: &dice), user > 1, tenant.passwordChanges[user] == nil else { continue }
      let time = ago(Int64(dice.below(14)), Int64(20_000 + dice.below(30_000)))
      event(time, by: .person(1), from: officeAddress(), .resetPassword(user))
      setPassword(user, at: time)
      eventLookAlike(user, "password-changes", atMost: .medium, at: time, "Reset by the help desk.")
    }
    let shared = tenant.people.filter { $0.kind == .sharedMailbox && $0.createdAt < ago(30) }.map(\.index)
    for mailbox in shared where dice.chance(400) {
      guard let user = colleague(of: mailbox, dice: &dice), user > 1 else { continue }
      let time = ago(Int64(dice.below(14)), Int64(20_000 + dice.below(30_000)))
      let succeeded = !dice.chance(200)
      event(
        time, by: .person(0), from: officeAddress(), .grantFullAccess(mailbox: mailbox, to: user, succeeded: succeeded))
      guard succeeded else { continue }
      for person in [mailbox, user] {
        eventLookAlike(
          person, "mailbox-permissions", atMost: .medium, at: time, "The administrator gave access to a shared mailbox."
        )
      }
    }
  }

  /// 34 resets by one administrator in 13 seconds: one story, not 34.
  private mutating func massReset() {
    let users = tenant.people.filter {
      $0.kind == .member && $0.index > 2 && $0.createdAt < ago(30) && tenant.passwordChanges[$0.index] == nil
    }.prefix(34).map(\.index)
    let start = ago(1, 50_000)
    for (number, user) in users.enumerated() {
      let time = start + Int64(number * 13 / 34)
      event(time, by: .person(0), from: officeAddress(), .resetPassword(user))
      setPassword(user, at: time)
      eventLookAlike(user, "password-changes", atMost: .medium, at: time, "One of many resets by one administrator.")
    }
    if !users.isEmpty {
      tenant.storyLines.append("The administrator reset \(users.count) passwords within 13 seconds.")
    }
  }
}
