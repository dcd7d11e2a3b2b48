import AuditModel

/// Which of a mailbox's messages it sent by itself: automatic replies, answers to meetings, receipts, bounces.
///
/// An answer bears the subject of what it answers, so those of one day differ. Anybody can write `Accepted:` before a
/// subject: what goes out under one such subject again and again is not taken for an answer.
struct AutomaticAnswers {
  private struct Series: Hashable {
    let day: CalendarDay
    let subject: String
  }
  private var counts: [Series: Int] = [:]
  private let limit: Int

  /// - Parameter limit: messages of one day and subject that may be answers.
  init(in messages: [TracedMail.Message], upTo limit: Int) {
    self.limit = limit
    for message in messages where Self.looksAutomatic(message) { counts[Self.series(of: message), default: 0] += 1 }
  }

  func contain(_ message: TracedMail.Message) -> Bool {
    if Bounces.isSender(message.sender) { return true }
    return !counts.isEmpty && Self.looksAutomatic(message) && (counts[Self.series(of: message)] ?? 0) <= limit
  }

  private static func looksAutomatic(_ message: TracedMail.Message) -> Bool {
    AutomaticMail.isAutomatic(subject: message.subject, recipients: message.recipients.count)
  }

  private static func series(of message: TracedMail.Message) -> Series {
    Series(day: CalendarDay(message.sentAt), subject: message.subject[...].trimmed.lowercased())
  }
}
