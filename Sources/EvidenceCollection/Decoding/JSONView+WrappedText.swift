import WireJSON

extension JSONView {
  /// The plain text of a value that Graph writes as JSON text inside a text (`modifiedProperties`).
  ///
  /// `"\"x\""` and `"[\"x\"]"` give `x`, lists of scalars are joined with `, `, `"[]"` gives an empty text and `"null"` nil; lists of
  /// objects, and texts that are no JSON, stay as they are.
  func unwrappedJSONText() throws -> String? {
    guard let text = try optionalText() else { return nil }
    switch text.bytes.first {
    case UInt8(ascii: "\""), UInt8(ascii: "["):
      if let inner = text.innerOfSimpleWrapping { return inner.string }
      // Rare: escapes or several elements inside.
      return (try? JSONParser(maximumDepth: 64).parse(text) { $0.joinedScalars }) ?? text.string
    case UInt8(ascii: "n") where text == "null": return nil
    default: return text.string
    }
  }

  private var joinedScalars: String? {
    guard isArray else { return plainText() }
    if elements.contains(where: { $0.isObject || $0.isArray }) { return nil }
    return elements.compactMap { $0.isNull ? nil : $0.plainScalar }.joined(separator: ", ")
  }

  /// As JSON writes it: `true`, not `True`.
  private var plainScalar: String { text?.string ?? json }
}

extension JSONText {
  /// What stands in `"…"` or `["…"]` when nothing inside needs unescaping.
  fileprivate var innerOfSimpleWrapping: JSONText? {
    let isList = bytes.first == UInt8(ascii: "[")
    let mark = isList ? 2 : 1
    guard count >= 2 * mark, bytes[mark - 1] == UInt8(ascii: "\""), bytes[count - mark] == UInt8(ascii: "\""),
      !isList || bytes[count - 1] == UInt8(ascii: "]")
    else { return nil }
    let inner = self[mark..<(count - mark)]
    let isPlain = inner.bytes.allSatisfy { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    return isPlain ? inner : nil
  }
}
