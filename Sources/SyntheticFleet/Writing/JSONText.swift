/// Text in the form in which it stands between two quotes of a JSON document.
///
/// Kept escaped because hostile names hold what a `String` cannot: lone surrogates.
struct JSONText: Hashable, Sendable {
  let escaped: String

  /// Text that is escaped already.
  init(escaped: String) { self.escaped = escaped }

  /// Escapes what JSON requires: quotes, backslashes and control characters.
  init(_ plain: String) {
    guard plain.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) else {
      escaped = plain
      return
    }
    var line = JSONLine()
    line.escapedPiece(Array(plain.utf8))
    escaped = String(decoding: line.bytes, as: UTF8.self)
  }
}
