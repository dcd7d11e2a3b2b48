/// One step of a compiled template.
indirect enum TemplatePart: Sendable {
  case literal([UInt8])
  case value(TemplateField, TemplateOrigin)
  case markup(TemplateField, TemplateOrigin)
  /// `{{#field}}…{{/field}}`, or `{{^field}}…{{/field}}` when inverted.
  case section(TemplateField, isInverted: Bool, [TemplatePart], TemplateOrigin)
}

/// Where in which template something stands.
struct TemplateOrigin: Hashable, Sendable {
  let file: String
  /// Counted from 1.
  let line: Int
}
