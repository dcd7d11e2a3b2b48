/// A dictionary that forgets what was asked for longest ago.
struct RecentValues<Key: Hashable, Value> {
  private let limit: Int
  private var values: [Key: (value: Value, cost: Int, used: UInt64)] = [:]
  private var clock: UInt64 = 0
  private var cost = 0

  /// - Parameter limit: how much all costs may add up to; without costs, how many values are kept.
  init(limit: Int) { self.limit = limit }

  subscript(key: Key) -> Value? {
    mutating get {
      guard values[key] != nil else { return nil }
      clock += 1
      values[key]?.used = clock
      return values[key]?.value
    }
    set {
      remove(key)
      if let newValue { insert(newValue, for: key, cost: 1) }
    }
  }

  mutating func insert(_ value: Value, for key: Key, cost added: Int) {
    remove(key)
    clock += 1
    values[key] = (value, added, clock)
    cost += added
    guard cost > limit else { return }
    // A quarter at once, so that the search for the oldest is rare.
    for (key, _) in values.sorted(by: { $0.value.used < $1.value.used }).dropLast() where cost > limit - limit / 4 {
      remove(key)
    }
  }

  mutating func remove(_ key: Key) {
    if let old = values.removeValue(forKey: key) { cost -= old.cost }
  }
}
