import AuditModel

/// Turns the rows of one recognised table into evidence.
protocol TableReader {
  /// The kind that its rows become.
  var kind: EvidenceKind { get }

  /// True when a row with too few cells holds all that is needed.
  func accepts(_ row: CSVRow) -> Bool

  /// - Throws: `RowProblem` when the row is not readable, and what the sink throws.
  mutating func read(_ row: CSVRow, line: Int, into session: inout ImportSession) throws

  /// Called once after the last row.
  mutating func finish(into session: inout ImportSession) throws
}

extension String {
  /// Without spaces, tabs and line ends at both ends.
  var trimmingBlanks: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
