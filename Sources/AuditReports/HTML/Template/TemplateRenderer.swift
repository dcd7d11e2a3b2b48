/// Fills a compiled template.
struct TemplateRenderer {
  let page: MarkupWriter

  /// - Throws: `TemplateError` when the template uses a field where it is not given or cannot be written, and what the page throws.
  func render(_ parts: [TemplatePart], with scope: TemplateScope) throws {
    try render(parts, scopes: [scope])
  }

  private func render(_ parts: [TemplatePart], scopes: [TemplateScope]) throws {
    for part in parts {
      switch part {
      case .literal(let bytes): try page.append(literal: bytes)
      case .value(let field, let origin): try write(value(of: field, in: scopes, at: origin), of: field, at: origin)
      case .markup(let field, let origin):
        guard case .markup(let markup) = try value(of: field, in: scopes, at: origin) else {
          throw TemplateError(
            file: origin.file, line: origin.line, problem: "{{{\(field.rawValue)}}} would write text unescaped",
            help: "Write {{\(field.rawValue)}}.")
        }
        try page.append(literal: markup)
      case .section(let field, let isInverted, let inner, let origin):
        let value = try value(of: field, in: scopes, at: origin)
        if isInverted {
          if !value.isPresent { try render(inner, scopes: scopes) }
        } else {
          try render(inner, for: value, scopes: scopes)
        }
      }
    }
  }

  private func render(_ inner: [TemplatePart], for value: TemplateValue, scopes: [TemplateScope]) throws {
    switch value {
    case .scope(let scope): try render(inner, scopes: scopes + [scope])
    case .rows(let rows): for row in rows { try render(inner, scopes: scopes + [row]) }
    case .stream(_, let each): try each { try render(inner, scopes: scopes + [$0]) }
    case .absent, .flag, .text, .foreign, .count, .markup: if value.isPresent { try render(inner, scopes: scopes) }
    }
  }

  private func value(of field: TemplateField, in scopes: [TemplateScope], at origin: TemplateOrigin) throws
    -> TemplateValue
  {
    for scope in scopes.reversed() {
      if let value = scope[field] { return value }
    }
    throw TemplateError(
      file: origin.file, line: origin.line, problem: "the field \(field.rawValue) is not given here",
      help: "templates/README.md says which part of which page has it.")
  }

  private func write(_ value: TemplateValue, of field: TemplateField, at origin: TemplateOrigin) throws {
    switch value {
    case .absent: break
    case .text(let text): try page.append(text: text)
    case .foreign(let text, let limit): try page.append(text: VisibleText.shown(text, limit: limit))
    case .count(let count): try page.append(text: abs(count) < 1_000 ? String(count) : VisibleText.grouped(count))
    case .flag, .scope, .rows, .stream, .markup:
      throw TemplateError(
        file: origin.file, line: origin.line, problem: "\(field.rawValue) is not a text",
        help: "Write {{#\(field.rawValue)}}…{{/\(field.rawValue)}} around what it concerns.")
    }
  }
}
