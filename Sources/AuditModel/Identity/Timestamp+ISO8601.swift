extension Timestamp {
  /// Reads `2026-08-20T10:06:00`, with up to nine fractional digits and `Z`, an offset or no zone (then UTC).
  ///
  /// Microsoft writes seven fractional digits and, in audit records, no zone at all; `0001-01-01` is its "never".
  package init?(iso8601 text: String) {
    var text = text
    guard let moment = text.withUTF8({ Timestamp(iso8601: $0) }) else { return nil }
    self = moment
  }

  package init?(iso8601 bytes: UnsafeBufferPointer<UInt8>) {
    var reader = DigitReader(bytes: bytes)
    guard let year = reader.number(digits: 4), reader.skip("-"), let month = reader.number(digits: 2), reader.skip("-"),
      let day = reader.number(digits: 2), (1...12).contains(month),
      (1...Timestamp.days(inMonth: month, year: year)).contains(day)
    else { return nil }
    var seconds = Timestamp.daysSinceEpoch(year: year, month: month, day: day) * 86_400
    var fraction: Int64 = 0
    if !reader.isAtEnd {
      guard reader.skip("T") || reader.skip("t") || reader.skip(" "), let hour = reader.number(digits: 2),
        reader.skip(":"), let minute = reader.number(digits: 2), hour < 24, minute < 60
      else { return nil }
      var second = 0
      if reader.skip(":") {
        guard let value = reader.number(digits: 2), value < 61 else { return nil }
        second = value
        if reader.skip(".") || reader.skip(",") {
          guard let value = reader.microseconds() else { return nil }
          fraction = value
        }
      }
      seconds += Int64(hour * 3600 + minute * 60 + second)
      guard let offset = reader.zoneOffset() else { return nil }
      seconds -= Int64(offset)
    }
    guard reader.isAtEnd else { return nil }
    microseconds = seconds * 1_000_000 + fraction
  }

  /// `2026-08-20T10:06:00Z`: RFC 3339 in UTC, to the second.
  package var iso8601: String {
    let seconds = self.seconds
    let days = seconds >= 0 ? seconds / 86_400 : -((86_399 - seconds) / 86_400)
    let time = Int(seconds - days * 86_400)
    let (year, month, day) = Timestamp.civilDate(daysSinceEpoch: days)
    return String(unsafeUninitializedCapacity: 20) { bytes in
      func put(_ value: Int, at index: Int, digits: Int) {
        var value = value
        for offset in stride(from: digits - 1, through: 0, by: -1) {
          bytes[index + offset] = UInt8(48 + value % 10)
          value /= 10
        }
      }
      put(max(0, min(9999, year)), at: 0, digits: 4)
      bytes[4] = UInt8(ascii: "-")
      put(month, at: 5, digits: 2)
      bytes[7] = UInt8(ascii: "-")
      put(day, at: 8, digits: 2)
      bytes[10] = UInt8(ascii: "T")
      put(time / 3600, at: 11, digits: 2)
      bytes[13] = UInt8(ascii: ":")
      put(time / 60 % 60, at: 14, digits: 2)
      bytes[16] = UInt8(ascii: ":")
      put(time % 60, at: 17, digits: 2)
      bytes[19] = UInt8(ascii: "Z")
      return 20
    }
  }

  /// `2026-08-20`: the date in UTC.
  package var date: String { String(iso8601.prefix(10)) }

  static func days(inMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  // Civil calendar arithmetic after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int64 {
    let year = Int64(month <= 2 ? year - 1 : year)
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = Int64((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1)
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  static func civilDate(daysSinceEpoch days: Int64) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    let month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
    return (Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0), month, day)
  }
}

/// Reads digits and separators off a byte buffer, never past its end.
private struct DigitReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0

  var isAtEnd: Bool { position >= bytes.count }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  mutating func number(digits: Int) -> Int? {
    guard position + digits <= bytes.count else { return nil }
    var value = 0
    for index in position..<(position + digits) {
      let digit = bytes[index] &- 48
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    position += digits
    return value
  }

  mutating func microseconds() -> Int64? {
    var value: Int64 = 0
    var digits = 0
    while position < bytes.count, bytes[position] &- 48 < 10 {
      if digits < 6 { value = value * 10 + Int64(bytes[position] &- 48) }
      digits += 1
      position += 1
    }
    guard digits > 0 else { return nil }
    while digits < 6 {
      value *= 10
      digits += 1
    }
    return value
  }

  /// Seconds east of UTC; 0 for `Z` and for no zone.
  mutating func zoneOffset() -> Int? {
    if isAtEnd || skip("Z") || skip("z") { return 0 }
    let isWest = skip("-")
    guard isWest || skip("+"), let hours = number(digits: 2) else { return nil }
    _ = skip(":")
    guard let minutes = number(digits: 2) else { return nil }
    let offset = hours * 3600 + minutes * 60
    return isWest ? -offset : offset
  }
}
