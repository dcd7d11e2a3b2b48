/// A piece of a template's text: literal text, or one tag between double braces.
struct TemplateToken {
  enum Kind: Equatable {
    case literal
    case value, markup, open, openInverted, close, partial, comment
  }

  var kind: Kind
  /// The literal text, or the name in the tag.
  var text: ArraySlice<UInt8>
  /// The line on which it begins, counted from 1.
  let line: Int

  var name: String { String(decoding: text, as: UTF8.self) }

  /// True for tags that, alone on their line, take the whole line away with them.
  var leavesNoLine: Bool {
    switch kind {
    case .open, .openInverted, .close, .partial, .comment: true
    case .literal, .value, .markup: false
    }
  }
}

/// Splits the text of a template into tokens.
struct TemplateTokenizer {
  private let file: String
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var tokens: [TemplateToken] = []

  init(text: String, file: String) {
    bytes = Array(text.utf8)
    self.file = file
  }

  /// - Throws: `TemplateError` for a tag that is not closed or has no name.
  mutating func run() throws(TemplateError) -> [TemplateToken] {
    while position < bytes.count {
      if isAt("{{") { try readTag() } else { readLiteral() }
    }
    removeTagLines()
    return tokens
  }

  private mutating func readLiteral() {
    let start = position
    let firstLine = line
    while position < bytes.count, !isAt("{{") {
      if bytes[position] == UInt8(ascii: "\n") { line += 1 }
      position += 1
    }
    tokens.append(TemplateToken(kind: .literal, text: bytes[start..<position], line: firstLine))
  }

  private mutating func readTag() throws(TemplateError) {
    let firstLine = line
    let isMarkup = isAt("{{{")
    let closing = isMarkup ? "}}}" : "}}"
    position += closing.utf8.count
    let start = position
    while position < bytes.count, !isAt(closing) {
      if bytes[position] == UInt8(ascii: "\n") { line += 1 }
      position += 1
    }
    guard position < bytes.count else {
      throw TemplateError(
        file: file, line: firstLine, problem: "this tag is never closed", help: "Write \(closing) after its name.")
    }
    var content = bytes[start..<position]
    position += closing.utf8.count
    var kind = isMarkup ? TemplateToken.Kind.markup : .value
    if !isMarkup, let sign = content.first, let signed = Self.kinds[sign] {
      kind = signed
      content = content.dropFirst()
    }
    let name = content.trimmed
    guard kind == .comment || !name.isEmpty else {
      throw TemplateError(
        file: file, line: firstLine, problem: "this tag has no name", help: "Name a field, or remove it.")
    }
    tokens.append(TemplateToken(kind: kind, text: name, line: firstLine))
  }

  private static let kinds: [UInt8: TemplateToken.Kind] = [
    UInt8(ascii: "#"): .open, UInt8(ascii: "^"): .openInverted, UInt8(ascii: "/"): .close, UInt8(ascii: ">"): .partial,
    UInt8(ascii: "!"): .comment,
  ]

  private func isAt(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

  /// A section tag alone on its line is there for the reader of the template, not of the page: the line goes, as Mustache says.
  private mutating func removeTagLines() {
    var isBlankBefore: [Bool] = []
    var isBlankAfter: [Bool] = []
    for index in tokens.indices {
      isBlankBefore.append(
        index == 0 || (tokens[index - 1].kind == .literal && tokens[index - 1].text.endsInBlankLine(orAll: index == 1)))
      let isLast = index == tokens.count - 1
      isBlankAfter.append(
        isLast
          || (tokens[index + 1].kind == .literal
            && tokens[index + 1].text.beginsInBlankLine(orAll: index == tokens.count - 2))
      )
    }
    for index in tokens.indices where tokens[index].leavesNoLine && isBlankBefore[index] && isBlankAfter[index] {
      if index > 0 { tokens[index - 1].text = tokens[index - 1].text.withoutTrailingBlanks }
      if index < tokens.count - 1 { tokens[index + 1].text = tokens[index + 1].text.withoutFirstBlankLine }
    }
  }
}

extension ArraySlice<UInt8> {
  private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  fileprivate var trimmed: ArraySlice<UInt8> {
    let isSpace: (UInt8) -> Bool = { Self.isBlank($0) || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else {
      return []
    }
    return self[first...last]
  }

  fileprivate func endsInBlankLine(orAll mayBeAll: Bool) -> Bool {
    guard let last = lastIndex(where: { !Self.isBlank($0) }) else { return mayBeAll }
    return self[last] == UInt8(ascii: "\n")
  }

  fileprivate func beginsInBlankLine(orAll mayBeAll: Bool) -> Bool {
    guard let first = firstIndex(where: { !Self.isBlank($0) && $0 != UInt8(ascii: "\r") }) else { return mayBeAll }
    return self[first] == UInt8(ascii: "\n")
  }

  fileprivate var withoutTrailingBlanks: ArraySlice<UInt8> {
    guard let last = lastIndex(where: { !Self.isBlank($0) }) else { return [] }
    return self[...last]
  }

  fileprivate var withoutFirstBlankLine: ArraySlice<UInt8> {
    guard let newline = firstIndex(of: UInt8(ascii: "\n")) else { return [] }
    return self[(newline + 1)...]
  }
}
