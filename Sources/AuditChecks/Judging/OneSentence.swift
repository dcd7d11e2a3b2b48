extension String {
  /// Fit for a finding: one sentence on one line, whatever names of the tenant stand in it.
  ///
  /// Anybody may call an application `Backup. All clear`: a full stop, question or exclamation mark with more behind it
  /// goes, white space and control characters become single blanks, and marks that turn the direction of writing go. What
  /// is too long loses its middle, so that how it begins and ends stays as it was written here.
  var inOneSentence: String {
    if isPlain { return self }
    var words: [Substring] = split { $0.isWhitespace || $0.unicodeScalars.contains(where: Self.isControl) }
    for position in words.indices.dropLast() {
      while words[position].count > 1, let last = words[position].last, Self.ends.contains(last) {
        words[position].removeLast()
      }
    }
    var text = words.joined(separator: " ")
    text.unicodeScalars.removeAll(where: Self.turnsDirection)
    while text.hasSuffix(" .") || text.hasSuffix("..") { text = text.dropLast(2) + "." }
    if text.count <= Self.longestSentence { return text }
    let half = Self.longestSentence / 2
    return text.prefix(half) + " … " + text.suffix(half)
  }

  /// In characters: five addresses of the greatest length that people have, and the words around them.
  static let longestSentence = 600

  private static let ends: Set<Character> = [".", "!", "?", "。", "！", "？"]

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory == .control }

  /// Source: Unicode Standard Annex 9, explicit directional formatting characters, checked 2026-11.
  private static func turnsDirection(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// True when nothing is to be done, told without looking at whole characters: nearly all texts are short and harmless.
  private var isPlain: Bool {
    if utf8.count > Self.longestSentence { return false }
    return utf8.withContiguousStorageIfAvailable(Self.isPlain) ?? false
  }

  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var before: UInt8 = 0
    var last = UInt8(ascii: " ")
    for byte in bytes {
      switch byte {
      case UInt8(ascii: " "):
        if last == byte || last == UInt8(ascii: ".") || last == UInt8(ascii: "!") || last == UInt8(ascii: "?") {
          return false
        }
      case UInt8(ascii: "."): if last == byte || last == UInt8(ascii: " ") { return false }
      case ..<0x20, 0x7F: return false
      case 0x80...: if isNotPlain(before, last, byte) { return false }
      default: break
      }
      (before, last) = (last, byte)
    }
    return last != UInt8(ascii: " ")
  }

  /// True when these bytes are, or end in, a scalar beyond ASCII that is white space, control, a mark of direction or the
  /// end of a sentence.
  private static func isNotPlain(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    switch (first, second, third) {
    case (_, 0xC2, ...0xA0), (_, 0xD8, 0x9C), (0xE1, 0x9A, 0x80): true
    case (0xE2, 0x80, 0x80...0x8F), (0xE2, 0x80, 0xA8...0xAF), (0xE2, 0x81, 0x9F...0xAF): true
    case (0xE3, 0x80, 0x80...0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F): true
    default: false
    }
  }
}
