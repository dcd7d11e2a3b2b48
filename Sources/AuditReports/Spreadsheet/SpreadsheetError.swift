import CXLSXWriter

/// A workbook that could not be written whole; no cell is ever lost silently.
package struct SpreadsheetError: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }

  /// Throws when the library reports anything but success.
  static func check(_ error: lxw_error, _ what: @autoclosure () -> String) throws {
    guard error != LXW_NO_ERROR else { return }
    let reason = lxw_strerror(error).map { String(cString: $0) } ?? "error \(error.rawValue)"
    throw SpreadsheetError("Cannot write \(what()): \(reason). Check free space and permissions of its folder.")
  }
}
