/// The message trace: about ten rows a user and week, one a message and recipient.
extension TenantRenderer {
  /// Exchange `Get-MessageTraceV2`, newest first as Exchange gives it; holds the order of one day at a time.
  func forEachTraceRow(_ body: ((inout JSONLine) -> Void) throws -> Void) throws {
    for day in days.reversed() {
      var items: [TraceItem] = []
      for person in plan.people where person.hasMailbox {
        for number in 0..<lettersSent(on: day, by: person) {
          let letter = Letter(plan: plan, person: person, day: day, number: number)
          guard person.createdAt < letter.time, letter.time < person.deletedAt else { continue }
          items.append(TraceItem(time: letter.time, person: person.index, number: number, content: .letter(letter)))
        }
      }
      for mailing in plan.mailings where mailing.start < day + secondsPerDay {
        for message in 0..<mailing.messages {
          let time = mailing.time(of: message)
          guard time >= day, time < day + secondsPerDay, time < night else { continue }
          items.append(
            TraceItem(
              time: time, person: mailing.person, number: 1000 * (1 + mailing.number) + message,
              content: .mailing(mailing, message)))
        }
      }
      items.sort { ($0.time, $0.person, $0.number) > ($1.time, $1.person, $1.number) }
      for item in items {
        switch item.content {
        case .letter(let letter): try forEachRow(of: letter, body)
        case .mailing(let mailing, let message): try forEachRow(of: mailing, message, body)
        }
      }
    }
  }

  /// Sent and received from outside, on working days mostly; a shared mailbox only receives.
  private func lettersSent(on day: Int64, by person: Person) -> Int {
    var dice = SeededGenerator(
      seed: plan.seed, Purpose.trace.rawValue, UInt64(plan.index), UInt64(bitPattern: day), UInt64(person.index))
    let weekday = ((day / secondsPerDay) % 7 + 7) % 7
    // 1 January 1970 was a Thursday: 2 and 3 are Saturday and Sunday.
    let isWeekend = weekday == 2 || weekday == 3
    return isWeekend ? (dice.chance(200) ? 1 : 0) : dice.below(4)
  }

  private func forEachRow(
    of letter: Letter, _ body: ((inout JSONLine) -> Void) throws -> Void
  ) throws {
    var dice = letter.dice
    let id = SyntheticID(from: &dice)
    let subject = letter.subject(from: &dice)
    let size = 4_000 + dice.below(60) * dice.below(3_000)
    let contact = dice.below(400)
    var colleagues: Set<Int> = []
    for number in 0..<(letter.isInbound ? 1 : dice.chance(250) ? 2 + dice.below(2) : 1) {
      let colleague = letter.isInbound ? letter.person : letter.colleague(from: &dice)
      let status = letter.status(from: &dice)
      // Nobody gets one message twice.
      if let colleague, !colleagues.insert(colleague.index).inserted { continue }
      try body { line in
        line.object { row in
          row.text("MessageId") {
            $0.piece("<")
            $0.piece(id)
            $0.piece("@")
            if letter.isInbound { $0.piece("mail.partner\(contact % 7).example") } else { $0.piece(plan.domain) }
            $0.piece(">")
          }
          row.member("MessageTraceId", id)
          row.moment("Received", letter.time, .sevenDigitsWithoutZone)
          if letter.isInbound {
            row.text("SenderAddress") { outside(contact, &$0) }
          } else {
            row.member("SenderAddress", safe: letter.person.mail)
          }
          if let colleague {
            row.member("RecipientAddress", safe: colleague.mail)
          } else {
            row.text("RecipientAddress") { outside(contact + number, &$0) }
          }
          row.member("Subject", subject)
          row.member("Status", status)
          row.text("FromIP") { address in
            if letter.isInbound {
              // Reserved for measurements (RFC 2544): nobody's mail server.
              address.piece("198.18.\(contact % 7).25")
            } else {
              (contact % 5 < 3
                ? ClientAddress(.office, host: plan.index) : plan.home(of: letter.person.index)).write(to: &address)
            }
          }
          row.null("ToIP")
          row.count("Size", size)
        }
      }
    }
  }

  private func outside(_ contact: Int, _ text: inout JSONLine) {
    text.piece(contact % 9 == 0 ? "news" : "contact\(contact)")
    text.piece("@partner\(contact % 7).example")
  }
}

/// A message with its place in the order of the trace.
private struct TraceItem {
  enum Content {
    case letter(Letter)
    case mailing(Mailing, Int)
  }
  let time: Int64
  let person: Int
  let number: Int
  let content: Content
}

/// A message on its way from or to one person.
private struct Letter {
  let plan: TenantPlan
  let person: Person
  let number: Int
  /// Unix seconds.
  let time: Int64
  let isInbound: Bool
  /// What the rest of the message is made from.
  let dice: SeededGenerator

  init(plan: TenantPlan, person: Person, day: Int64, number: Int) {
    self.plan = plan
    self.person = person
    self.number = number
    var dice = SeededGenerator(
      seed: plan.seed, Purpose.trace.rawValue, UInt64(plan.index), UInt64(bitPattern: day), UInt64(person.index),
      UInt64(number + 1))
    // From six in the morning to seven in the evening, in the office's time zone or near it.
    time = day + 18_000 + Int64(dice.below(46_000))
    isInbound = dice.chance(330) || person.kind == .sharedMailbox
    self.dice = dice
  }

  /// Somebody else inside for half of the recipients; nil for somebody outside.
  func colleague(from dice: inout SeededGenerator) -> Person? {
    guard dice.chance(500) else { return nil }
    for _ in 0..<4 {
      let other = plan.people[dice.below(plan.people.count)]
      if other.index != person.index, other.hasMailbox, other.createdAt < time, time < other.deletedAt { return other }
    }
    return nil
  }

  func status(from dice: inout SeededGenerator) -> StaticString {
    switch dice.below(100) {
    case 0..<2: "Failed"
    case 2..<8: isInbound ? "FilteredAsSpam" : "Delivered"
    case 8..<10: isInbound ? "Quarantined" : "Delivered"
    default: "Delivered"
    }
  }

  func subject(from dice: inout SeededGenerator) -> JSONText {
    let number = dice.below(2_000)
    let hostile = HostileTexts.name(number)
    if plan.isHostile, hostile.escaped.utf8.count < 200 { return hostile }
    return OrdinaryWords.subject(plan.tongue, number)
  }
}
