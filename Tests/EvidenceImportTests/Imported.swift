import AuditModel
import Foundation
import WireJSON

@testable import EvidenceImport

/// What an import of files written for one test gave.
struct Imported {
  let report: ImportReport
  let lines: [EvidenceKind: [String]]

  /// Writes the files into a temporary folder, imports them in the order given, and removes them.
  init(
    _ files: [(name: String, bytes: [UInt8])], owner: String? = nil, listedRows: Int = 20, heldBytes: Int = 32 << 20
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "import-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var paths: [String] = []
    for file in files {
      let url = folder.appending(path: file.name)
      try Data(file.bytes).write(to: url)
      paths.append(url.path)
    }
    try self.init(paths: paths, owner: owner, listedRows: listedRows, heldBytes: heldBytes)
  }

  init(_ text: String, owner: String? = nil) throws { try self.init([("export", Array(text.utf8))], owner: owner) }

  init(bytes: [UInt8]) throws { try self.init([("export", bytes)]) }

  init(texts: [String], owner: String? = nil, heldBytes: Int = 32 << 20) throws {
    try self.init(texts.enumerated().map { ("export\($0)", Array($1.utf8)) }, owner: owner, heldBytes: heldBytes)
  }

  init(
    paths: [String], owner: String? = nil, listedRows: Int = 20, heldBytes: Int = 32 << 20
  ) throws {
    var lines: [EvidenceKind: [String]] = [:]
    report = try ExportImporter(owner: owner, listedRows: listedRows, heldBytes: heldBytes).importFiles(at: paths) {
      kind, line in
      lines[kind, default: []].append(String(decoding: line, as: UTF8.self))
    }
    self.lines = lines
  }

  var file: FileReport { report.files[0] }
  var audit: [String] { lines[.unifiedAudit] ?? [] }

  /// The value at that path (`Parameters.0.Value`) of a line, as compact JSON text; nil when there is none.
  static func value(_ path: String, of line: String) throws -> String? {
    let parser = JSONParser()
    return try parser.parse(line) { view in
      var view: JSONView? = view
      for step in path.split(separator: ".") {
        if let index = Int(step) {
          view = view.flatMap { array in
            Array(array.elements).indices.contains(index) ? Array(array.elements)[index] : nil
          }
        } else {
          view = view?[named: String(step)]
        }
      }
      return view.map { $0.string ?? $0.json }
    }
  }
}

/// Builds CSV text the way the exports do: every cell in quotes, quotes doubled.
func csv(_ rows: [[String]], delimiter: String = ",", lineEnd: String = "\r\n") -> String {
  rows.map { row in
    row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: delimiter) + lineEnd
  }.joined()
}

/// A made-up record id.
func recordID(_ number: Int) -> String {
  let digits = String(number)
  return "0d000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
}

/// An AuditData text with the members that every record has, and more.
func auditData(
  _ number: Int, _ operation: String, at time: String = "2026-08-20T10:00:00", user: String = "adele@contoso.example",
  _ more: String = ""
) -> String {
  #"{"CreationTime":"\#(time)","Id":"\#(recordID(number))","Operation":"\#(operation)","RecordType":1,"ResultStatus":"True","#
    + #""UserType":2,"Workload":"Exchange","UserId":"\#(user)"\#(more.isEmpty ? "" : "," + more)}"#
}

/// Finds `../shared/data` beside the repository, or where ROUNDSMAN_SHARED_DATA says.
enum SharedData {
  static let folder: String? = {
    if let named = ProcessInfo.processInfo.environment["ROUNDSMAN_SHARED_DATA"] { return named }
    var url = URL(filePath: #filePath).resolvingSymlinksInPath()
    while url.path != "/" {
      url.deleteLastPathComponent()
      let folder = url.appending(path: "../shared/data").standardized.path
      if FileManager.default.fileExists(atPath: folder) { return folder }
    }
    return nil
  }()

  static func path(_ name: String) -> String { (folder ?? "") + "/" + name }
}
