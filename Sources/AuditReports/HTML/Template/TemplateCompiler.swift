/// Turns the text of templates into parts, with partials put in their places and every name checked.
struct TemplateCompiler {
  /// The text of each template by its path.
  let sources: [String: String]

  /// - Throws: `TemplateError` when the file does not exist, has a broken tag, an unknown name or includes itself.
  func parts(of file: String) throws(TemplateError) -> [TemplatePart] {
    try parts(of: file, includedBy: [])
  }

  private func parts(of file: String, includedBy outer: [String]) throws(TemplateError) -> [TemplatePart] {
    guard let text = sources[file] else {
      throw TemplateError(
        file: file, line: nil, problem: "there is no such file", help: "Put it back, or remove the override.")
    }
    var tokenizer = TemplateTokenizer(text: text, file: file)
    let tokens = try tokenizer.run()
    var position = 0
    return try block(tokens, at: &position, open: nil, file: file, includedBy: outer + [file])
  }

  /// Reads up to the end tag of the open section, or to the end of the file.
  private func block(
    _ tokens: [TemplateToken], at position: inout Int, open: TemplateToken?, file: String, includedBy files: [String]
  ) throws(TemplateError) -> [TemplatePart] {
    var parts: [TemplatePart] = []
    while position < tokens.count {
      let token = tokens[position]
      position += 1
      let origin = TemplateOrigin(file: file, line: token.line)
      switch token.kind {
      case .comment: break
      case .literal: if !token.text.isEmpty { parts.append(.literal(Array(token.text))) }
      case .value: parts.append(.value(try field(token, file: file), origin))
      case .markup: parts.append(.markup(try field(token, file: file), origin))
      case .partial: parts += try partial(token, file: file, includedBy: files)
      case .open, .openInverted:
        let name = try field(token, file: file)
        let inner = try block(tokens, at: &position, open: token, file: file, includedBy: files)
        parts.append(.section(name, isInverted: token.kind == .openInverted, inner, origin))
      case .close:
        if token.name == open?.name { return parts }
        let expected = open.map { "the open section is \($0.name), of line \($0.line)" } ?? "no section is open"
        throw TemplateError(
          file: file, line: token.line, problem: "{{/\(token.name)}} closes nothing: \(expected)",
          help: "Close sections in the order in which they were opened.")
      }
    }
    guard let open else { return parts }
    throw TemplateError(
      file: file, line: open.line, problem: "the section \(open.name) is never closed",
      help: "Write {{/\(open.name)}} at its end.")
  }

  private func partial(_ token: TemplateToken, file: String, includedBy files: [String]) throws(TemplateError)
    -> [TemplatePart]
  {
    let folder = file.lastIndex(of: "/").map { file[...$0] } ?? ""
    let name = "\(folder)\(token.name).mustache"
    guard sources[name] != nil else {
      throw TemplateError(
        file: file, line: token.line, problem: "there is no template \(name) to include",
        help: "The folder has: \(sources.keys.filter { $0.hasSuffix(".mustache") }.sorted().joined(separator: ", ")).")
    }
    guard !files.contains(name) else {
      throw TemplateError(
        file: file, line: token.line, problem: "\(name) includes itself", help: "Remove one of the {{> }} tags.")
    }
    return try parts(of: name, includedBy: files)
  }

  private func field(_ token: TemplateToken, file: String) throws(TemplateError) -> TemplateField {
    if let field = TemplateField(rawValue: token.name) { return field }
    let nearest = TemplateField.allCases.map { (distance: $0.rawValue.editDistance(to: token.name), field: $0) }
      .min { ($0.distance, $0.field.rawValue) < ($1.distance, $1.field.rawValue) }
    let help = nearest.map { $0.distance <= 3 ? "Did you mean \($0.field.rawValue)?" : nil } ?? nil
    throw TemplateError(
      file: file, line: token.line, problem: "there is no field \(token.name)",
      help: help ?? "templates/README.md lists the fields.")
  }
}

extension String {
  /// Levenshtein distance, for "did you mean".
  fileprivate func editDistance(to other: String) -> Int {
    let target = Array(other)
    var row = Array(0...target.count)
    for (index, character) in enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in target.indices {
        let substitution = diagonal + (character == target[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = Swift.min(substitution, row[column] + 1, row[column + 1] + 1)
      }
    }
    return row[target.count]
  }
}
