import AuditModel
import WireJSON

/// Turns the rows of one Log Analytics table into evidence, whether they come from a CSV or from JSON objects.
struct LogRecorder {
  let table: LogTable
  let columns: TableColumns
  private let writer: LogRowWriter
  private var order = SlashOrder()
  private var json = JSONWriter()

  init(_ table: LogTable, _ columns: TableColumns) {
    self.table = table
    self.columns = columns
    writer = LogRowWriter(table, columns)
  }

  var kind: EvidenceKind {
    switch table {
    case .officeActivity, .exchangeAdministration: .unifiedAudit
    case .signinLogs: .signIns
    case .auditLogs: .directoryAudits
    }
  }

  /// - Throws: `RowProblem` when the row says no time or nothing that happened, and what the sink throws.
  mutating func keep(_ row: LogRow, into session: inout ImportSession) throws {
    let (moment, source) = try writer.moment(of: row, order: &order, parser: session.innerParser)
    if let reason = emptiness(of: row) { throw RowProblem(reason) }
    json.removeAll()
    // Rows without an id get one made of all they say, so that the same row is the same record everywhere.
    var id = writer.id(of: row)
    writer.write(row, id: id, at: moment, parser: session.innerParser, to: &json)
    if id == nil {
      id = "content:" + Fingerprint.text(of: [String(decoding: json.bytes, as: UTF8.self)])
      json.removeAll()
      writer.write(row, id: id, at: moment, parser: session.innerParser, to: &json)
    }
    noteSource(source, &session)
    let key = Array((id ?? "").utf8).withUnsafeBufferPointer { SeenRecords.Key(kind, owner: nil, id: $0) }
    try json.bytes.withUnsafeBufferPointer { try session.keep(kind, key: key, at: moment, $0) }
  }

  func finish(into session: inout ImportSession) {
    if let warning = order.warning { session.note(warning) }
  }

  private func emptiness(of row: LogRow) -> String? {
    switch table {
    case .officeActivity, .exchangeAdministration:
      row.first("Operation").isEmpty ? "the row names no operation" : nil
    case .auditLogs:
      row.first("ActivityDisplayName").isEmpty && row.first("OperationName").isEmpty ? "the row names no activity" : nil
    case .signinLogs:
      row.first("Status").isEmpty && row.first("ResultType").string.flatMap { Int($0) } == nil
        ? "the row does not say whether the sign-in succeeded: it has neither Status nor ResultType" : nil
    }
  }

  private func noteSource(_ source: LogRowWriter.MomentSource, _ session: inout ImportSession) {
    switch source {
    case .own: break
    case .arrival(let column):
      session.note("no TimeGenerated column: \(column) is taken, which is minutes after the event")
    case .authenticationStep:
      session.note("no CreatedDateTime column: the time of the first authentication step is taken")
    }
  }
}

/// Log Analytics rows of a CSV.
struct LogTableReader: TableReader {
  private var recorder: LogRecorder
  var kind: EvidenceKind { recorder.kind }

  init(_ table: LogTable, _ columns: TableColumns) { recorder = LogRecorder(table, columns) }

  // A row that lacks cells may lack them anywhere.
  func accepts(_ row: CSVRow) -> Bool { false }

  mutating func read(_ row: CSVRow, line: Int, into session: inout ImportSession) throws {
    try recorder.keep(LogRow(columns: recorder.columns) { .text(row[$0]) }, into: &session)
  }

  mutating func finish(into session: inout ImportSession) throws { recorder.finish(into: &session) }
}
