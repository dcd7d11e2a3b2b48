import NIOHTTP1

/// What a service says about waiting.
enum RetryAfter {
  /// `Retry-After` in seconds (fractions too, rounded up to a millisecond) or as an HTTP date; nil when absent or nonsense.
  ///
  /// - Parameter now: seconds since 1970; a date in the past is no wait.
  static func duration(in headers: HTTPHeaders, now: Double) -> Duration? {
    headers.first(name: "Retry-After").flatMap { duration($0, now: now) }
  }

  /// As `duration(in:now:)`, of the header's value.
  static func duration(_ text: String, now: Double) -> Duration? {
    let text = text.filter { $0 != " " || text.contains(",") }
    if let seconds = Double(text) {
      return seconds.isFinite && seconds >= 0 ? .roundedUp(seconds: min(seconds, 1e9)) : nil
    }
    return (seconds(httpDate: text) ?? seconds(iso8601: text)).map { .roundedUp(seconds: min(max(0, $0 - now), 1e9)) }
  }

  /// `Wed, 21 Oct 2026 07:28:00 GMT` as seconds since 1970.
  static func seconds(httpDate text: String) -> Double? {
    let parts = text.split(whereSeparator: { $0 == " " || $0 == "," })
    guard parts.count >= 5, let day = Int(parts[1]), let year = Int(parts[3]),
      let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"].firstIndex(
        of: String(parts[2]))
    else { return nil }
    let clock = parts[4].split(separator: ":").compactMap { Int($0) }
    guard clock.count == 3, 1...31 ~= day, 1970...9999 ~= year else { return nil }
    return seconds(
      onDay: days(year: year, month: month + 1, day: day), hour: clock[0], minute: clock[1], second: Double(clock[2]))
  }

  /// `2026-10-21T07:28:00.5Z` as seconds since 1970: what Exchange writes into `Rate-Limit-Reset`.
  static func seconds(iso8601 text: String) -> Double? {
    let parts = text.split(whereSeparator: { "-T:Z".contains($0) })
    guard parts.count == 6, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      let hour = Int(parts[3]), let minute = Int(parts[4]), let second = Double(parts[5]),
      1970...9999 ~= year, 1...12 ~= month, 1...31 ~= day
    else { return nil }
    return seconds(onDay: days(year: year, month: month, day: day), hour: hour, minute: minute, second: second)
  }

  /// Nil for what no clock shows: a server may write anything.
  private static func seconds(onDay day: Int, hour: Int, minute: Int, second: Double) -> Double? {
    guard 0..<24 ~= hour, 0..<60 ~= minute, 0..<61 ~= second else { return nil }
    return Double(day * 86_400 + hour * 3_600 + minute * 60) + second
  }

  /// Days since 1970-01-01 in the Gregorian calendar.
  static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
