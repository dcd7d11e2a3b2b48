import Foundation

/// JSON texts, written and read.
enum JSONText {
  /// The text with quotes and escapes, as JSON writes it.
  static func quoted(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    bytes.reserveCapacity(text.utf8.count + 2)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += #"\""#.utf8
      case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
      case 10: bytes += #"\n"#.utf8
      case 13: bytes += #"\r"#.utf8
      case 9: bytes += #"\t"#.utf8
      case 0..<32:
        bytes += "\\u00".utf8
        bytes.append(hexadecimal(byte >> 4))
        bytes.append(hexadecimal(byte & 15))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    return bytes
  }

  /// Undoes the escapes of what stands between the quotes.
  static func plain(_ inside: some Sequence<UInt8>) -> String {
    let document = Data([UInt8(ascii: "\"")] + inside + [UInt8(ascii: "\"")])
    let text = try? JSONSerialization.jsonObject(with: document, options: .fragmentsAllowed) as? String
    return text ?? String(decoding: Array(inside), as: UTF8.self)
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
  }
}

/// Bytes of a JSON document that grows piece by piece.
struct JSONBytes {
  var bytes: [UInt8] = []

  init() {}

  /// Adds what is JSON already.
  mutating func raw(_ text: String) { bytes += text.utf8 }
  mutating func raw(_ slice: some Sequence<UInt8>) { bytes += slice }
  /// Adds a text with quotes and escapes.
  mutating func text(_ text: String) { bytes += JSONText.quoted(text) }
  /// Adds `"name":"text"`.
  mutating func member(_ name: String, _ value: String) {
    raw("\"\(name)\":")
    text(value)
  }
}

/// A tree of values that becomes JSON, for what is answered rarely.
indirect enum JSONTree: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
  case text(String)
  case number(Double)
  case integer(Int)
  case flag(Bool)
  case null
  case list([JSONTree])
  case object([(String, JSONTree)])
  /// JSON already.
  case raw([UInt8])

  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int) { self = .integer(value) }
  init(booleanLiteral value: Bool) { self = .flag(value) }

  /// The document's bytes.
  var bytes: [UInt8] {
    var out = JSONBytes()
    write(to: &out)
    return out.bytes
  }

  private func write(to out: inout JSONBytes) {
    switch self {
    case .text(let text): out.text(text)
    case .number(let number): out.raw(number.isFinite ? "\((number * 1000).rounded() / 1000)" : "null")
    case .integer(let number): out.raw("\(number)")
    case .flag(let flag): out.raw(flag ? "true" : "false")
    case .null: out.raw("null")
    case .raw(let bytes): out.raw(bytes)
    case .list(let list):
      out.raw("[")
      for (index, element) in list.enumerated() {
        if index > 0 { out.raw(",") }
        element.write(to: &out)
      }
      out.raw("]")
    case .object(let members):
      out.raw("{")
      for (index, member) in members.enumerated() {
        if index > 0 { out.raw(",") }
        out.text(member.0)
        out.raw(":")
        member.1.write(to: &out)
      }
      out.raw("}")
    }
  }
}
