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
    if text.utf8.count > 100 { return nil }
    if let digits = Self.plainDigits(text) {
      self.init(digits: digits.text, hasCountry: digits.isInternational)
      return
    }
    if Self.isMasked(text) { return nil }
    let lowered = text.lowercased()
    var (number, ext) = (lowered[...], "")
    for mark in ["extension", "ext", "x", ";", "#"] {
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
    self.init(digits: Self.digits(written[...]), hasCountry: isInternational, ext: ext)
  }

  private init?(digits: String, hasCountry: Bool, ext: String = "") {
    let isDialled = !hasCountry && digits.utf8.starts(with: "00".utf8)
    let number = isDialled ? digits.dropFirst(2) : digits[...]
    guard number.utf8.count >= 6 else { return nil }
    text = (hasCountry || isDialled ? "+" : "") + number + (ext.isEmpty ? "" : "x" + ext)
  }

  /// The digits of a number as nearly all are written: nothing else in it but `+`, blanks, dashes and dots.
  private static func plainDigits(_ text: String) -> (text: String, isInternational: Bool)? {
    var digits: [UInt8] = []
    digits.reserveCapacity(16)
    var isInternational = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(byte)
      case UInt8(ascii: "+"): if digits.isEmpty { isInternational = true }
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."): break
      default: return nil
      }
    }
    return (String(decoding: digits, as: UTF8.self), isInternational)
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
