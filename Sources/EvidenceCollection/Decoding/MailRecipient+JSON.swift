import AuditModel
import WireJSON

extension MailRecipient {
  /// Graph `recipient`: `{"emailAddress": {"name": …, "address": …}}`. Addresses inside may be X.500.
  init?(graph view: JSONView) throws {
    try view.requireObject()
    let inner = view["emailAddress"] ?? view
    if inner.isNull { return nil }
    try inner.requireObject()
    let name = try inner["name"]?.nonEmptyString()
    let address = try inner["address"]?.nonEmptyString()?.withoutMailScheme
    if name == nil, address == nil { return nil }
    self.init(name: name, address: address)
  }

  /// Exchange's text: `"Name" [SMTP:x@y]`, `"Name" [EX:/o=…]`, a bare address, or a bare name.
  init?(exchange text: Substring) {
    var text = text.trimmed
    var address: String?
    if text.last == "]", let bracket = text.lastIndex(of: "[") {
      let inside = text[text.index(after: bracket)...].dropLast()
      let scheme = inside.firstIndex(of: ":")
      address = String(scheme.map { inside[inside.index(after: $0)...] } ?? inside)
      text = text[..<bracket].trimmed
    }
    if text.count > 1, text.first == "\"", text.last == "\"" { text = text.dropFirst().dropLast() }
    let name = text.isEmpty ? nil : String(text)
    if let address, !address.isEmpty {
      self.init(name: name, address: address)
    } else if let name {
      let bare = name.withoutMailScheme
      let isAddress = bare.contains("@") || bare.hasPrefix("/")
      self.init(name: isAddress ? nil : bare, address: isAddress ? bare : nil)
    } else {
      return nil
    }
  }
}

extension JSONView {
  /// Recipients of a Graph rule. - Throws: `JSONMismatch` when this is neither null nor a list of them.
  func graphRecipients() throws -> [MailRecipient] {
    if isNull { return [] }
    guard isArray else { throw mismatch(expected: "a list of recipients") }
    return try elements.compactMap { try MailRecipient(graph: $0) }
  }

  /// Recipients of an Exchange rule: an array, or one text joined with `;`.
  func exchangeRecipients() throws -> [MailRecipient] {
    try recipientTexts().compactMap { MailRecipient(exchange: $0[...]) }
  }

  /// The single texts of a list of recipients, which Exchange gives as an array or as one text joined with `;`.
  func recipientTexts() throws -> [String] {
    try texts().flatMap { text in
      text.utf8.contains(UInt8(ascii: ";")) ? text.splitOutsideQuotes() : [text]
    }
  }
}

extension String {
  /// The parts between semicolons that stand neither in quotes nor in brackets, trimmed, empty ones left out.
  fileprivate func splitOutsideQuotes() -> [String] {
    var parts: [String] = []
    var start = startIndex
    var isQuoted = false
    var depth = 0
    for index in indices {
      switch self[index] {
      case "\"": isQuoted.toggle()
      case "[" where !isQuoted: depth += 1
      case "]" where !isQuoted: depth = max(0, depth - 1)
      case ";" where !isQuoted && depth == 0:
        parts.append(String(self[start..<index].trimmed))
        start = self.index(after: index)
      default: break
      }
    }
    // An unbalanced quote must not glue recipients together unseen.
    guard !isQuoted, depth == 0 else { return split(separator: ";").map { String($0.trimmed) }.filter { !$0.isEmpty } }
    parts.append(String(self[start...].trimmed))
    return parts.filter { !$0.isEmpty }
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = self
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }
}
