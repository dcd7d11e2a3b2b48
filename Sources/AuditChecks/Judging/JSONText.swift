/// A JSON value read from a text inside an audit record (`RuleActions`, `RuleCondition`).
///
/// Small and tolerant of what such texts hold; a cut or malformed text is nil, never an empty value.
indirect enum JSONText: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONText])
  case object([Member])

  struct Member: Hashable, Sendable {
    let name: String
    let value: JSONText
  }

  /// - Parameter text: whole JSON text; nesting beyond 32 levels is refused.
  init?(_ text: String) {
    var reader = Reader(bytes: Array(text.utf8))
    guard let value = reader.value(depth: 0), reader.isAtEnd else { return nil }
    self = value
  }

  /// The value of that member, in any letter case; nil for other kinds of values.
  subscript(name: String) -> JSONText? {
    guard case .object(let members) = self else { return nil }
    let name = name.lowercased()
    return members.first { $0.name.lowercased() == name }?.value
  }

  /// This value's text; numbers as written; nil for other kinds.
  var text: String? {
    switch self {
    case .string(let text), .number(let text): text
    case .bool(let value): value ? "true" : "false"
    case .null, .array, .object: nil
    }
  }

  /// All strings in it, at any depth, in order.
  var strings: [String] {
    switch self {
    case .string(let text): [text]
    case .array(let values): values.flatMap(\.strings)
    case .object(let members): members.flatMap(\.value.strings)
    case .null, .bool, .number: []
    }
  }

  /// Names of its members; empty for other kinds.
  var memberNames: [String] {
    if case .object(let members) = self { members.map(\.name) } else { [] }
  }

  private struct Reader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool {
      mutating get {
        skipBlanks()
        return position == bytes.count
      }
    }

    private mutating func skipBlanks() {
      while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
      skipBlanks()
      guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
      position += 1
      return true
    }

    private mutating func skip(word: StaticString) -> Bool {
      let end = position + word.utf8CodeUnitCount
      guard end <= bytes.count else { return false }
      for offset in 0..<word.utf8CodeUnitCount where bytes[position + offset] != word.utf8Start[offset] { return false }
      position = end
      return true
    }

    mutating func value(depth: Int) -> JSONText? {
      guard depth < 32 else { return nil }
      skipBlanks()
      guard position < bytes.count else { return nil }
      switch bytes[position] {
      case UInt8(ascii: "{"): return object(depth: depth)
      case UInt8(ascii: "["): return array(depth: depth)
      case UInt8(ascii: "\""): return string().map { .string($0) }
      case UInt8(ascii: "t"): return skip(word: "true") ? .bool(true) : nil
      case UInt8(ascii: "f"): return skip(word: "false") ? .bool(false) : nil
      case UInt8(ascii: "n"): return skip(word: "null") ? .null : nil
      default: return number()
      }
    }

    private mutating func object(depth: Int) -> JSONText? {
      position += 1
      var members: [Member] = []
      if skip("}") { return .object(members) }
      repeat {
        skipBlanks()
        guard let name = string(), skip(":"), let value = value(depth: depth + 1) else { return nil }
        members.append(Member(name: name, value: value))
      } while skip(",")
      return skip("}") ? .object(members) : nil
    }

    private mutating func array(depth: Int) -> JSONText? {
      position += 1
      var values: [JSONText] = []
      if skip("]") { return .array(values) }
      repeat {
        guard let value = value(depth: depth + 1) else { return nil }
        values.append(value)
      } while skip(",")
      return skip("]") ? .array(values) : nil
    }

    private mutating func number() -> JSONText? {
      let start = position
      while position < bytes.count, "+-.eE0123456789".utf8.contains(bytes[position]) { position += 1 }
      return position > start ? .number(String(decoding: bytes[start..<position], as: UTF8.self)) : nil
    }

    private mutating func string() -> String? {
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return nil }
      position += 1
      var text: [UInt8] = []
      while position < bytes.count {
        let byte = bytes[position]
        position += 1
        if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
        if byte != UInt8(ascii: "\\") {
          text.append(byte)
          continue
        }
        guard let escaped = escape() else { return nil }
        text.append(contentsOf: escaped.utf8)
      }
      return nil
    }

    private mutating func escape() -> String? {
      guard position < bytes.count else { return nil }
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "n"): return "\n"
      case UInt8(ascii: "t"): return "\t"
      case UInt8(ascii: "r"): return "\r"
      case UInt8(ascii: "b"): return "\u{8}"
      case UInt8(ascii: "f"): return "\u{C}"
      case UInt8(ascii: "u"): return unicode()
      default: return String(decoding: [byte], as: UTF8.self)
      }
    }

    /// A `\u` escape, with its second half where it is a surrogate; a lone surrogate becomes U+FFFD.
    private mutating func unicode() -> String? {
      guard let first = hexadecimal() else { return nil }
      var units = [first]
      if first & 0xFC00 == 0xD800, position + 6 <= bytes.count, bytes[position] == UInt8(ascii: "\\"),
        bytes[position + 1] == UInt8(ascii: "u")
      {
        let start = position
        position += 2
        guard let second = hexadecimal() else { return nil }
        if second & 0xFC00 == 0xDC00 { units.append(second) } else { position = start }
      }
      return String(decoding: units, as: UTF16.self)
    }

    private mutating func hexadecimal() -> UInt16? {
      guard position + 4 <= bytes.count else { return nil }
      let digits = String(decoding: bytes[position..<(position + 4)], as: UTF8.self)
      position += 4
      return digits.first == "+" || digits.first == "-" ? nil : UInt16(digits, radix: 16)
    }
  }
}
