import AuditModel

extension Timestamp {
  /// Reads `3/14/2026 2:05:09 PM`, `4/28/2021, 2:33:14.000 PM`, `03/14/2026 14:05` (month first, UTC) and `/Date(1700000000000)/`.
  init?(americanOrSerialized bytes: UnsafeBufferPointer<UInt8>) {
    var reader = AmericanDateReader(bytes: bytes)
    if let milliseconds = reader.serialized() {
      guard milliseconds.magnitude < 1 << 50 else { return nil }
      self.init(microseconds: milliseconds * 1000)
      return
    }
    guard let iso = reader.iso8601() else { return nil }
    self.init(iso8601: iso)
  }
}

/// Turns a month-first date into ISO 8601, so that one place knows the calendar.
private struct AmericanDateReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The number in `/Date(…)/`.
  mutating func serialized() -> Int64? {
    let text = bytes.count < 40 ? String(decoding: bytes, as: UTF8.self) : ""
    guard text.hasPrefix("/Date("), text.hasSuffix(")/") else { return nil }
    return Int64(text.dropFirst(6).dropLast(2))
  }

  mutating func iso8601() -> String? {
    guard let month = number(), skip("/"), let day = number(), skip("/"), let year = number(), year > 999 else {
      return nil
    }
    let date = "\(year)-\(padded(month))-\(padded(day))"
    _ = skip(",")
    guard position < bytes.count else { return date }
    guard skip(" "), var hour = number(), skip(":"), let minute = number() else { return nil }
    var second = 0
    var fraction = ""
    if skip(":") {
      guard let value = number() else { return nil }
      second = value
      if skip(".") {
        let start = position
        guard number() != nil else { return nil }
        fraction = "." + String(decoding: bytes[start..<position], as: UTF8.self)
      }
    }
    if position < bytes.count {
      guard skip(" ") || skip("\u{202F}"), (1...12).contains(hour), let isAfternoon = halfOfDay() else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    guard position == bytes.count else { return nil }
    return "\(date)T\(padded(hour)):\(padded(minute)):\(padded(second))\(fraction)"
  }

  private mutating func halfOfDay() -> Bool? {
    guard bytes.count - position == 2, bytes[position + 1] | 32 == UInt8(ascii: "m") else { return nil }
    defer { position += 2 }
    switch bytes[position] | 32 {
    case UInt8(ascii: "a"): return false
    case UInt8(ascii: "p"): return true
    default: return nil
    }
  }

  private mutating func skip(_ text: String) -> Bool {
    guard bytes[position...].starts(with: text.utf8) else { return false }
    position += text.utf8.count
    return true
  }

  private mutating func number() -> Int? {
    let start = position
    var value = 0
    while position < bytes.count, bytes[position] &- 48 < 10, position - start < 9 {
      value = value * 10 + Int(bytes[position] &- 48)
      position += 1
    }
    return position > start ? value : nil
  }

  private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
