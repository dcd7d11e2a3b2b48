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
  private let messages: [TracedMail.Message]
  /// Of the messages that look automatic, by their place: few do.
  private var series: [Int: Series] = [:]
  private var counts: [Series: Int] = [:]
  private let limit: Int

  /// - Parameter limit: messages of one day and subject that may be answers.
  init(in messages: [TracedMail.Message], upTo limit: Int) {
    self.messages = messages
    self.limit = limit
    for (place, message) in messages.enumerated()
    where AutomaticMail.isAutomatic(subject: message.subject, recipients: message.recipients.count) {
      let series = Series(day: CalendarDay(message.sentAt), subject: message.subject[...].trimmed.lowercased())
      self.series[place] = series
      counts[series, default: 0] += 1
    }
  }

  /// The messages that somebody wrote, in order.
  var others: [TracedMail.Message] {
    messages.indices.filter { !contain($0) }.map { messages[$0] }
  }

  private func contain(_ place: Int) -> Bool {
    if Bounces.isSender(messages[place].sender) { return true }
    guard !series.isEmpty, let series = series[place] else { return false }
    return (counts[series] ?? 0) <= limit
  }
}
