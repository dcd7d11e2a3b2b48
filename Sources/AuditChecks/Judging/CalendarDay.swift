import AuditModel

/// A day in UTC, counted since 1970: what mail checks add up by.
struct CalendarDay: Hashable, Comparable, Sendable {
  let number: Int64

  init(_ moment: Timestamp) {
    let seconds = moment.seconds
    number = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
  }

  var start: Timestamp { Timestamp(seconds: number * 86_400) }
  var end: Timestamp { start.advanced(byDays: 1) }
  /// `2026-11-23`.
  var text: String { start.date }

  static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }
}

extension Timestamp {
  /// The beginning of its day in UTC.
  var startOfDay: Timestamp { CalendarDay(self).start }
}
