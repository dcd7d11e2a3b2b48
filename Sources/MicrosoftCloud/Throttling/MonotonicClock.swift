/// A moment of a clock that never steps back, in nanoseconds since the clock's own beginning.
package struct Moment: Hashable, Comparable, Sendable {
  package let nanoseconds: Int64

  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  package static func < (left: Moment, right: Moment) -> Bool { left.nanoseconds < right.nanoseconds }

  /// Never beyond the end of time, however long the duration is.
  package func advanced(by duration: Duration) -> Moment {
    let (sum, overflows) = nanoseconds.addingReportingOverflow(duration.nanoseconds)
    return Moment(nanoseconds: overflows ? (duration < .zero ? .min : .max) : sum)
  }

  /// The time from the other moment to this one.
  package func duration(since other: Moment) -> Duration { .nanoseconds(nanoseconds - other.nanoseconds) }
}

/// Monotonic time, and being woken at one: the budgets' clock. Tests drive it by hand.
package protocol MonotonicClock: Sendable {
  func now() -> Moment
  /// Runs the action once, at or soon after that moment, on a thread of the clock's own. The action is short and never blocks.
  func schedule(at moment: Moment, _ action: @escaping @Sendable () -> Void)
}

extension Duration {
  /// Rounded to zero; what is more than ±292 years counts as that.
  var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    guard abs(seconds) < 9_223_372_036 else { return seconds < 0 ? .min : .max }
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }

  /// With fractions, for messages and arithmetic.
  var inSeconds: Double { Double(nanoseconds) / 1e9 }

  /// Rounded up to a whole millisecond, so that a wait is never too short; within ±31 years.
  static func roundedUp(seconds: Double) -> Duration {
    .milliseconds(Int64((min(max(seconds, -1e9), 1e9) * 1_000).rounded(.up)))
  }
}
