/// Words and phrases to be found in short texts: whole words, or stems inside longer (compound) words.
///
/// Works on UTF-8 and looks phrases up by their first byte: one pass over the text, no regular expression.
struct PhraseList: Sendable {
  private struct Phrase {
    let bytes: [UInt8]
    let isWholeWord: Bool
  }
  /// By first byte: 256 lists, most of them empty.
  private let phrases: [[Phrase]]
  /// The phrases' own letters beyond ASCII. Equal characters may be spelt with other code points (`ü` as `u` and a mark):
  /// looked up here, they get the spelling that the phrases have.
  private let letters: [Character: Character]

  /// - Parameters:
  ///   - words: must stand alone (`ach` is not in `teacher`); may hold blanks.
  ///   - stems: are found inside other words as well (`zahlung` in `zahlungserinnerung`).
  init(words: [String], stems: [String]) {
    var phrases = [[Phrase]](repeating: [], count: 256)
    for (texts, isWholeWord) in [(words, true), (stems, false)] {
      for text in texts {
        let bytes = Array(text.lowercased().utf8)
        if let first = bytes.first { phrases[Int(first)].append(Phrase(bytes: bytes, isWholeWord: isWholeWord)) }
      }
    }
    self.phrases = phrases
    let own = (words + stems).joined().lowercased().filter { !$0.isASCII }
    letters = Dictionary(own.map { ($0, $0) }) { first, _ in first }
  }

  /// The first text in which one of the phrases stands; nil when there is none.
  func firstMatch(in texts: [String]) -> String? {
    texts.first { matches($0) }
  }

  func matches(_ text: String) -> Bool {
    if text.isEmpty { return false }
    let plain = text.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.allSatisfy { $0 < 0x80 } ? bytes.map { $0 &- 65 < 26 ? $0 | 32 : $0 } : nil
    }
    // Letters beyond ASCII take a look at Unicode.
    let bytes = (plain ?? nil) ?? Array(composed(text.lowercased()).utf8)
    for start in bytes.indices {
      for phrase in phrases[Int(bytes[start])] where stands(phrase, in: bytes, at: start) { return true }
    }
    return false
  }

  private func composed(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.properties.canonicalCombiningClass != .notReordered || $0.isJamo })
    else { return text }
    return String(text.map { letters[$0] ?? $0 })
  }

  private func stands(_ phrase: Phrase, in bytes: [UInt8], at start: Int) -> Bool {
    let end = start + phrase.bytes.count
    guard end <= bytes.count else { return false }
    for offset in phrase.bytes.indices where bytes[start + offset] != phrase.bytes[offset] { return false }
    guard phrase.isWholeWord else { return true }
    return (start == 0 || !Self.isWordByte(bytes[start - 1])) && (end == bytes.count || !Self.isWordByte(bytes[end]))
  }

  /// ASCII letters and digits, and every byte of a letter beyond ASCII.
  private static func isWordByte(_ byte: UInt8) -> Bool { byte >= 0x80 || byte &- 48 < 10 || (byte | 32) &- 97 < 26 }
}

extension Unicode.Scalar {
  /// A part of a Korean syllable.
  fileprivate var isJamo: Bool { (0x1100...0x11FF).contains(value) }
}

/// Phrases to be found in names that are written to deceive: letters count by what they look like.
struct LookAlikePhrases: Sendable {
  private let phrases: PhraseList

  init(words: [String], stems: [String]) {
    phrases = PhraseList(words: words.map(NameSkeleton.letters), stems: stems.map(NameSkeleton.letters))
  }

  func matches(_ name: String) -> Bool { phrases.matches(NameSkeleton.letters(of: name)) }
}
