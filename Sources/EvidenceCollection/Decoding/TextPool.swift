import WireJSON

/// Keeps one copy of texts that come again and again: countries, applications, user agents.
///
/// One pool a task. It forgets a text when another takes its place, so that hostile variety costs no memory.
final class TextPool {
  private var texts: [String?]

  init(slots: Int = 1024) { texts = Array(repeating: nil, count: slots) }

  func string(_ text: JSONText) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let slot = Int((hash ^ hash >> 32) % UInt64(texts.count))
    if let known = texts[slot], known.utf8.elementsEqual(text.bytes) { return known }
    let string = text.string
    texts[slot] = string
    return string
  }

  /// Nil for null and for an empty text.
  func nonEmptyString(_ value: JSONView) throws -> String? {
    guard let text = try value.optionalText(), !text.isEmpty else { return nil }
    return string(text)
  }
}
