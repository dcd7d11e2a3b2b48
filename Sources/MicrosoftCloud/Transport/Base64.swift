/// Base64 in both alphabets, without line breaks.
enum Base64 {
  private static let standard = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let url = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// With the URL's alphabet and no padding, as JWT wants it.
  static func urlEncoded(_ bytes: some Collection<UInt8>) -> String { encoded(Array(bytes), url, isPadded: false) }

  /// With padding.
  static func encoded(_ bytes: some Collection<UInt8>) -> String { encoded(Array(bytes), standard, isPadded: true) }

  /// Either alphabet, padding optional, blanks ignored; nil when anything else stands in it.
  static func decoded(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in text {
      let value: UInt8
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - 65
      case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - 71
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte + 4
      case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
      case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
      case UInt8(ascii: "="), 0x0A, 0x0D, 0x20, 0x09: continue
      default: return nil
      }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return result
  }

  private static func encoded(_ bytes: [UInt8], _ alphabet: [UInt8], isPadded: Bool) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 4 / 3 + 4)
    var index = 0
    while index < bytes.count {
      let first = bytes[index]
      let second = index + 1 < bytes.count ? bytes[index + 1] : 0
      let third = index + 2 < bytes.count ? bytes[index + 2] : 0
      result.append(alphabet[Int(first >> 2)])
      result.append(alphabet[Int((first & 3) << 4 | second >> 4)])
      if index + 1 < bytes.count { result.append(alphabet[Int((second & 15) << 2 | third >> 6)]) }
      if index + 2 < bytes.count { result.append(alphabet[Int(third & 63)]) }
      index += 3
    }
    if isPadded { while result.count % 4 != 0 { result.append(UInt8(ascii: "=")) } }
    return String(decoding: result, as: UTF8.self)
  }
}
