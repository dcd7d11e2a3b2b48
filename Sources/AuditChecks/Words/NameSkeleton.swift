/// What a name looks like to a person: the same for names that only differ in letter case, order of words, accents,
/// punctuation, and letters of other scripts that look alike.
///
/// Source of the pairs: Unicode Technical Standard 39, confusables (a choice for names in Latin letters), checked 2026-11.
enum NameSkeleton {
  /// Words sorted and joined by blanks; empty for names with fewer than four letters or digits (two ideographs).
  static func of(_ name: String) -> String {
    var words: [[UInt32]] = []
    var word: [UInt32] = []
    var depth = 0
    var letters = 0
    for scalar in name.unicodeScalars.prefix(200) {
      switch scalar {
      // `Ada Example (CEO)`: what stands in brackets makes no other person.
      case "(", "[": depth += 1
      case ")", "]": depth = max(0, depth - 1)
      default: break
      }
      if depth > 0 { continue }
      if isInvisible(scalar.value) { continue }
      guard let letter = letter(of: scalar) else {
        if !word.isEmpty { words.append(word) }
        word = []
        continue
      }
      // A name of two ideographs is whole.
      letters += scalar.properties.isIdeographic ? 2 : 1
      // `rn` looks like `m`.
      if letter == "n", word.last == Unicode.Scalar("r").value {
        word[word.count - 1] = Unicode.Scalar("m").value
      } else {
        word.append(letter.value)
      }
    }
    if !word.isEmpty { words.append(word) }
    if letters < 4 { return "" }
    words.sort { $0.lexicographicallyPrecedes($1) }
    return words.map { String(decoding: $0, as: UTF32.self) }.joined(separator: " ")
  }

  /// The text's letters by what they look like, in their order; all else becomes a blank.
  static func letters(of text: String) -> String {
    var looks = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(400) where !isInvisible(scalar.value) {
      let letter = letter(of: scalar) ?? " "
      if letter == "n", looks.last == "r" {
        looks.removeLast()
        looks.append("m")
      } else {
        looks.append(letter)
      }
    }
    return String(looks)
  }

  /// Nil for what separates words.
  private static func letter(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    let value = scalar.value
    if value < 0x80 {
      switch scalar {
      case "0": return "o"
      case "1", "I", "i", "l", "L", "|": return "l"
      case "2"..."9", "a"..."z": return scalar
      case "A"..."Z": return Unicode.Scalar(UInt8(value + 32))
      default: return nil
      }
    }
    // Full-width Latin letters and digits.
    if (0xFF01...0xFF5E).contains(value), let plain = Unicode.Scalar(value - 0xFEE0) { return letter(of: plain) }
    if let known = lookAlikes[value] { return known }
    guard scalar.properties.isAlphabetic else { return nil }
    let lowered = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    return lookAlikes[lowered.value] ?? lowered
  }

  /// Combining marks and signs without width.
  private static func isInvisible(_ value: UInt32) -> Bool {
    switch value {
    case 0x300...0x36F, 0x200B...0x200F, 0x2060...0x2064, 0xFEFF, 0xAD: true
    default: false
    }
  }

  /// Lower-case letters (and capitals that look like something else), by what they look like.
  private static let lookAlikes: [UInt32: Unicode.Scalar] = {
    let groups: [(Unicode.Scalar, String)] = [
      ("a", "àáâãäåāăąǎαаɑӑӓΑА"), ("b", "ßвьЬВΒ"), ("c", "çćĉċčсϲС"), ("d", "ďđԁ"), ("e", "èéêëēĕėęěеёєӗЕΕ"),
      ("f", "ƒғ"), ("g", "ĝğġģɡ"), ("h", "ĥħһНΗ"), ("k", "ķкκКΚ"), ("l", "ìíîïĩīĭįıĺļľłіїιӏӀΙІǀ"), ("j", "ĵјЈ"),
      ("m", "мМΜ"), ("n", "ñńņňŋпηΝ"), ("o", "òóôõöøōŏőοоօσӧОΟ"), ("p", "рρРΡ"), ("q", "ԛ"), ("r", "ŕŗřг"),
      ("s", "śŝşšșѕЅ"), ("t", "ţťŧțтτТΤ"), ("u", "ùúûüũūŭůűųυս"), ("v", "νѵ"), ("w", "ŵԝω"), ("x", "хχХΧ"),
      ("y", "ýÿŷуүУΥ"), ("z", "źżžΖ"),
    ]
    var letters: [UInt32: Unicode.Scalar] = [:]
    for (letter, likes) in groups {
      for scalar in likes.unicodeScalars { letters[scalar.value] = letter }
    }
    return letters
  }()
}
