import AuditModel

/// Moments in order, each with what happened, to be asked whether one of them is near another: thousands of records of one
/// user cost no more than sorting them.
struct Moments {
  private let sorted: [(at: Timestamp, words: String)]

  init(_ moments: some Sequence<Timestamp>) { self.init(told: moments.map { (at: $0, words: "") }) }

  init(told moments: some Sequence<(at: Timestamp, words: String)>) { sorted = moments.sorted { $0 < $1 } }

  /// The earliest that lies at most that many seconds before or after.
  func first(within seconds: Int64, of moment: Timestamp) -> (at: Timestamp, words: String)? {
    let start = firstPlace(from: moment.advanced(bySeconds: -seconds))
    guard start < sorted.count, sorted[start].at <= moment.advanced(bySeconds: seconds) else { return nil }
    return sorted[start]
  }

  func hasOne(within seconds: Int64, of moment: Timestamp) -> Bool { first(within: seconds, of: moment) != nil }

  /// How many lie at most that many seconds before a moment, with it.
  func count(upTo moment: Timestamp, within seconds: Int64) -> Int {
    firstPlace(after: moment) - firstPlace(from: moment.advanced(bySeconds: -seconds))
  }

  /// The last one that is no later.
  func last(upTo moment: Timestamp) -> Timestamp? {
    let place = firstPlace(after: moment)
    return place == 0 ? nil : sorted[place - 1].at
  }

  private func firstPlace(after moment: Timestamp) -> Int {
    firstPlace(from: Timestamp(microseconds: moment.microseconds + 1))
  }

  private func firstPlace(from moment: Timestamp) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle].at < moment { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
