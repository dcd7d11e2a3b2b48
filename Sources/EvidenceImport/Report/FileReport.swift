package import AuditModel

/// What became of one file.
package struct FileReport: Hashable, Sendable {
  package enum Outcome: Hashable, Sendable {
    /// Recognised; single rows may still be unreadable.
    case imported
    /// Readable, but none of the formats that are imported; the text says what it is and what would be recognised.
    case notRecognised(String)
    /// Not opened, packed, empty …; the text says why and what to do.
    case unreadable(String)
  }

  /// As it was given.
  package let path: String
  package internal(set) var outcome = Outcome.imported
  /// What was recognised, in the order met: mostly one.
  package internal(set) var formats: [ExportFormat] = []
  /// Rows of a table (without its header) or items of a JSON file, blank lines not counted.
  package internal(set) var rows = 0
  package internal(set) var kept: [EvidenceKind: Int] = [:]
  /// Rows whose record was there already, in this file or an earlier one.
  package internal(set) var duplicates = 0
  /// Kept rows of which only the outer columns are known.
  package internal(set) var cutDetails = 0
  package internal(set) var unreadableCount = 0
  /// The first of the unreadable rows.
  package internal(set) var unreadable: [UnreadableRow] = []
  /// What a reader should know of the file as a whole.
  package internal(set) var notes: [String] = []

  init(path: String) { self.path = path }
}

/// One row that was not imported.
package struct UnreadableRow: Hashable, Sendable {
  /// The line of the file at which it begins, counted from 1.
  package let line: Int
  /// What is wrong with it; no full stop.
  package let reason: String
}
