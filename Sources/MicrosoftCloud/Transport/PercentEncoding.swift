/// Percent-encoding of the parts of a URL, byte by byte.
enum PercentEncoding {
  /// One path segment: everything but unreserved characters is encoded.
  static func segment(_ text: String) -> String { encoded(text) { isUnreserved($0) } }

  /// A query value: what OData filters are made of stays readable.
  static func queryValue(_ text: String) -> String {
    encoded(text) { isUnreserved($0) || "$,:'()/@*".utf8.contains($0) }
  }

  /// A form field, as `application/x-www-form-urlencoded` with `%20` for a space.
  static func formValue(_ text: String) -> String { encoded(text) { isUnreserved($0) } }

  /// A path and query that came from outside: only what no URL may hold is encoded, all else stays as it is.
  static func mended(_ target: String) -> String {
    encoded(target) { $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) }
  }

  /// The bytes that `%XX` stands for; what is no such triple stays.
  static func decoded(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let value = UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        result.append(value)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    byte &- 48 < 10 || (byte | 32) &- 97 < 26 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
  }

  private static func encoded(_ text: String, isKept: (UInt8) -> Bool) -> String {
    if text.utf8.allSatisfy(isKept) { return text }
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      if isKept(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
