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
    var last = UInt8(ascii: " ")
    var isASCII = true
    for byte in utf8 {
      switch byte {
      case 0x20: if last == 0x20 || Self.endsInASCII(last) { return false }
      case 0x2E: if last == 0x20 || last == 0x2E { return false }
      case ..<0x20, 0x7F: return false
      case 0x80...: isASCII = false
      default: break
      }
      last = byte
    }
    return last != 0x20 && (isASCII || !unicodeScalars.contains(where: Self.isNotPlain))
  }

  private static func endsInASCII(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
  }

  /// Of those beyond ASCII.
  private static func isNotPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x80...0xA0, 0x61C, 0x1680, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x206F, 0x3000...0x3002, 0xFF01, 0xFF1F:
      true
    default: false
    }
  }
}
