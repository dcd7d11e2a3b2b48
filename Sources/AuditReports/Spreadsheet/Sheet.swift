import AuditModel
import CXLSXWriter

/// One sheet of a workbook being written: header in row 1, data below, ready for the screen and for paper.
struct Sheet {
  let name: String
  private let worksheet: UnsafeMutablePointer<lxw_worksheet>
  private let spreadsheet: Spreadsheet

  init(name: String, worksheet: UnsafeMutablePointer<lxw_worksheet>, spreadsheet: Spreadsheet) {
    self.name = name
    self.worksheet = worksheet
    self.spreadsheet = spreadsheet
  }

  /// Writes a cell.
  ///
  /// - Throws: `SpreadsheetError` when the library refuses it.
  func put(_ cell: Cell, row: Int, column: Int, style: CellStyle) throws {
    let (line, place, format) = (lxw_row_t(row), lxw_col_t(column), spreadsheet.format(style))
    let error: lxw_error
    switch cell {
    case .empty: return
    case .foreign(let text, let limit):
      error = worksheet_write_string(
        worksheet, line, place, Self.literal(VisibleText.shown(text, limit: limit)), format)
    case .words(let text): error = worksheet_write_string(worksheet, line, place, text, format)
    case .number(let number): error = worksheet_write_number(worksheet, line, place, Double(number), format)
    case .decimal(let number): error = worksheet_write_number(worksheet, line, place, number, format)
    case .moment(let moment):
      let seconds = moment.seconds + Int64(spreadsheet.zoneOffset(moment))
      // Before 1900-03-01 spreadsheets have no dates that agree with the calendar.
      guard seconds > -2_203_891_200 else {
        return try put(.words(moment.iso8601), row: row, column: column, style: .text)
      }
      error = worksheet_write_number(worksheet, line, place, Double(seconds) / 86_400 + 25_569, format)
    }
    try SpreadsheetError.check(error, "row \(row + 1) of sheet \(name)")
  }

  /// `_x0041_` in a cell means the character U+0041 to a spreadsheet; its underscore is escaped so that it shows as it is.
  private static func literal(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "_")), text.contains("_x") else { return text }
    return text.replacing(/_x(?=[0-9A-Fa-f]{4}_)/, with: "_x005F_x")
  }

  func setColumn(_ column: Int, width: Double, isHidden: Bool) throws {
    var options = lxw_row_col_options()
    options.hidden = isHidden ? 1 : 0
    try SpreadsheetError.check(
      worksheet_set_column_opt(worksheet, lxw_col_t(column), lxw_col_t(column), width, nil, &options),
      "column \(column + 1) of sheet \(name)")
  }

  /// Makes room for lines of text; spreadsheets do not all find the height of wrapped rows themselves.
  func setHeight(lines: Int, row: Int) throws {
    guard lines > 1 else { return }
    try SpreadsheetError.check(
      worksheet_set_row(worksheet, lxw_row_t(row), Double(lines) * 15, nil), "row \(row + 1) of sheet \(name)")
  }

  /// Freezes the header and the identity columns, and sets up paper: landscape, one page wide, header on every page.
  func setLayout(frozenColumns: Int, isWide: Bool) throws {
    worksheet_freeze_panes(worksheet, 1, lxw_col_t(frozenColumns))
    worksheet_set_landscape(worksheet)
    worksheet_set_paper(worksheet, isWide ? 8 : 9)  // A3 or A4
    worksheet_fit_to_pages(worksheet, 1, 0)
    worksheet_set_margins(worksheet, 0.4, 0.4, 0.5, 0.6)
    try SpreadsheetError.check(worksheet_repeat_rows(worksheet, 0, 0), "print titles of sheet \(name)")
    try SpreadsheetError.check(
      worksheet_set_footer(worksheet, "&LConfidential · &A&Rpage &P of &N"), "footer of sheet \(name)")
  }

  /// Lets readers filter and sort: a real table where the library can, else filters on the header.
  func setTable(named tableName: String, headers: [String], lastRow: Int) throws {
    let lastColumn = lxw_col_t(headers.count - 1)
    guard !spreadsheet.isStreaming, lastRow > 0 else {
      return try SpreadsheetError.check(
        worksheet_autofilter(worksheet, 0, 0, lxw_row_t(lastRow), lastColumn), "filters of sheet \(name)")
    }
    let columns = headers.map { header in
      let column = UnsafeMutablePointer<lxw_table_column>.allocate(capacity: 1)
      column.initialize(to: lxw_table_column())
      column.pointee.header = strdup(header)
      column.pointee.header_format = spreadsheet.format(.heading)
      return column
    }
    let label = strdup(tableName)
    defer {
      for column in columns {
        free(column.pointee.header)
        column.deallocate()
      }
      free(label)
    }
    var list: [UnsafeMutablePointer<lxw_table_column>?] = columns + [nil]
    try list.withUnsafeMutableBufferPointer { buffer in
      var options = lxw_table_options()
      options.name = label
      options.style_type = UInt8(LXW_TABLE_STYLE_TYPE_LIGHT.rawValue)
      options.style_type_number = 1
      options.columns = buffer.baseAddress
      try SpreadsheetError.check(
        worksheet_add_table(worksheet, 0, 0, lxw_row_t(lastRow), lastColumn, &options), "table of sheet \(name)")
    }
  }
}

