/// One column of a sheet: its header, its looks, and how a row fills it.
struct SheetColumn<Row> {
  let header: String
  /// In characters of the default font.
  let width: Double
  let style: CellStyle
  let highlight: Highlight?
  let isHidden: Bool
  let cell: (Row) -> Cell

  init(
    _ header: String, width: Double, _ style: CellStyle = .text, _ highlight: Highlight? = nil, isHidden: Bool = false,
    cell: @escaping (Row) -> Cell
  ) {
    self.header = header
    self.width = width
    self.style = style
    self.highlight = highlight
    self.isHidden = isHidden
    self.cell = cell
  }
}

/// A sheet of one table: rows of one kind under one header.
struct SheetTable<Row> {
  let sheetName: String
  let tableName: String
  let frozenColumns: Int
  let columns: [SheetColumn<Row>]

  /// Writes the sheet. What does not fit on it is counted in its last line, never dropped silently.
  ///
  /// - Parameters:
  ///   - rowLimit: lines of data that the sheet may have; a spreadsheet has room for 1,048,575 below the header.
  ///   - forEach: hands the rows over, in order.
  /// - Throws: `SpreadsheetError`, and what reading the rows throws.
  func write(
    to spreadsheet: Spreadsheet, rowLimit: Int = 1_048_575, count: Int,
    forEach: (_ body: (Row) throws -> Void) throws -> Void
  ) throws {
    let sheet = try spreadsheet.sheet(named: sheetName)
    for (index, column) in columns.enumerated() {
      try sheet.setColumn(index, width: column.width, isHidden: column.isHidden)
      try sheet.put(.words(column.header), row: 0, column: index, style: .heading)
    }
    try sheet.setHeight(lines: columns.map { Cell.words($0.header).lineCount(width: $0.width) }.max() ?? 1, row: 0)
    try sheet.setLayout(frozenColumns: frozenColumns, isWide: columns.reduce(0) { $0 + $1.width } > 220)
    let shown = count <= rowLimit ? count : rowLimit - 1
    // Before the rows: a streaming sheet takes nothing about rows that have gone by.
    try sheet.setTable(named: tableName, headers: columns.map(\.header), lastRow: shown)
    var line = 0
    try forEach { row in
      guard line < shown else { return }
      line += 1
      var lines = 1
      for (index, column) in columns.enumerated() {
        let cell = column.cell(row)
        if column.style == .wrapped || column.style == .figure {
          lines = max(lines, cell.lineCount(width: column.width))
        }
        try sheet.put(cell, row: line, column: index, style: column.style)
      }
      try sheet.setHeight(lines: lines, row: line)
    }
    if count > shown {
      let rest = VisibleText.grouped(count - shown)
      let words = "… and \(rest) more rows, for which a sheet has no room; all are in the JSON report."
      try sheet.put(.words(words), row: line + 1, column: 0, style: .text)
    }
    for (index, column) in columns.enumerated() {
      if let highlight = column.highlight { try sheet.highlight(highlight, column: index, lastRow: shown) }
    }
  }
}
