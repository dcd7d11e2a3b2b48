import Testing

@testable import MicrosoftCloud

/// The numbers behind budgets and waits.
struct LimitTests {
  private static func moment(_ seconds: Double) -> Moment { Moment(nanoseconds: Int64(seconds * 1e9)) }

  @Test(arguments: [
    ("2.128", 2.128), ("0", 0), ("10", 10), (" 7 ", 7), ("0.0001", 0.001), ("Wed, 21 Oct 2026 07:28:00 GMT", 60),
    ("Wed, 21 Oct 2026 07:26:00 GMT", 0), ("2026-10-21T07:28:30.5Z", 90.5),
  ])
  func `Retry-After is seconds with fractions, rounded up, or a date`(text: String, seconds: Double) {
    #expect(RetryAfter.duration(text, now: 1_792_567_620)?.inSeconds == seconds)
  }

  @Test(arguments: [
    "", "soon", "-1", "nan", "inf", "Wed, 21 Foo 2026 07:28:00 GMT", "Wed, 99 Oct 2026 07:28:00 GMT",
    "Wed, 21 Oct 2026 9223372036854775807:00:00 GMT", "Wed, 21 Oct 2026 07:28:-9223372036854775808 GMT",
    "2026-10-21T07:28:1e300", "2026-10-21T07:28:inf", "2026-10-21T9223372036854775807:28:00Z", "2026-10-21T07:28:nanZ",
  ])
  func `nonsense in Retry-After is as if it were absent`(text: String) {
    #expect(RetryAfter.duration(text, now: 0) == nil)
  }

  @Test func `the end of time is reached, not passed`() {
    let late = Moment(nanoseconds: .max - 5)
    #expect(late.advanced(by: .seconds(Int64.max / 4)) == Moment(nanoseconds: .max))
    #expect(late.advanced(by: .nanoseconds(5)) == Moment(nanoseconds: .max))
    #expect(Moment(nanoseconds: -5).advanced(by: .seconds(-Int64.max / 4)) == Moment(nanoseconds: .min))
    #expect(Duration.roundedUp(seconds: .infinity) == .seconds(1_000_000_000))
    #expect(RetryAfter.duration("Fri, 31 Dec 9999 23:59:59 GMT", now: 0) == .seconds(1_000_000_000))
  }

  @Test(arguments: [(0.0, [0.5, 1, 2, 4, 8, 16, 30, 30]), (0.999, [1, 2, 4, 8, 16, 32, 60, 60])])
  func `waits double up to a minute, half of them by chance`(chance: Double, whole: [Double]) {
    let backoff = Backoff(policy: RetryPolicy(), random: { chance })
    for (index, seconds) in whole.enumerated() {
      let wait = backoff.wait(afterTry: index + 1, retryAfter: nil)?.inSeconds ?? 0
      #expect(abs(wait - seconds) < 0.04)
    }
  }

  @Test func `a wait asked for is never cut short, and one beyond a quarter of an hour is not waited for`() {
    for chance in [0, 0.5, 0.999] {
      let backoff = Backoff(policy: RetryPolicy(), random: { chance })
      let wait = backoff.wait(afterTry: 1, retryAfter: .seconds(7))?.inSeconds ?? 0
      #expect((7.0...7.7).contains(wait))
      #expect(backoff.wait(afterTry: 1, retryAfter: .seconds(901)) == nil)
    }
  }

  @Test(arguments: [
    (2, ["$select": "id"], 1), (2, [:], 2), (1, ["$select": "id"], 1), (2, ["$expand": "x"], 3),
    (3, ["$select": "id", "$top": "5"], 1), (3, ["$top": "999"], 3), (3, ["$top": "19"], 2),
  ])
  func `resource units follow the options`(base: Int, options: [String: String], units: Int) {
    let query = options.map { GraphRequest.Parameter($0.key, $0.value) }
    #expect(ServiceLimit.directory(base: base, query: query) == .directory(units: units))
  }

  @Test func `an unknown cap rises by one a round and is halved by a refusal, once for all that went before`() {
    var limit = AdaptiveLimit(start: 4, minimum: 1, maximum: 8, growth: .perRound)
    for _ in 0..<5 { limit.rise(units: 1) }
    #expect(limit.current == 5)
    for _ in 0..<100 { limit.rise(units: 1) }
    #expect(limit.current == 8)
    limit.cut(grantedAt: Self.moment(1), now: Self.moment(2))
    limit.cut(grantedAt: Self.moment(1), now: Self.moment(2.1))
    limit.cut(grantedAt: Self.moment(1.5), now: Self.moment(2.2))
    #expect(limit.current == 4)
    limit.cut(grantedAt: Self.moment(3), now: Self.moment(4))
    limit.cut(grantedAt: Self.moment(5), now: Self.moment(6))
    limit.cut(grantedAt: Self.moment(7), now: Self.moment(8))
    #expect(limit.current == 1)
  }

  @Test func `what passed of a batch tells at once what may pass`() {
    var limit = AdaptiveLimit(start: 100, minimum: 2, maximum: 200, growth: .byTenth)
    limit.cut(grantedAt: Self.moment(0), now: Self.moment(1), passed: 5)
    #expect(limit.current == 5)
    limit.cut(grantedAt: Self.moment(2), now: Self.moment(3), passed: 4)
    #expect(limit.current == 2)
  }

  @Test func `a window forgets in time, also what was answered late or never`() {
    var window = SlidingWindow(limit: AdaptiveLimit(fixed: 3), period: .seconds(10))
    for ticket in 1...3 { window.begin(UInt64(ticket), units: 1, now: Self.moment(0)) }
    #expect(window.moment(for: 1, now: Self.moment(0.5)) == Self.moment(11))
    window.end(1, now: Self.moment(0.5))
    #expect(window.moment(for: 1, now: Self.moment(0.5)) == Self.moment(10.51))
    // The second was slow: it is taken to have arrived within a tenth of the period.
    window.end(2, now: Self.moment(9))
    #expect(window.moment(for: 2, now: Self.moment(9)) == Self.moment(11.01))
    #expect(window.moment(for: 1, now: Self.moment(10.51)) == nil)
    #expect(window.moment(for: 3, now: Self.moment(11.02)) == nil)
    #expect(window.used == 0)
  }

  @Test func `a window that the service calls nearly spent slows down, and recovers`() {
    var window = SlidingWindow(limit: AdaptiveLimit(fixed: 100), period: .seconds(10))
    window.hear(spent: 0.7)
    #expect(window.allowance == 100)
    window.hear(spent: 0.9)
    #expect(window.allowance == 70)
    window.hear(spent: 1.4)
    #expect(window.allowance == 50)
    for _ in 0..<25 { window.hear(spent: nil) }
    #expect(window.allowance == 100)
  }

  @Test func `a window of a hundred thousand uses stays short`() {
    var window = SlidingWindow(limit: AdaptiveLimit(fixed: 130_000), period: .seconds(10))
    for number in 0..<100_000 {
      let now = Self.moment(Double(number) * 0.00005)
      window.begin(UInt64(number), units: 1, now: now)
      window.end(UInt64(number), now: now)
    }
    #expect(window.used == 100_000)
    #expect(window.entryCount <= 501)
    #expect(window.moment(for: 30_001, now: Self.moment(5)) != nil)
    #expect(window.moment(for: 1, now: Self.moment(15.1)) == nil)
    #expect(window.used == 0)
  }
}
