/// A telephone number that is the same however it is written.
struct PhoneNumber: Hashable {
  /// Digits with a leading `+` where the country is known, and `x` with the extension where there is one.
  let text: String

  /// What a listing holds instead of digits that it hides.
  private static let masks: Set<Character> = ["x", "*", "•"]

  /// True when digits are hidden (`+1 XXXXXXXX65`), so that nothing can be compared.
  static func isMasked(_ text: String) -> Bool {
    var run = 0
    for character in text.lowercased() {
      if character.isWhitespace || character == "-" { continue }
      run = masks.contains(character) ? run + 1 : 0
      if run == 2 { return true }
    }
    return text.contains("*")
  }

  /// Nil for texts that are no whole number: fewer than six digits, or masked ones.
  init?(_ text: String) {
    if text.utf8.count > 100 || Self.isMasked(text) { return nil }
    let lowered = text.lowercased()
    var (number, ext) = (lowered[...], "")
    for mark in Self.isPlain(text) ? [] : ["extension", "ext", "x", ";", "#"] {
      guard let start = Self.start(of: mark, in: lowered) else { continue }
      number = lowered[..<start]
      ext = Self.digits(lowered[start...])
      break
    }
    // `+44 (0)20 …`: the zero is for those who call from inside the country.
    let isInternational = number.drop { !$0.isASCII || !($0 == "+" || $0.isNumber) }.first == "+"
    var written = String(number)
    if isInternational, written.utf8.contains(UInt8(ascii: "(")), let zero = Self.start(of: "(0)", in: written) {
      written.removeSubrange(zero..<written.index(zero, offsetBy: 3))
    }
    var digits = Self.digits(written[...])
    var hasCountry = isInternational
    if !hasCountry, digits.hasPrefix("00") {
      digits.removeFirst(2)
      hasCountry = true
    }
    guard digits.utf8.count >= 6 else { return nil }
    self.text = (hasCountry ? "+" : "") + digits + (ext.isEmpty ? "" : "x" + ext)
  }

  /// Without anything that could begin an extension.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 &- 48 < 10 || "+-() .".utf8.contains($0) }
  }

  private static func digits(_ text: Substring) -> String { String(text.filter { $0.isASCII && $0.isNumber }) }

  private static func start(of mark: String, in text: String) -> String.Index? {
    var index = text.startIndex
    while index < text.endIndex {
      if text[index...].hasPrefix(mark) { return index }
      index = text.index(after: index)
    }
    return nil
  }
}