extension Sheet {
  /// Colours a column's data cells by rule.
  func highlight(_ rule: Highlight, column: Int, lastRow: Int) throws {
    guard lastRow > 0 else { return }
    switch rule {
    case .severity:
      let chips: [(Severity, ChipColour)] = [
        (.critical, .critical), (.high, .high), (.medium, .medium), (.low, .low),
      ]
      for (severity, colour) in chips { try whenCell(is: severity.words, colour, column, lastRow) }
      try whenCell(is: CellWords.cannotBeJudged, .unknown, column, lastRow)
    case .outcome:
      for result in [CheckResult.partial, .notAssessed] { try whenCell(is: result.words, .unknown, column, lastRow) }
      try whenCell(is: CheckResult.triggered.words, .high, column, lastRow)
      try whenCell(is: CheckResult.clear.words, .clear, column, lastRow)
    case .unlessDash: try apply(column, lastRow, "\"–\"", LXW_CONDITIONAL_CRITERIA_NOT_EQUAL_TO, .unknown)
    case .marks: for mark in ["?", "◐"] { try whenCell(is: mark, .unknown, column, lastRow) }
    case .belowFull:
      try apply(column, lastRow, nil, LXW_CONDITIONAL_CRITERIA_LESS_THAN, .unknown) { $0.value = 1 }
    case .bars:
      try apply(column, lastRow, LXW_CONDITIONAL_DATA_BAR) {
        $0.bar_color = 0xB9C0CB
        $0.bar_solid = 1
      }
    case .arrows:
      try apply(column, lastRow, LXW_CONDITIONAL_TYPE_ICON_SETS) {
        $0.icon_style = UInt8(LXW_CONDITIONAL_ICONS_3_ARROWS_GRAY.rawValue)
      }
    }
  }

  private func whenCell(is word: String, _ colour: ChipColour, _ column: Int, _ lastRow: Int) throws {
    try apply(column, lastRow, "\"\(word)\"", LXW_CONDITIONAL_CRITERIA_EQUAL_TO, colour)
  }

  private func apply(
    _ column: Int, _ lastRow: Int, _ text: String?, _ criteria: lxw_conditional_criteria, _ colour: ChipColour,
    _ adjust: (inout lxw_conditional_format) -> Void = { _ in }
  ) throws {
    let chip = try spreadsheet.chip(colour)
    let value = text.map { strdup($0) } ?? nil
    defer { free(value) }
    try apply(column, lastRow, LXW_CONDITIONAL_TYPE_CELL) { rule in
      rule.criteria = UInt8(criteria.rawValue)
      rule.value_string = value
      rule.format = chip
      adjust(&rule)
    }
  }

  private func apply(
    _ column: Int, _ lastRow: Int, _ type: lxw_conditional_format_types,
    _ adjust: (inout lxw_conditional_format) -> Void
  ) throws {
    var rule = lxw_conditional_format()
    rule.type = UInt8(type.rawValue)
    adjust(&rule)
    let place = lxw_col_t(column)
    try SpreadsheetError.check(
      worksheet_conditional_format_range(worksheet, 1, place, lxw_row_t(lastRow), place, &rule),
      "colours of sheet \(name)")
  }
}
