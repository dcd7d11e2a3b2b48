/// Writes any text as a Swift string literal that means exactly that text.
enum SwiftLiteral {
  /// A raw multi-line literal, so that the generated file stays readable and quick to compile.
  ///
  /// Text with carriage returns or control characters, which a multi-line literal may not hold or would alter, is written escaped.
  static func text(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || ($0.value >= 0x20 && $0.value != 0x7F) }
    guard isPlain else { return escaped(text) }
    let marks = String(repeating: "#", count: longestMarkRun(in: text) + 1)
    return "\(marks)\"\"\"\n\(text)\n\"\"\"\(marks)"
  }

  /// The most `#` that follow a backslash or three quotes: one more ends neither the literal nor begins an escape.
  private static func longestMarkRun(in text: String) -> Int {
    var longest = 0
    var run: Int?
    var quotes = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "#"):
        run = run.map { $0 + 1 }
        quotes = 0
      case UInt8(ascii: "\""):
        quotes += 1
        run = quotes >= 3 ? 0 : nil
      case UInt8(ascii: "\\"):
        run = 0
        quotes = 0
      default:
        run = nil
        quotes = 0
      }
      longest = max(longest, run ?? 0)
    }
    return longest
  }

  private static func escaped(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\":
        literal.unicodeScalars.append("\\")
        literal.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: literal += "\\u{\(String(scalar.value, radix: 16))}"
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }
}
