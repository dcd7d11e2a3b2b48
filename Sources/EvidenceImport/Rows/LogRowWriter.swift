import AuditModel
import WireJSON

/// Writes log rows of one table as the API's own objects.
struct LogRowWriter {
  /// How the moment of a row was found.
  enum MomentSource: Hashable {
    case own
    /// The named column, which holds the time of arrival in the log and not of the event.
    case arrival(String)
    case authenticationStep
  }

  let columns: TableColumns
  private let schema: LogSchema
  private let isSignIn: Bool
  private let plan: [(places: [Int], field: LogSchema.Field)]

  init(_ table: LogTable, _ columns: TableColumns) {
    let schema = table.schema
    self.columns = columns
    self.schema = schema
    isSignIn = table == .signinLogs
    let special = Set([schema.id.name, schema.moment.name])
    plan = columns.names.compactMap { name in
      guard !schema.dropped.contains(name), let field = schema.fields[name] ?? schema.unnamed(name) else { return nil }
      return special.contains(field.name) ? nil : (columns.places(of: name), field)
    }
  }

  /// The id of the row, or nothing.
  func id(of row: LogRow) -> String? {
    for name in schema.id.columns { if let id = row.first(name).string { return id } }
    return nil
  }

  /// The moment of the row.
  ///
  /// - Throws: `RowProblem` when the row does not say when it happened, or not readably.
  func moment(
    of row: LogRow, order: inout SlashOrder, parser: JSONParser
  ) throws(RowProblem) -> (Timestamp, MomentSource) {
    for (place, name) in schema.moment.columns.enumerated() {
      guard let text = row.first(name).string else { continue }
      let source: MomentSource = place == 0 || name == "TimeGenerated" ? .own : .arrival(name)
      switch ExportDate(Array(text.utf8)[...]) {
      case .moment(let moment): return (moment, source)
      case .slashed(let date): return (try order.moment(date), source)
      case .unreadable: throw RowProblem("\(name) “\(text.prefix(40))” is no date")
      }
    }
    if isSignIn, let moment = firstAuthenticationStep(of: row, parser) { return (moment, .authenticationStep) }
    throw RowProblem("the time of the event is missing: the export has no \(schema.moment.columns[0])")
  }

  /// Writes the whole object.
  func write(_ row: LogRow, id: String?, at moment: Timestamp, parser: JSONParser, to writer: inout JSONWriter) {
    writer.beginObject()
    if let id { writer.member(schema.id.name, id) }
    writer.member(schema.moment.name, moment.lineText)
    var names: Set<String> = []
    for (places, field) in plan {
      let cell = row.first(places)
      guard !cell.isEmpty, names.insert(field.name).inserted else { continue }
      writer.key(field.name)
      write(cell, as: field.form, parser, to: &writer)
    }
    if isSignIn {
      if !names.contains("status") { writeStatus(row, to: &writer) }
      if !names.contains("location") { writeCountry(row, to: &writer) }
    }
    if schema.fields["ActivityDisplayName"] != nil, !names.contains("activityDisplayName"),
      let name = row.first("OperationName").string
    {
      writer.member("activityDisplayName", name)
    }
    writer.endObject()
  }

  private func write(
    _ cell: LogCell, as form: LogSchema.Form, _ parser: JSONParser, to writer: inout JSONWriter
  ) {
    if case .value(let view) = cell, view.text == nil {
      writer.value(view)
      return
    }
    let isWritten = cell.withText { text -> Bool in
      switch form {
      case .json: return writeJSON(text, parser, to: &writer)
      case .bool:
        guard let value = Self.bool(text) else { return false }
        writer.bool(value)
      case .integer:
        guard let number = Int(String(decoding: text, as: UTF8.self)) else { return false }
        writer.integer(number)
      case .number(let names):
        let text = String(decoding: text, as: UTF8.self)
        guard let number = Int(text) ?? names[text] else { return false }
        writer.integer(number)
      case .text:
        // Spreadsheets write the audit log's `True` in capitals.
        guard text.elementsEqual("TRUE".utf8) || text.elementsEqual("FALSE".utf8) else { return false }
        writer.string(text[0] == UInt8(ascii: "T") ? "True" : "False")
      }
      return true
    }
    if isWritten != true { _ = cell.withText { writer.string(utf8: $0) } }
  }

  private func writeJSON(_ text: UnsafeBufferPointer<UInt8>, _ parser: JSONParser, to writer: inout JSONWriter) -> Bool
  {
    guard text.first.map({ $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }) == true else { return false }
    // A text that is no JSON throws before anything is written.
    return (try? parser.parse(text) { writer.value($0) }) != nil
  }

  /// The result of a sign-in, from the columns that every Azure log has.
  private func writeStatus(_ row: LogRow, to writer: inout JSONWriter) {
    guard let code = row.first("ResultType").string.flatMap({ Int($0) }) else { return }
    writer.key("status")
    writer.beginObject()
    writer.key("errorCode")
    writer.integer(code)
    if let reason = row.first("ResultDescription").string { writer.member("failureReason", reason) }
    writer.endObject()
  }

  /// The country alone, where the export leaves the details of the place out.
  private func writeCountry(_ row: LogRow, to writer: inout JSONWriter) {
    guard let country = row.first("Location").string, country.utf8.count == 2 else { return }
    writer.key("location")
    writer.beginObject()
    writer.member("countryOrRegion", country)
    writer.endObject()
  }

  private func firstAuthenticationStep(of row: LogRow, _ parser: JSONParser) -> Timestamp? {
    func moment(_ steps: JSONView) -> Timestamp? {
      for step in steps.elements {
        guard let text = step["authenticationStepDateTime"]?.text else { continue }
        if case .moment(let moment) = ExportDate(text.bytes) { return moment }
      }
      return nil
    }
    let cell = row.first("AuthenticationDetails")
    if case .value(let view) = cell, view.isArray { return moment(view) }
    return cell.withText { text in try? parser.parse(text) { moment($0) } } ?? nil
  }

  private static func bool(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
    switch String(decoding: text, as: UTF8.self).lowercased() {
    case "true", "1": true
    case "false", "0": false
    default: nil
    }
  }
}
