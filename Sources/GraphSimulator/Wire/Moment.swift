/// A moment in units of 100 nanoseconds since 1970, as precise as Microsoft's timestamps.
struct Moment: Comparable, Hashable, Sendable {
  let ticks: Int64

  static let ticksPerSecond: Int64 = 10_000_000

  init(ticks: Int64) { self.ticks = ticks }
  init(seconds: Int64) { ticks = seconds * Moment.ticksPerSecond }
  init(seconds: Double) { ticks = Int64(seconds * Double(Moment.ticksPerSecond)) }

  static func < (left: Moment, right: Moment) -> Bool { left.ticks < right.ticks }

  /// Reads `2026-08-20`, `2026-08-20T10:00:00`, with up to seven fractional digits, with `Z`, an offset or no zone (UTC).
  init?(_ text: some Collection<UInt8>) {
    var reader = DigitReader(text)
    guard let year = reader.number(digits: 4), reader.skip("-"), let month = reader.number(digits: 2), reader.skip("-"),
      let day = reader.number(digits: 2), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    var seconds: Int64 = Moment.days(year, month, day) * 86_400
    var fraction: Int64 = 0
    if reader.skip("T") || reader.skip("t") || reader.skip(" ") {
      guard let clock = reader.clock() else { return nil }
      seconds += clock.seconds
      fraction = clock.fraction
    }
    guard reader.isAtEnd else { return nil }
    ticks = seconds * Moment.ticksPerSecond + fraction
  }

  init?(_ text: String) { self.init(Array(text.utf8)) }

  /// `2026-08-20T10:00:00`, in UTC.
  var dateAndTime: String {
    let rounded = ticks >= 0 ? ticks : ticks - Moment.ticksPerSecond + 1
    let seconds = rounded / Moment.ticksPerSecond
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let rest = seconds - days * 86_400
    let (year, month, day) = Moment.date(days)
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T"
      + "\(padded(rest / 3600, 2)):\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))"
  }

  /// `2026-08-20T10:00:00Z`.
  var text: String { dateAndTime + "Z" }
  /// `2026-08-20T10:00:00.1234567`, without a zone.
  var withFraction: String {
    dateAndTime + "." + padded((ticks % Moment.ticksPerSecond + Moment.ticksPerSecond) % Moment.ticksPerSecond, 7)
  }

  private func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Days from 1 January 1970 to a date of the Gregorian calendar.
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func date(_ days: Int64) -> (Int64, Int64, Int64) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
  }
}

/// Reads numbers of a fixed width.
private struct DigitReader {
  private let bytes: [UInt8]
  private var at = 0

  init(_ text: some Collection<UInt8>) { bytes = Array(text.prefix(40)) }

  var isAtEnd: Bool { at == bytes.count }

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  mutating func number(digits: Int) -> Int64? {
    var value: Int64 = 0
    for _ in 0..<digits {
      guard let byte = next, byte >= 48, byte <= 57 else { return nil }
      value = value * 10 + Int64(byte - 48)
      at += 1
    }
    return value
  }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(character.value) else { return false }
    at += 1
    return true
  }

  /// Hours, minutes, and what may follow: seconds, their fraction, the zone.
  mutating func clock() -> (seconds: Int64, fraction: Int64)? {
    guard let hour = number(digits: 2), skip(":"), let minute = number(digits: 2) else { return nil }
    var seconds: Int64 = hour * 3_600
    seconds += minute * 60
    if skip(":") {
      guard let second = number(digits: 2) else { return nil }
      seconds += second
    }
    let fraction = skip(".") ? self.fraction() : 0
    if skip("Z") || skip("z") { return (seconds, fraction) }
    let sign: Int64 = skip("+") ? 1 : skip("-") ? -1 : 0
    guard sign != 0 else { return (seconds, fraction) }
    guard let hours = number(digits: 2) else { return nil }
    _ = skip(":")
    let minutes = number(digits: 2) ?? 0
    let offset: Int64 = hours * 3_600 + minutes * 60
    return (seconds - sign * offset, fraction)
  }

  /// Up to seven digits count; further ones are skipped.
  private mutating func fraction() -> Int64 {
    var value: Int64 = 0
    var digits = 0
    while let byte = next, byte >= 48, byte <= 57 {
      if digits < 7 { value = value * 10 + Int64(byte - 48) }
      digits += 1
      at += 1
    }
    for _ in 0..<max(0, 7 - digits) { value *= 10 }
    return value
  }
}
