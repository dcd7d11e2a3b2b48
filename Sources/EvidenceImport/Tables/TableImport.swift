import AuditModel

/// Imports one CSV file: recognises it by its header and hands each row to the format's reader.
struct TableImport: ~Copyable {
  private var reader: CSVReader
  private var columnCount = 0
  /// The kind that the table's rows become.
  private var kind: EvidenceKind?
  /// Rows are skipped unseen after a row whose quotes cannot be trusted, until one has the right number of cells again.
  private var isRecovering = false
  /// Bytes read in vain over such rows; past the limit the file is given up.
  private var wasted = 0
  private static let wasteLimit = 256 << 20

  init(window: consuming TextWindow) {
    let dialect = CSVDialect.detect(header: window.bytes[window.start...])
    reader = CSVReader(window: window, dialect: dialect)
  }

  /// Reads the file to its end.
  ///
  /// - Throws: `FileRefusal` when the system cannot read on, and what the sink throws.
  mutating func run(into session: inout ImportSession) throws {
    guard let header = try readHeader() else {
      session.file { $0.outcome = .notRecognised("holds no table. \(ExportFormat.recognised)") }
      return
    }
    let columns = TableColumns(header)
    guard let format = TableFormat(columns) else {
      session.file { $0.outcome = .notRecognised(Self.refusal(header)) }
      return
    }
    if let column = columns.zonelessColumn {
      session.file {
        $0.outcome = .notRecognised("the zone of \(Self.quoted(column)) is not said; export again with times in UTC")
      }
      return
    }
    columnCount = header.count
    switch format {
    case .auditSearch:
      session.recognise(.auditSearchTable)
      try readRows(with: AuditSearchTable(columns), into: &session)
    case .log(let table):
      session.recognise(table.format)
      try readRows(with: LogTableReader(table, columns), into: &session)
    }
    session.noteRepairs(reader.repairCount)
  }

  /// The column names; lines before them that are no header (`#TYPE …`, `sep=;`) are skipped.
  private mutating func readHeader() throws -> [String]? {
    while try reader.advance() == .row {
      if reader.row[0].starts(with: Array("#TYPE".utf8)) || reader.row[0].starts(with: Array("sep=".utf8)) { continue }
      return (0..<reader.row.count).map { reader.row.text($0).trimmingBlanks }
    }
    return nil
  }

  private mutating func readRows(with first: some TableReader, into session: inout ImportSession) throws {
    var table = first
    kind = table.kind
    while true {
      switch try reader.advance() {
      case .end:
        try table.finish(into: &session)
        return
      case .unclosedQuote:
        if !isRecovering { reject("a quote is opened and never closed: the file is cut or damaged here", &session) }
        guard recover(&session) else { return try table.finish(into: &session) }
      case .overlong:
        reject("a line of more than \(CSVReader.longestRow >> 20) MiB", &session)
      case .row:
        try readRow(with: &table, into: &session)
      }
    }
  }

  private mutating func readRow(with table: inout some TableReader, into session: inout ImportSession) throws {
    let (row, line) = (reader.row, reader.line)
    if row.isZeroFilled {
      reject("NUL bytes instead of text (a damaged copy)", &session)
      return
    }
    let isWhole = row.count == columnCount || (row.count > columnCount && row.isEmpty(from: columnCount))
    if isRecovering {
      guard isWhole else { return reader.distrustRow() }
      isRecovering = false
    }
    guard isWhole || table.accepts(row) else {
      reject("\(row.count) cells where the header has \(columnCount)", &session)
      if reader.spansLines { _ = recover(&session) }
      return
    }
    session.file { $0.rows += 1 }
    do {
      try table.read(row, line: line, into: &session)
    } catch let problem as RowProblem {
      session.unreadable(line: line, problem.reason, kind: table.kind)
    }
  }

  private mutating func reject(_ reason: String, _ session: inout ImportSession) {
    session.file { $0.rows += 1 }
    session.unreadable(line: reader.line, reason, kind: kind)
  }

  /// Goes on one line further down; false when the file is given up.
  private mutating func recover(_ session: inout ImportSession) -> Bool {
    isRecovering = true
    wasted += reader.rowLength
    reader.distrustRow()
    guard wasted > Self.wasteLimit else { return true }
    session.giveUp(
      "given up at line \(reader.line): too many quotes are not closed; what follows was not read")
    return false
  }

  private static func refusal(_ header: [String]) -> String {
    let shown = header.prefix(12).map(quoted).joined(separator: ", ")
    let rest = header.count > 12 ? " and \(header.count - 12) more" : ""
    return "has the columns \(shown)\(rest). \(ExportFormat.recognised)"
  }

  private static func quoted(_ name: String) -> String { "“\(name.prefix(60))”" }
}
