import AuditModel

/// Moments in order, to be asked whether one of them is near another: thousands of records of one user cost no more than
/// sorting them.
struct Moments {
  private let sorted: [Timestamp]

  init(_ moments: some Sequence<Timestamp>) { sorted = moments.sorted() }

  /// True when one of them lies at most that many seconds before or after.
  func hasOne(within seconds: Int64, of moment: Timestamp) -> Bool {
    let from = moment.advanced(bySeconds: -seconds)
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < from { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low] <= moment.advanced(bySeconds: seconds)
  }
}
