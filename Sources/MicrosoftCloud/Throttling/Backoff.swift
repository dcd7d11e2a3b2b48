/// How long to wait before the next try.
struct Backoff: Sendable {
  let policy: RetryPolicy
  let random: @Sendable () -> Double

  /// At least `Retry-After` where the service said it, a little more so that not all come at once; else twice as long with every try, half of it by chance.
  ///
  /// - Returns: nil when the service asks for more patience than one night has.
  func wait(afterTry tries: Int, retryAfter: Duration?) -> Duration? {
    if let retryAfter {
      guard retryAfter <= policy.longestRetryAfter else { return nil }
      let spread = min(policy.firstWait.inSeconds, retryAfter.inSeconds / 10) * random()
      return retryAfter + .roundedUp(seconds: spread)
    }
    let doubled = policy.firstWait.inSeconds * Double(1 << min(20, max(0, tries - 1)))
    let whole = min(policy.longestWait.inSeconds, doubled)
    return .roundedUp(seconds: whole / 2 + whole / 2 * random())
  }
}
