import AuditModel

/// The typed content of one cell. Text is shown through `VisibleText`; nothing is ever a formula.
enum Cell {
  case empty
  /// Text that may come from a tenant; made visible and cut.
  case foreign(String, limit: Int = 1_000)
  /// Our own words, written as they are.
  case words(String)
  case number(Int)
  case decimal(Double)
  case moment(Timestamp)

  /// About how many lines of that many characters the text takes, at most 20: a cell is no page.
  ///
  /// Words that do not fit go to the next line whole, so some characters of each line stay empty.
  func lineCount(width: Double) -> Int {
    let length: Int
    switch self {
    case .foreign(let text, let limit): length = min(text.utf8.count, limit)
    case .words(let text): length = text.utf8.count
    case .empty, .number, .decimal, .moment: return 1
    }
    let filled = max(1, width * 0.95 - 1)
    return min(20, max(1, Int((Double(length) / filled).rounded(.up))))
  }

  static func moment(_ moment: Timestamp?) -> Cell { moment.map(Cell.moment) ?? .empty }
  static func number(_ number: Int?) -> Cell { number.map(Cell.number) ?? .empty }
}

/// How a column's cells look and are aligned.
enum CellStyle: Hashable, CaseIterable {
  case text, wrapped, figure, identifier, integer, integerOrDash, signed, decimal, percent, moment, heading
}
