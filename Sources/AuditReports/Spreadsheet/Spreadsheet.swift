import AuditModel
import CXLSXWriter
import Foundation

/// A workbook being written. The same content, properties and options give the same bytes.
final class Spreadsheet {
  /// Rows go to disk as they come: for fleets; tables are not possible then.
  let isStreaming: Bool
  /// Seconds east of UTC at a moment, for dates in cells.
  let zoneOffset: (Timestamp) -> Int
  private let path: String
  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private let formats: [CellStyle: UnsafeMutablePointer<lxw_format>]
  private var isOpen = true

  /// - Parameter temporaryFolder: an existing folder for the library's temporary files.
  /// - Throws: `ReportFileError` when the file exists or cannot be made; `SpreadsheetError` when memory is short.
  init(
    path: String, temporaryFolder: String, isStreaming: Bool, zoneOffset: @escaping (Timestamp) -> Int
  ) throws {
    self.path = path
    self.isStreaming = isStreaming
    self.zoneOffset = zoneOffset
    // Made here, because the library writes its own words to stderr when it cannot make the file, and would overwrite one.
    try ReportFile(creating: path).finish()
    let workbook = temporaryFolder.withCString { folder in
      var options = lxw_workbook_options()
      options.constant_memory = isStreaming ? 1 : 0
      // The library copies the folder's name.
      options.tmpdir = UnsafeMutablePointer(mutating: folder)
      return workbook_new_opt(path, &options)
    }
    guard let workbook else { throw SpreadsheetError("Cannot set up the workbook \(path): out of memory.") }
    self.workbook = workbook
    var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]
    for style in CellStyle.allCases { formats[style] = try Self.format(of: style, in: workbook) }
    self.formats = formats
  }

  deinit { if isOpen { lxw_workbook_free(workbook) } }

  func sheet(named name: String) throws -> Sheet {
    guard let worksheet = workbook_add_worksheet(workbook, name) else {
      throw SpreadsheetError("Cannot add the sheet \(name) to \(path): the name is not allowed or taken.")
    }
    return Sheet(name: name, worksheet: worksheet, spreadsheet: self)
  }

  /// Sets what the file says of itself; the time is handed in so that it does not depend on the clock.
  func setProperties(title: String, subject: String, comments: String, created: Timestamp, custom: [(String, String)])
    throws
  {
    let texts: [UnsafeMutablePointer<CChar>?] = [title, subject, "Confidential", comments].map { (text: String) in
      strdup(text)
    }
    defer { texts.forEach { free($0) } }
    var properties = lxw_doc_properties()
    properties.title = texts[0]
    properties.subject = texts[1]
    properties.category = texts[2]
    properties.comments = texts[3]
    properties.created = time_t(created.seconds)
    try SpreadsheetError.check(workbook_set_properties(workbook, &properties), "properties of \(path)")
    for (name, value) in custom {
      try SpreadsheetError.check(
        workbook_set_custom_property_string(workbook, name, String(value.prefix(250))), "property \(name) of \(path)")
    }
  }

  /// Assembles the file.
  ///
  /// - Throws: `SpreadsheetError` when it cannot be written whole.
  func close() throws {
    isOpen = false
    try SpreadsheetError.check(workbook_close(workbook), "the workbook \(path)")
  }

  func format(_ style: CellStyle) -> UnsafeMutablePointer<lxw_format>? { formats[style] }

  /// A format for conditional colours.
  func chip(_ colour: ChipColour) throws -> UnsafeMutablePointer<lxw_format> {
    guard let format = workbook_add_format(workbook) else {
      throw SpreadsheetError("Cannot add a format: out of memory.")
    }
    format_set_font_color(format, colour.text)
    if let ground = colour.ground { format_set_bg_color(format, ground) }
    return format
  }

  private static func format(
    of style: CellStyle, in workbook: UnsafeMutablePointer<lxw_workbook>
  ) throws -> UnsafeMutablePointer<lxw_format> {
    guard let format = workbook_add_format(workbook) else {
      throw SpreadsheetError("Cannot add a format: out of memory.")
    }
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    switch style {
    // Without the indent text begins where the number in the column before it ends.
    case .text, .identifier, .wrapped, .figure, .heading: format_set_indent(format, 1)
    case .integer, .integerOrDash, .signed, .decimal, .percent, .moment: break
    }
    switch style {
    case .text: break
    case .wrapped: format_set_text_wrap(format)
    case .figure:
      format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
      format_set_text_wrap(format)
      format_set_num_format(format, "#,##0")
    case .identifier: format_set_font_color(format, 0x555555)
    case .integer: format_set_num_format(format, "#,##0")
    case .integerOrDash: format_set_num_format(format, "#,##0;;–")
    case .signed: format_set_num_format(format, "+0;-0;0")
    case .decimal: format_set_num_format(format, "#,##0.###")
    case .percent: format_set_num_format(format, "0.0%")
    case .moment: format_set_num_format(format, "yyyy-mm-dd hh:mm")
    case .heading:
      format_set_bold(format)
      format_set_text_wrap(format)
      format_set_bg_color(format, 0xE8EBF0)
      format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
    }
    return format
  }
}
