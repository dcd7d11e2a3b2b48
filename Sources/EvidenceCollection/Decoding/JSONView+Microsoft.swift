import AuditModel
import WireJSON

// The spellings that Microsoft's services share.
extension JSONView {
  /// A moment in UTC; nil for null, an empty text, and the dates that stand for "never" (year 1, 1601).
  ///
  /// Reads ISO 8601 with or without zone, `3/14/2026 2:05:09 PM` (month first, as Microsoft writes it) and `/Date(ms)/`.
  /// - Throws: `JSONMismatch` for anything else.
  func optionalTimestamp() throws -> Timestamp? {
    guard let text = try optionalText(), !text.isEmpty else { return nil }
    guard let moment = Timestamp(iso8601: text.bytes) ?? Timestamp(americanOrSerialized: text.bytes) else {
      throw mismatch(expected: "a moment")
    }
    // 1602-01-01: everything before is the zero of some calendar.
    return moment.seconds < -11_612_937_600 ? nil : moment
  }

  /// Nil for null and for an empty text, which stand for each other in Microsoft's answers.
  func nonEmptyString() throws -> String? {
    guard let text = try optionalText(), !text.isEmpty else { return nil }
    return text.string
  }

  /// The texts of an array, or a single text as one; none for null. - Throws: `JSONMismatch` for other values.
  func texts() throws -> [String] {
    if let text { return text.isEmpty ? [] : [text.string] }
    if isNull { return [] }
    guard isArray else { throw mismatch(expected: "a list of texts") }
    var texts: [String] = []
    texts.reserveCapacity(elements.underestimatedCount)
    for element in elements {
      if let text = try element.nonEmptyString() { texts.append(text) }
    }
    return texts
  }

  /// Any value as the text a person would write: texts and numbers plain, null as nil, the rest as JSON.
  func plainText() -> String? {
    if let text { return text.string }
    if let bool { return bool ? "True" : "False" }
    return isNull ? nil : json
  }
}

extension JSONText {
  /// A copy in lower case; mostly it is so already, and is copied once only.
  var lowercasedString: String {
    let isLowercase = bytes.allSatisfy { $0 < 0x80 && $0 &- 65 >= 26 }
    return isLowercase ? string : string.lowercased()
  }

  /// Without blanks and full stops at the end, and blanks at the start: operation names come with both.
  var trimmedName: JSONText {
    var start = 0
    var end = count
    while end > 0, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x2E || bytes[end - 1] == 0x09 { end -= 1 }
    while start < end, bytes[start] == 0x20 { start += 1 }
    return self[start..<end]
  }
}

extension String {
  /// A mail address without the `smtp:` that Exchange puts before it.
  var withoutMailScheme: String {
    utf8.count > 5 && utf8.prefix(5).elementsEqual("smtp:".utf8, by: { $0 | 32 == $1 || $0 == $1 })
      ? String(dropFirst(5)) : self
  }
}

extension UserReference {
  /// The owner that the envelope of a per-user line names.
  static func owner(of envelope: JSONView) -> UserReference? {
    guard let owner = envelope["owner"] else { return nil }
    let id = owner["id"]?.string.flatMap { $0.isEmpty ? nil : UserID($0) }
    let name = owner["user_principal_name"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    return id == nil && name == nil ? nil : UserReference(id: id, name: name)
  }
}
