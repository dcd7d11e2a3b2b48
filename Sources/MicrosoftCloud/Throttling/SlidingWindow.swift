import NIOCore

/// At most so many units in any window of that length, as the server sees them.
///
/// A request counts until a whole period after its answer came, for it reached the server some time before that. What is not
/// answered soon (a tenth of the period, at least half a second) is taken to have arrived by then, so that slow answers do not hold the budget.
struct SlidingWindow {
  private struct Use {
    var moment: Int64
    var units: Int
  }

  private(set) var limit: AdaptiveLimit
  private let period: Int64
  private let longestArrival: Int64
  /// Answered requests with the moment at which they stop counting, earliest first.
  private var answered: CircularBuffer<Use> = []
  private var answeredUnits = 0
  /// Requests under way by ticket, with the moment at which they were granted.
  private var running: [UInt64: Use] = [:]
  private var runningUnits = 0
  /// Below 1 while the service says that the budget is nearly spent.
  private var ease = 1.0

  init(limit: AdaptiveLimit, period: Duration) {
    self.limit = limit
    self.period = max(1_000_000, period.nanoseconds)
    // At least half a second: a busy machine is that late before it sends.
    longestArrival = max(self.period / 10, 500_000_000)
  }

  /// Units that are granted in a window now.
  var allowance: Int { max(1, Int(Double(limit.current) * ease)) }

  /// Units that count at this moment.
  var used: Int { answeredUnits + runningUnits }

  /// Entries that are kept for them.
  var entryCount: Int { answered.count + running.count }

  /// True when nothing is remembered any more.
  mutating func isIdle(at now: Moment) -> Bool {
    forget(before: now.nanoseconds)
    return used == 0
  }

  /// When so many units may go; nil for at once. More units than the whole window holds go when it is empty.
  mutating func moment(for units: Int, now: Moment) -> Moment? {
    forget(before: now.nanoseconds)
    if used + units <= allowance || used == 0 { return nil }
    forgetRunning(before: now.nanoseconds)
    var excess = min(used + units - allowance, used)
    if excess <= 0 { return nil }
    var moment = Int64.max
    for use in answered {
      moment = use.moment
      excess -= use.units
      if excess <= 0 { return Moment(nanoseconds: moment) }
    }
    let earliest = running.values.lazy.map(\.moment).min().map { $0 + longestArrival + period }
    return Moment(nanoseconds: max(now.nanoseconds + 1, earliest ?? moment))
  }

  /// Counts a granted request.
  mutating func begin(_ ticket: UInt64, units: Int, now: Moment) {
    running[ticket] = Use(moment: now.nanoseconds, units: units)
    runningUnits += units
  }

  /// The request was answered, or failed.
  mutating func end(_ ticket: UInt64, now: Moment) {
    guard let use = running.removeValue(forKey: ticket) else { return }
    runningUnits -= use.units
    let arrival = min(now.nanoseconds, use.moment + longestArrival)
    // Rounded up to a thousandth of a period, so that the list stays short.
    let grain = max(1, period / 1_000)
    remember(Use(moment: ((arrival + period) / grain + 1) * grain, units: use.units))
  }

  /// The request was never sent.
  mutating func giveBack(_ ticket: UInt64) {
    if let use = running.removeValue(forKey: ticket) { runningUnits -= use.units }
  }

  /// The service says how much of its budget is spent: 0.8 and more slows down, silence speeds up again.
  mutating func hear(spent: Double?) {
    if let spent, spent >= 0.8 {
      ease = max(0.25, min(ease, spent >= 1 ? 0.5 : 1.6 - spent))
    } else if ease < 1 {
      ease = min(1, ease + 0.02)
    }
  }

  mutating func rise(units: Int) { limit.rise(units: units) }

  mutating func cut(grantedAt: Moment, now: Moment, passed: Int?) {
    limit.cut(grantedAt: grantedAt, now: now, passed: passed)
  }

  mutating func replace(limit: AdaptiveLimit) { self.limit = limit }

  private mutating func remember(_ use: Use) {
    answeredUnits += use.units
    guard let last = answered.last, use.moment <= last.moment else {
      answered.append(use)
      return
    }
    // Rarely far from the end: only what was slow to be answered is remembered out of turn.
    var index = answered.index(before: answered.endIndex)
    while index > answered.startIndex, answered[index].moment > use.moment { index = answered.index(before: index) }
    if answered[index].moment == use.moment {
      answered[index].units += use.units
    } else {
      let place = answered[index].moment < use.moment ? answered.index(after: index) : index
      answered.replaceSubrange(place..<place, with: [use])
    }
  }

  private mutating func forget(before now: Int64) {
    while let first = answered.first, first.moment <= now {
      answeredUnits -= first.units
      answered.removeFirst()
    }
  }

  private mutating func forgetRunning(before now: Int64) {
    for (ticket, use) in running where use.moment + longestArrival + period <= now {
      running[ticket] = nil
      runningUnits -= use.units
    }
  }
}
