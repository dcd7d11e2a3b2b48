import MicrosoftCloud

/// Ends a long list of per-user requests early when the service has gone: each batch that is fought through to the end costs
/// more than a minute, and thousands of users would take the night.
struct OutageWatch {
  /// What is reported of those whom nobody asks any more.
  struct Outage: Error {
    let failure: CloudFailure
  }

  /// Three full batches in a row without one answer.
  private static let patience = 60
  private var unanswered = 0
  private var isKnown: [Bool]

  init(count: Int) { isKnown = Array(repeating: false, count: count) }

  /// Those of whom nothing is known yet, in order.
  var open: [Int] { isKnown.indices.filter { !isKnown[$0] } }

  /// - Throws: `Outage` once too many in a row were not answered.
  mutating func note<Value>(_ index: Int, _ outcome: Result<Value, CloudFailure>) throws(Outage) {
    isKnown[index] = true
    guard case .failure(let failure) = outcome, failure.isOutage else { return unanswered = 0 }
    unanswered += 1
    if unanswered >= Self.patience { throw Outage(failure: failure) }
  }
}

extension CloudFailure {
  /// Nobody answered, or only that it does not work now.
  fileprivate var isOutage: Bool { [.unreachable, .timedOut, .serviceError].contains(reason) }
}
