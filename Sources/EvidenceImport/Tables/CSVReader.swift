/// Reads one row of a CSV file after the other, with quoted line ends and doubled quotes, in bounded memory.
///
/// Source: RFC 4180; a quote inside an unquoted cell, or text behind a closing quote, is taken as it stands.
struct CSVReader: ~Copyable {
  enum Step: Hashable {
    /// The row is in `row`.
    case row
    /// A quote that opens in this row is closed nowhere in the next 16 MiB or to the end of the file.
    case unclosedQuote
    /// A line that does not end within 16 MiB: no text file.
    case overlong
    case end
  }

  /// A row longer than this is taken for an unclosed quote.
  static let longestRow = 16 << 20

  private(set) var row = CSVRow()
  /// The line, counted from 1, at which the row begins.
  var line: Int { window.line }
  /// True when the row's quoted cells hold line ends.
  private(set) var spansLines = false
  /// How many damaged byte sequences became U+FFFD so far.
  var repairCount: Int { window.repairCount }
  private var window: TextWindow
  private let dialect: CSVDialect
  /// Where the next row begins in the window.
  private var next: Int

  init(window: consuming TextWindow, dialect: CSVDialect) {
    next = window.start
    self.dialect = dialect
    self.window = window
  }

  /// Moves to the next row that is not blank.
  ///
  /// - Throws: `FileRefusal` when the system cannot read on.
  mutating func advance() throws(FileRefusal) -> Step {
    while true {
      window.consume(upTo: next, lineEnd: dialect.lineEnd)
      let step = try scan()
      if step != .row || !row.isBlank { return step }
    }
  }

  /// Lets the next row begin at the second line of this one: its quotes cannot be trusted.
  mutating func distrustRow() {
    let end = dialect.lineEnd
    let bytes = window.bytes
    next = bytes[window.start...].firstIndex(of: end).map { $0 + 1 } ?? bytes.endIndex
  }

  /// The length of this row in the file, in bytes.
  var rowLength: Int { next - window.start }

  private mutating func scan() throws(FileRefusal) -> Step {
    while true {
      if let end = scanOnce() {
        next = end
        return .row
      }
      if window.count < Self.longestRow, !window.isAtEnd {
        _ = try window.extend()
        continue
      }
      next = window.bytes.endIndex
      if window.count == 0 { return .end }
      if endsInQuotes { return .unclosedQuote }
      return window.isAtEnd ? .row : .overlong
    }
  }

  private var endsInQuotes = false

  /// Collects the cells; nil when the window ends before the row does.
  private mutating func scanOnce() -> Int? {
    row.removeAll()
    spansLines = false
    endsInQuotes = false
    let (delimiter, lineEnd) = (dialect.delimiter, dialect.lineEnd)
    let (start, isAtEnd) = (window.start, window.isAtEnd)
    // A local copy keeps the buffer's pointer and the row's storage free of exclusivity checks a byte.
    var row = CSVRow()
    swap(&row, &self.row)
    defer { swap(&row, &self.row) }
    var spansLines = false
    let result = window.bytes.withUnsafeBufferPointer { bytes -> (end: Int?, inQuotes: Bool) in
      var index = start
      while true {
        if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
          index += 1
          guard let close = Self.quoted(bytes, from: index, lineEnd: lineEnd, isAtEnd: isAtEnd, into: &row, &spansLines)
          else {
            row.endCell()
            return (nil, true)
          }
          index = close
        }
        let from = index
        while index < bytes.count, bytes[index] != delimiter, bytes[index] != lineEnd { index += 1 }
        guard index < bytes.count else {
          let hasCR = isAtEnd && index > from && bytes[index - 1] == UInt8(ascii: "\r")
          row.append(bytes[from..<(hasCR ? index - 1 : index)])
          row.endCell()
          return (nil, false)
        }
        let isRowEnd = bytes[index] == lineEnd
        let hasCR = isRowEnd && lineEnd == UInt8(ascii: "\n") && index > from && bytes[index - 1] == UInt8(ascii: "\r")
        row.append(bytes[from..<(hasCR ? index - 1 : index)])
        row.endCell()
        index += 1
        if isRowEnd { return (index, false) }
      }
    }
    self.spansLines = spansLines
    endsInQuotes = result.inQuotes
    return result.end
  }

  /// Appends a quoted cell; returns the position behind its closing quote, nil when the window ends first.
  private static func quoted(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, lineEnd: UInt8, isAtEnd: Bool, into row: inout CSVRow,
    _ spansLines: inout Bool
  ) -> Int? {
    var from = start
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == lineEnd { spansLines = true }
      guard byte == UInt8(ascii: "\"") else {
        index += 1
        continue
      }
      row.append(bytes[from..<index])
      guard index + 1 < bytes.count else { return isAtEnd ? index + 1 : nil }
      if bytes[index + 1] != UInt8(ascii: "\"") { return index + 1 }
      row.append(byte)
      index += 2
      from = index
    }
    row.append(bytes[from..<index])
    return nil
  }
}
