/// Rules that people have had for years: 60 % of mailboxes none, the others up to five.
extension TenantPlanner {
  mutating func ordinaryRules(of person: Person) {
    var dice = SeededGenerator(seed: tenant.seed, Purpose.rule.rawValue, UInt64(tenant.index), UInt64(person.index))
    let from = person.createdAt + 3600
    if tenant.rulesComeFromExchange {
      if dice.chance(150) { addSystemRule(of: person, named: "Junk E-Mail Rule", from: from) }
      if dice.chance(20) { addSystemRule(of: person, named: "Microsoft.Exchange.OOF.KindnOOFRule", from: from) }
    }
    // New starters have none: a rule within the window would be news.
    guard dice.chance(400), person.createdAt < ago(40) else { return }
    var worst: (severity: ExpectedSeverity, note: String)?
    for _ in 0..<(1 + dice.below(5) * dice.below(5) / 4) {
      guard let habit = habit(of: person, dice: &dice) else { continue }
      tenant.rules.append(rule(of: person.index, named: JSONText(habit.name), habit.content, from: from))
      if habit.severity > (worst?.severity ?? .informational) { worst = (habit.severity, habit.note) }
    }
    if let worst {
      lookAlike(person.index, "mailbox-rules", atMost: worst.severity, from: from, worst.note)
    }
  }

  private mutating func addSystemRule(of person: Person, named name: String, from: Int64) {
    var content = RuleContent()
    content.isSystemRule = true
    if name.hasPrefix("Junk") { content.moveTo = .junk }
    tenant.rules.append(rule(of: person.index, named: JSONText(name), content, from: from))
  }

  private struct Habit {
    var name: String
    var content = RuleContent()
    var severity = ExpectedSeverity.informational
    var note = "An ordinary rule."
  }

  /// One of the habits of everyday life, weighted as they are common.
  private func habit(of person: Person, dice: inout SeededGenerator) -> Habit? {
    let tongue = tenant.tongue
    var habit = Habit(name: OrdinaryWords.newsletterFolder(tongue))
    habit.content.senderWords = ["news@partner\(dice.below(7)).example"]
    // People at work are left out of everything noteworthy.
    let mayBeNoteworthy = !reserved.contains(person.index) && person.index > 2
    switch dice.below(100) {
    case 0..<34:
      habit.content.moveTo = .own(habit.name)
    case 34..<54:
      habit.name = OrdinaryWords.projectFolder(tongue) + " \(1 + dice.below(9))"
      habit.content.moveTo = .own(OrdinaryWords.projectFolder(tongue))
      habit.content.subjectWords = ["[P-\(100 + dice.below(900))]"]
      habit.content.stops = dice.chance(300)
    case 54..<66:
      habit.content.category = "Blue category"
    case 66..<73:
      guard let colleague = colleague(of: person.index, dice: &dice) else { return nil }
      habit.name = "Assistant"
      habit.content.forwardTo = [dice.chance(500) ? .directoryName(colleague) : .colleague(colleague)]
      habit.content.stops = true
    case 73..<80 where mayBeNoteworthy:
      habit.name = OrdinaryWords.bookkeepingFolder(tongue)
      habit.content.senderWords = []
      habit.content.subjectWords = [OrdinaryWords.invoice(tongue)]
      habit.content.moveTo = .own(habit.name)
      (habit.severity, habit.note) = (.low, "Files bills into the bookkeeping folder.")
    case 80..<88 where mayBeNoteworthy:
      habit.name = OrdinaryWords.projectFolder(tongue) + " Info"
      habit.content.moveTo = .own(OrdinaryWords.projectFolder(tongue))
      habit.content.marksAsRead = true
      (habit.severity, habit.note) = (.low, "Files and marks as read.")
    case 88..<93 where mayBeNoteworthy:
      habit.content.moveTo = .archive
      habit.content.marksAsRead = true
      (habit.severity, habit.note) = (.medium, "Archives newsletters and marks them as read.")
    case 93..<95 where mayBeNoteworthy:
      habit.name = "Lottery"
      habit.content.subjectWords = ["enter to win"]
      habit.content.senderWords = []
      habit.content.deletes = true
      (habit.severity, habit.note) = (.medium, "Deletes advertising.")
    case 95..<96 where !tenant.rulesComeFromExchange:
      habit.name = "Client side"
      habit.content.isUnreadable = true
    default:
      habit.name = "Copies"
      habit.content.copyTo = .own(OrdinaryWords.projectFolder(tongue))
      habit.content.isEnabled = !dice.chance(300)
    }
    return habit
  }
}
