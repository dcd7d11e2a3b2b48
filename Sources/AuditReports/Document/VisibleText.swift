/// Shows hostile text as what it is: invisible, reordering and control characters become `⟨U+202E⟩`, long text is cut and says so.
///
/// Used by every format that people look at. JSON carries raw values.
package enum VisibleText {
  /// The text with everything visible, at most `limit` characters (Unicode scalars) of it.
  ///
  /// Text of nothing but white space is spelled out; empty text becomes `⟨empty⟩`.
  package static func shown(_ text: String, limit: Int = 1_000) -> String {
    if isPlain(text, limit: limit) { return text }
    guard !text.isEmpty else { return "⟨empty⟩" }
    let isBlank = text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    var result = ""
    result.reserveCapacity(min(text.utf8.count, limit * 4))
    var count = 0
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      count += 1
      guard count <= limit else { continue }
      if isBlank || isInvisible(scalar, after: last) {
        result += isBlank && scalar == " " ? "␠" : name(of: scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
      last = scalar
    }
    if count > limit { result += "… (\(grouped(count)) characters)" }
    return result
  }

  /// A number with commas between thousands, as reports write it.
  package static func grouped(_ number: Int) -> String {
    var result: [Character] = []
    for (index, digit) in String(number.magnitude).reversed().enumerated() {
      if index > 0, index % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return (number < 0 ? "-" : "") + String(result.reversed())
  }

  /// Nearly all text: printable ASCII, not blank, not long.
  private static func isPlain(_ text: String, limit: Int) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count <= limit else { return false }
      var hasInk = false
      for byte in bytes {
        guard byte >= 0x20, byte < 0x7F else { return false }
        if byte > 0x20 { hasInk = true }
      }
      return hasInk
    }
  }

  private static func isInvisible(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) -> Bool {
    let value = scalar.value
    if value < 0x7F { return value < 0x20 }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
    default: break
    }
    if properties.isNoncharacterCodePoint { return true }
    guard properties.isDefaultIgnorableCodePoint else { return false }
    // The emoji selector belongs to the picture before it; anywhere else it is a hidden character like the others.
    let isEmojiSelector = value == 0xFE0F && previous.map { $0.value > 0x7F && $0.properties.isEmoji } == true
    return !isEmojiSelector
  }

  private static func name(of scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    return "⟨U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex + "⟩"
  }
}
