import AuditModel

/// Reads dates that are not ISO 8601.
struct DateReader {
  private let bytes: [UInt8]
  private var position = 0

  /// Blanks of all kinds count as one: newer .NET writes U+202F before AM and PM.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(text.count, 64))
    var index = 0
    while index < text.count, bytes.count < 64 {
      if index + 2 < text.count, text[index] == 0xE2, text[index + 1] == 0x80, text[index + 2] == 0xAF {
        bytes.append(0x20)
        index += 3
      } else if index + 1 < text.count, text[index] == 0xC2, text[index + 1] == 0xA0 {
        bytes.append(0x20)
        index += 2
      } else {
        bytes.append(text[index])
        index += 1
      }
    }
    self.bytes = bytes
  }

  mutating func date() -> ExportDate {
    skipBlanks()
    if bytes[position...].starts(with: "/Date(".utf8) { return epochDate() }
    guard let first = number(upTo: 4), let separator = take(where: { $0 == 0x2F || $0 == 0x2E }),
      let second = number(upTo: 2), take(where: { $0 == separator }) != nil, let third = number(upTo: 4)
    else { return .unreadable }
    guard let time = timeOfDay() else { return .unreadable }
    // A year in front leaves no doubt; dots are written day first everywhere; two-digit years are refused.
    if first > 999 {
      return SlashedDate.moment(year: first, month: second, day: third, time: time).map(ExportDate.moment)
        ?? .unreadable
    }
    guard third > 999 else { return .unreadable }
    if separator == 0x2E {
      return SlashedDate.moment(year: third, month: second, day: first, time: time).map(ExportDate.moment)
        ?? .unreadable
    }
    return .slashed(SlashedDate(first: first, second: second, year: third, time: time))
  }

  /// `/Date(1619620394000)/`: milliseconds since 1970, as Windows PowerShell 5 writes JSON.
  private mutating func epochDate() -> ExportDate {
    position += 6
    let isNegative = take(where: { $0 == 0x2D }) != nil
    guard let milliseconds = number(upTo: 15) else { return .unreadable }
    let end = String(decoding: bytes[position...], as: UTF8.self)
    guard end == ")/" || (end.hasSuffix(")/") && (end.hasPrefix("+") || end.hasPrefix("-"))) else { return .unreadable }
    return .moment(Timestamp(microseconds: Int64(isNegative ? -milliseconds : milliseconds) * 1000))
  }

  /// Microseconds since midnight in UTC: `, 2:33:14.000 PM`, ` 14:33`, with an offset behind it or not; 0 when there is none.
  private mutating func timeOfDay() -> Int64? {
    _ = take(where: { $0 == 0x2C || $0 == 0x54 })
    skipBlanks()
    if position == bytes.count { return 0 }
    guard var hour = number(upTo: 2), take(where: { $0 == 0x3A }) != nil, let minute = number(upTo: 2) else {
      return nil
    }
    var second = 0
    var fraction: Int64 = 0
    if take(where: { $0 == 0x3A }) != nil {
      guard let value = number(upTo: 2) else { return nil }
      second = value
      if take(where: { $0 == 0x2E || $0 == 0x2C }) != nil {
        guard let value = microseconds() else { return nil }
        fraction = value
      }
    }
    skipBlanks()
    if let half = take(where: { $0 | 0x20 == 0x61 || $0 | 0x20 == 0x70 }) {
      _ = take(where: { $0 == 0x2E })
      guard take(where: { $0 | 0x20 == 0x6D }) != nil, (1...12).contains(hour) else { return nil }
      _ = take(where: { $0 == 0x2E })
      hour = hour % 12 + (half | 0x20 == 0x70 ? 12 : 0)
    }
    skipBlanks()
    guard hour < 24, minute < 60, second < 61, let offset = offset(), position == bytes.count else { return nil }
    return Int64(hour * 3600 + minute * 60 + second - offset) * 1_000_000 + fraction
  }

  /// Seconds east of UTC; 0 without a zone.
  private mutating func offset() -> Int? {
    if position == bytes.count || take(where: { $0 | 0x20 == 0x7A }) != nil { return 0 }
    if bytes[position...].elementsEqual("UTC".utf8) || bytes[position...].elementsEqual("GMT".utf8) {
      position = bytes.count
      return 0
    }
    guard let sign = take(where: { $0 == 0x2B || $0 == 0x2D }), let hours = number(upTo: 2) else { return nil }
    _ = take(where: { $0 == 0x3A })
    guard let minutes = number(upTo: 2) else { return nil }
    return (hours * 3600 + minutes * 60) * (sign == 0x2B ? 1 : -1)
  }

  private mutating func microseconds() -> Int64? {
    var value: Int64 = 0
    var digits = 0
    while let digit = take(where: { $0 &- 48 < 10 }) {
      if digits < 6 { value = value * 10 + Int64(digit - 48) }
      digits += 1
    }
    guard digits > 0 else { return nil }
    for _ in min(digits, 6)..<6 { value *= 10 }
    return value
  }

  private mutating func number(upTo digits: Int) -> Int? {
    var value = 0
    var count = 0
    while count < digits, let digit = take(where: { $0 &- 48 < 10 }) {
      value = value * 10 + Int(digit - 48)
      count += 1
    }
    return count > 0 ? value : nil
  }

  private mutating func take(where matches: (UInt8) -> Bool) -> UInt8? {
    guard position < bytes.count, matches(bytes[position]) else { return nil }
    defer { position += 1 }
    return bytes[position]
  }

  private mutating func skipBlanks() { while take(where: { $0 == 0x20 }) != nil {} }
}
