/// What a template can show or repeat. Everything but `markup` is escaped when it is written.
enum TemplateValue {
  /// Nothing: `{{name}}` writes nothing, `{{#name}}` is skipped, `{{^name}}` is taken.
  case absent
  case flag(Bool)
  /// Our own words.
  case text(String)
  /// Words that somebody else wrote: invisible characters are shown, the length is cut, then it is escaped.
  case foreign(String, limit: Int)
  /// A count, written with thousands separators.
  case count(Int)
  case scope(TemplateScope)
  case rows([TemplateScope])
  /// Rows that are made one by one while they are written, so that a long table needs no memory.
  case stream(count: Int, each: ((TemplateScope) throws -> Void) throws -> Void)
  /// The style sheet and the script, the only text that `{{{name}}}` writes as it is.
  case markup([UInt8])

  /// Our own words, or nothing.
  static func optional(_ text: String?) -> TemplateValue { text.map { .text($0) } ?? .absent }

  /// Foreign words of at most 300 characters: names, addresses, messages.
  static func foreign(_ text: String) -> TemplateValue { .foreign(text, limit: 300) }

  /// Foreign words, or nothing where the source said nothing.
  static func optionalForeign(_ text: String?) -> TemplateValue { text.map { .foreign($0) } ?? .absent }

  /// False for what a section skips.
  var isPresent: Bool {
    switch self {
    case .absent: false
    case .flag(let flag): flag
    case .text(let text), .foreign(let text, _): !text.isEmpty
    case .rows(let rows): !rows.isEmpty
    case .stream(let count, _): count > 0
    case .count, .scope, .markup: true
    }
  }
}

/// The fields that one part of a page can show. Inner parts also see the fields of the parts around them.
struct TemplateScope: ExpressibleByDictionaryLiteral {
  private struct Entry {
    let field: TemplateField
    let value: TemplateValue
  }

  private var entries: [Entry]

  init(dictionaryLiteral elements: (TemplateField, TemplateValue)...) {
    entries = elements.map { Entry(field: $0.0, value: $0.1) }
  }

  /// A linear search: a scope has at most a few dozen fields, and comparing bytes beats hashing them.
  subscript(field: TemplateField) -> TemplateValue? {
    get { entries.first { $0.field == field }?.value }
    set {
      entries.removeAll { $0.field == field }
      if let newValue { entries.append(Entry(field: field, value: newValue)) }
    }
  }

  /// This scope with the other's fields as well.
  func merging(_ other: TemplateScope) -> TemplateScope {
    var merged = self
    merged.entries += other.entries
    return merged
  }
}
