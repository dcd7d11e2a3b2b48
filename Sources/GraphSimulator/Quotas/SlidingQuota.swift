/// Counts the units of the last window.
struct SlidingQuota {
  private var entries: [(time: Double, units: Int)] = []
  private var first = 0
  private(set) var units = 0
  /// All units that were ever let through; those of refused requests are none.
  private(set) var total = 0

  /// Lets what is older than the window go.
  mutating func forget(at now: Double, window: Double) {
    while first < entries.count, entries[first].time <= now - window {
      units -= entries[first].units
      first += 1
    }
    guard first > 1_024, first * 2 > entries.count else { return }
    entries.removeFirst(first)
    first = 0
  }

  /// Nil when the units fit; else the seconds until they would. Counts nothing.
  mutating func wait(_ asked: Int, at now: Double, limit: Int, window: Double) -> Double? {
    forget(at: now, window: window)
    if units + asked <= limit { return nil }
    var free = limit - units
    for entry in entries[first...] {
      free += entry.units
      if free >= asked { return entry.time + window - now }
    }
    return window
  }

  /// - Parameter isRefused: counts against the window, but not as let through.
  mutating func count(_ asked: Int, at now: Double, isRefused: Bool = false) {
    entries.append((now, asked))
    units += asked
    if !isRefused { total += asked }
  }

  /// The shortest time in which that many units can pass.
  func lowerBound(limit: Int, window: Double) -> Double {
    total == 0 ? 0 : Double((total + limit - 1) / limit - 1) * window
  }
}
