/// Trouble with a report's spool file: rows wait there while the fleet is gathered.
package struct SpoolError: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }

  static func system(_ what: String, folder: String, code: Int32) -> SpoolError {
    SpoolError(
      "Cannot \(what) the report's spool file in \(folder): \(SystemMessage.text(of: code)). "
        + "Check free space and permissions, or set another folder for temporary files.")
  }

  static let damaged = SpoolError(
    "The report's spool file does not read back as it was written. Check the disk, then render the report again.")
}
