/// Makes a copy of a document in which nothing is left that simdjson refuses for the sake of one text or number.
///
/// Lone surrogates and invalid UTF-8 inside texts become U+FFFD, raw control characters are escaped, and numbers that fit
/// nowhere become the text of their digits. Everything else is copied as it is, faults included.
struct JSONRepair {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var output: [UInt8] = []
  private var count = 0

  init(document: UnsafeBufferPointer<UInt8>) { bytes = document }

  /// The copy with that many zero bytes behind it, and how many places were mended.
  mutating func mended(padding: Int) -> (document: [UInt8], count: Int) {
    output.reserveCapacity(bytes.count + bytes.count / 16 + padding)
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""): copyString()
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): copyNumber()
      default: copy(1)
      }
    }
    output.append(contentsOf: repeatElement(0, count: padding))
    return (output, count)
  }

  private mutating func copy(_ length: Int) {
    let end = min(position + length, bytes.count)
    output.append(contentsOf: bytes[position..<end])
    position = end
  }

  private mutating func replace(_ length: Int, with replacement: some Collection<UInt8>) {
    output.append(contentsOf: replacement)
    position += length
    count += 1
  }

  private mutating func copyNumber() {
    let range = JSONNumber.range(in: bytes, from: position)
    guard JSONNumber.isTooLarge(bytes[range]) else { return copy(range.count) }
    replace(range.count, with: [UInt8(ascii: "\"")] + bytes[range] + [UInt8(ascii: "\"")])
  }

  private mutating func copyString() {
    copy(1)
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""): return copy(1)
      case UInt8(ascii: "\\"): copyEscape()
      case 0..<0x20:
        let hex = String(bytes[position], radix: 16)
        replace(1, with: (hex.utf8.count == 1 ? "\\u000" + hex : "\\u00" + hex).utf8)
      case 0x80...: copyMultibyte()
      default: copy(1)
      }
    }
  }

  private mutating func copyEscape() {
    guard let unit = codeUnit(at: position) else { return copy(2) }
    if unit & 0xFC00 == 0xD800, let low = codeUnit(at: position + 6), low & 0xFC00 == 0xDC00 { return copy(12) }
    if unit & 0xF800 == 0xD800 { return replace(6, with: "\\uFFFD".utf8) }
    copy(6)
  }

  /// The value of a complete `\uXXXX` that stands there.
  private func codeUnit(at position: Int) -> UInt16? {
    guard position + 6 <= bytes.count, bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
    else { return nil }
    var unit: UInt16 = 0
    for byte in bytes[(position + 2)..<(position + 6)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }

  /// Copies one well-formed UTF-8 sequence, or replaces one byte of an ill-formed one (Unicode, table 3-7).
  private mutating func copyMultibyte() {
    func byte(_ offset: Int) -> UInt8 { position + offset < bytes.count ? bytes[position + offset] : 0 }
    func follows(_ offset: Int) -> Bool { byte(offset) & 0xC0 == 0x80 }
    let second = byte(1)
    let length =
      switch bytes[position] {
      case 0xC2...0xDF where follows(1): 2
      case 0xE0 where (0xA0...0xBF).contains(second) && follows(2): 3
      case 0xED where (0x80...0x9F).contains(second) && follows(2): 3
      case 0xE1...0xEC where follows(1) && follows(2), 0xEE...0xEF where follows(1) && follows(2): 3
      case 0xF0 where (0x90...0xBF).contains(second) && follows(2) && follows(3): 4
      case 0xF1...0xF3 where follows(1) && follows(2) && follows(3): 4
      case 0xF4 where (0x80...0x8F).contains(second) && follows(2) && follows(3): 4
      default: 0
      }
    if length > 0 { copy(length) } else { replace(1, with: "\u{FFFD}".utf8) }
  }
}
