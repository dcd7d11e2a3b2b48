import Synchronization

/// How many there are of each key at once, at most.
final class HighWater: Sendable {
  private let counts = Mutex((now: [String: Int](), most: [String: Int]()))

  var most: [String: Int] { counts.withLock { $0.most } }

  func change(_ keys: [String], by amount: Int) {
    counts.withLock { counts in
      for key in keys {
        let now = counts.now[key, default: 0] + amount
        counts.now[key] = now
        counts.most[key] = max(counts.most[key, default: 0], now)
      }
    }
  }
}
