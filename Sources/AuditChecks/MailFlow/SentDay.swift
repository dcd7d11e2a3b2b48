import AuditModel

/// A message that a mailbox sent, with where its recipients are.
struct SentMessage {
  let message: TracedMail.Message
  let outsideRecipients: Int
  let failed: Int
  /// Recipients' domains that look like the tenant's own, each with the one that it looks like.
  let lookalikes: [String: String]

  init(_ message: TracedMail.Message, from user: UserID, outside: OutsideRecipients) {
    var outsideCount = 0
    var failed = 0
    var lookalikes: [String: String] = [:]
    for recipient in message.recipients {
      if recipient.status != "Delivered", Self.failures.contains(recipient.status.lowercased()) { failed += 1 }
      let verdict = outside.verdict(on: recipient, from: user)
      if verdict.isOutside { outsideCount += 1 }
      if let own = verdict.imitated, let domain = recipient.address.mailDomain { lookalikes[domain] = own }
    }
    self.message = message
    self.failed = failed
    self.lookalikes = lookalikes
    outsideRecipients = outsideCount
  }

  /// Source: Get-MessageTraceV2, `Status`, checked 2026-11.
  private static let failures: Set<String> = ["failed", "filteredasspam", "quarantined"]
}

/// What one mailbox sent on one day, and what is out of the ordinary about it.
struct SentDay {
  let day: CalendarDay
  let messages: [TracedMail.Message]
  let outsideRecipients: Int
  let failures: Failures
  /// The most messages of one subject that each reached somebody new.
  let repetition: Repetition?
  /// Recipients' domains that look like the tenant's own, each with the one it looks like, sorted.
  let lookalikes: [(domain: String, own: String)]

  struct Failures {
    let failed: Int
    let all: Int
    var percent: Int { all == 0 ? 0 : failed * 100 / all }
  }

  struct Repetition {
    let subject: String
    let messages: Int
    let recipients: Int
  }

  /// The days on which a mailbox sent.
  ///
  /// - Parameter sent: by time; none of them automatic.
  static func all(of sent: [SentMessage], thresholds: CheckThresholds) -> [SentDay] {
    var days: [SentDay] = []
    var start = 0
    while start < sent.count {
      let day = CalendarDay(sent[start].message.sentAt)
      let end = sent[start...].firstIndex { CalendarDay($0.message.sentAt) != day } ?? sent.count
      days.append(SentDay(day, sent[start..<end], thresholds: thresholds))
      start = end
    }
    return days
  }

  private init(_ day: CalendarDay, _ sent: ArraySlice<SentMessage>, thresholds: CheckThresholds) {
    self.day = day
    messages = sent.map(\.message)
    outsideRecipients = sent.reduce(0) { $0 + $1.outsideRecipients }
    failures = Failures(
      failed: sent.reduce(0) { $0 + $1.failed }, all: sent.reduce(0) { $0 + $1.message.recipients.count })
    var imitators: [String: String] = [:]
    for message in sent where !message.lookalikes.isEmpty {
      imitators.merge(message.lookalikes) { first, _ in first }
    }
    lookalikes = imitators.map { (domain: $0.key, own: $0.value) }.sorted { $0.domain < $1.domain }
    // Nearly no day has as many messages as a mass mailing takes.
    let isMuch =
      messages.count >= thresholds.repeatedSubjectMessages || failures.all >= thresholds.repeatedSubjectRecipients
    repetition = isMuch ? Self.repetition(in: messages) : nil
  }

  /// A conversation goes to the same people again; a mass mailing reaches somebody new with every message.
  private static func repetition(in messages: [TracedMail.Message]) -> Repetition? {
    guard messages.count >= 3 else { return nil }
    var reached: [String: Set<String>] = [:]
    var fresh: [String: Int] = [:]
    for message in messages {
      let subject = BareSubject.of(message.subject)
      let before = reached[subject]?.count ?? 0
      reached[subject, default: []].formUnion(message.recipients.map(\.address))
      if (reached[subject]?.count ?? 0) > before { fresh[subject, default: 0] += 1 }
    }
    let best = fresh.max {
      ($0.value, reached[$0.key]?.count ?? 0, $1.key) < ($1.value, reached[$1.key]?.count ?? 0, $0.key)
    }
    return best.map { Repetition(subject: $0.key, messages: $0.value, recipients: reached[$0.key]?.count ?? 0) }
  }
}

/// The densest ten minutes of a mailbox, each assigned to the day on which they end.
struct SendingBurst {
  static let seconds: Int64 = 600

  let from: Timestamp
  let messages: Int
  let recipients: Int
  let outsideRecipients: Int

  /// Ten minutes slid over all messages of a mailbox, by time.
  static func byDay(_ sent: [SentMessage], thresholds: CheckThresholds) -> [CalendarDay: SendingBurst] {
    var bursts: [CalendarDay: SendingBurst] = [:]
    var first = 0
    var all = 0
    var outside = 0
    for (last, current) in sent.enumerated() {
      all += current.message.recipients.count
      outside += current.outsideRecipients
      while current.message.sentAt.seconds(since: sent[first].message.sentAt) >= seconds {
        all -= sent[first].message.recipients.count
        outside -= sent[first].outsideRecipients
        first += 1
      }
      let burst = SendingBurst(
        from: sent[first].message.sentAt, messages: last - first + 1, recipients: all, outsideRecipients: outside)
      guard burst.isBurst(thresholds) else { continue }
      let day = CalendarDay(current.message.sentAt)
      if let known = bursts[day], (known.messages, known.recipients) >= (burst.messages, burst.recipients) { continue }
      bursts[day] = burst
    }
    return bursts
  }

  /// One message to many colleagues is no burst; one to many outside is.
  private func isBurst(_ thresholds: CheckThresholds) -> Bool {
    messages >= thresholds.burstMessages || outsideRecipients >= thresholds.burstRecipients
      || (messages >= 2 && recipients >= thresholds.burstRecipients)
  }
}
