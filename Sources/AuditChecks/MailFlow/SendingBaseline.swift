import AuditModel

/// How many outside recipients a user has on a usual day: the median of the days on which they sent.
struct SendingBaseline {
  /// Of earlier nights; nil when too few are known.
  let earlier: Int?
  /// Of the other complete days inside the trace; nil when there are too few.
  let otherDays: Int?

  /// Fewer days make no custom.
  static let minimumDays = 3

  init(for day: CalendarDay, past: UserPast?, days: [CalendarDay: Int], window: AuditWindow) {
    let text = day.text
    earlier = Self.median(
      (past?.sentPerDay ?? [:]).filter { $0.key < text && $0.value.messages > 0 }.map(\.value.outsideRecipients))
    otherDays = Self.median(
      days.filter { $0.key != day && $0.key.start >= window.from && $0.key.end <= window.to }.map(\.value))
  }

  /// Earlier nights go first: what an intruder sends all week long becomes no custom.
  var usual: Int? { earlier ?? otherDays }

  /// In words, for an analyst.
  var told: String {
    switch (earlier, otherDays) {
    case (let earlier?, let others?): "\(earlier) on earlier nights, \(others) on the other days of the trace"
    case (let earlier?, nil): "\(earlier) on earlier nights"
    case (nil, let others?): "no earlier nights to compare with; \(others) on the other days of the trace"
    case (nil, nil): "no earlier nights and too few other days to compare with: absolute thresholds only"
    }
  }

  private static func median(_ values: [Int]) -> Int? {
    guard values.count >= minimumDays else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}
