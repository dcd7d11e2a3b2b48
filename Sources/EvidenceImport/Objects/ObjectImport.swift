import AuditModel
import WireJSON

/// Imports one JSON file: takes it apart into items and recognises each.
struct ObjectImport: ~Copyable {
  private var reader: JSONItemReader
  private var items = ItemImport()
  private var firstProblem: String?

  init(window: consuming TextWindow) { reader = JSONItemReader(window: window) }

  /// Reads the file to its end.
  ///
  /// - Throws: `FileRefusal` when the system cannot read on, and what the sink throws.
  mutating func run(into session: inout ImportSession) throws {
    var envelope: PageEnvelope?
    while true {
      switch try reader.advance() {
      case .end:
        finish(into: &session)
        return
      case .broken(let reason): reject(reason, &session)
      case .pageEnd(let page):
        envelope = nil
        if let reason = items.endPage(page, into: &session), firstProblem == nil { firstProblem = reason }
      case .item(let range):
        session.file { $0.rows += 1 }
        if envelope != reader.envelope || items.context == nil {
          envelope = reader.envelope
          items.begin(envelope)
        }
        do {
          try readItem(at: range, into: &session)
        } catch let problem as RowProblem {
          if firstProblem == nil { firstProblem = problem.reason }
          session.unreadable(line: reader.line, problem.reason, kind: items.itemKind)
        } catch let failure as JSONFailure {
          if firstProblem == nil { firstProblem = failure.description }
          session.unreadable(line: reader.line, failure.description, kind: items.lastKind)
        }
      }
    }
  }

  private mutating func readItem(at range: Range<Int>, into session: inout ImportSession) throws {
    let bytes = reader.bytes
    let parser = session.parser
    try bytes.withUnsafeBufferPointer { bytes in
      let item = UnsafeBufferPointer(rebasing: bytes[range])
      try parser.parse(item) { try items.read($0, item, into: &session) }
    }
  }

  private mutating func reject(_ reason: String, _ session: inout ImportSession) {
    if firstProblem == nil { firstProblem = reason }
    session.file { $0.rows += 1 }
    session.unreadable(line: reader.line, reason, kind: items.lastKind)
  }

  private mutating func finish(into session: inout ImportSession) {
    items.finish(into: &session)
    session.noteRepairs(reader.repairCount)
    let problem = firstProblem ?? "holds no item"
    session.file { file in
      guard file.formats.isEmpty else { return }
      file.outcome = .notRecognised("\(problem). \(ExportFormat.recognised)")
      (file.unreadable, file.unreadableCount) = ([], 0)
    }
  }
}
