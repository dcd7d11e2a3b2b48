package import AuditModel

/// Reads foreign exports and hands their records on in the line form of the evidence archive.
///
/// Formats are recognised by what is in a file, never by its name. Files are read as streams: memory is bounded by the
/// longest record, plus 16 bytes a record to tell duplicates and what is held back. Nothing is printed; the report says everything.
package struct ExportImporter: Sendable {
  /// Takes one line, without its line end, valid during the call. What it throws ends the import.
  package typealias Sink = (_ kind: EvidenceKind, _ line: UnsafeRawBufferPointer) throws -> Void

  private let owner: UserReference?
  private let listedRows: Int
  private let heldBytes: Int

  /// - Parameters:
  ///   - owner: object id or user principal name of the user whose rules or methods a file holds, where it does not say so itself.
  ///   - listedRows: how many unreadable rows a file are named; all are counted.
  ///   - heldBytes: how much of records with cut details is held back, in case that they come whole.
  package init(owner: String? = nil, listedRows: Int = 20, heldBytes: Int = 32 << 20) {
    self.owner = owner.map(UserReference.init(written:))
    self.listedRows = listedRows
    self.heldBytes = heldBytes
  }

  /// Imports the files in the order given; trouble with one never stops the others.
  ///
  /// - Throws: only what the sink throws.
  package func importFiles(at paths: [String], into sink: Sink) throws -> ImportReport {
    try withoutActuallyEscaping(sink) { sink in
      var session = ImportSession(givenOwner: owner, listedRows: listedRows, heldBytes: heldBytes, sink: sink)
      for path in paths {
        session.begin(path)
        do {
          try Self.importFile(path, into: &session)
        } catch let refusal as FileRefusal {
          session.refuse(refusal)
        }
        session.end()
      }
      return try session.finish()
    }
  }

  private static func importFile(_ path: String, into session: inout ImportSession) throws {
    var window = try TextWindow.open(path: path)
    switch try window.skipBlanks() {
    case nil: throw FileRefusal.empty
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      var objects = ObjectImport(window: window)
      try objects.run(into: &session)
    default:
      var table = TableImport(window: window)
      try table.run(into: &session)
    }
  }
}

extension UserReference {
  /// An object id when it looks like one, else a name.
  init(written text: String) {
    let isGUID = text.utf8.count == 36 && text.utf8.allSatisfy { $0 == 45 || $0 &- 48 < 10 || ($0 | 32) &- 97 < 6 }
    if isGUID { self.init(id: UserID(text)) } else { self.init(name: text) }
  }
}
