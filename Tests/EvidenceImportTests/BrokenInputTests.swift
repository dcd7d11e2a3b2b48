import AuditModel
import Foundation
import Testing

@testable import EvidenceImport

/// Files that are damaged, packed, empty or not what they seem.
@Suite struct BrokenInputTests {
  private static let header = ["CreationDate", "UserIds", "Operations", "AuditData", "Identity"]

  private static func table(_ numbers: ClosedRange<Int>) -> [[String]] {
    [header]
      + numbers.map {
        ["2026-08-20T10:00:00", "adele@contoso.example", "Set-Mailbox", auditData($0, "Set-Mailbox"), recordID($0)]
      }
  }

  // MARK: Whole files

  @Test(
    arguments: [
      ("is empty", []), ("is empty", [0xEF, 0xBB, 0xBF]), ("is empty", Array("\r\n \r\n".utf8)),
      ("is packed with gzip; unpack it first (gunzip)", [0x1F, 0x8B, 8, 0]),
      ("is a zip archive or a workbook; unpack it, or save the sheet as CSV UTF-8", Array("PK\u{3}\u{4}xl/".utf8)),
      ("is no text file; export it as CSV or JSON", Array("SQLite format 3\0".utf8)),
    ] as [(String, [UInt8])])
  func `a file that is no export is named with its reason`(_ reason: String, _ bytes: [UInt8]) throws {
    let imported = try Imported(bytes: bytes)
    #expect(imported.file.outcome == .unreadable(reason))
    #expect(!imported.report.isComplete)
  }

  @Test func `a directory and a missing file are named, and the rest is imported`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "import-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let good = folder.appending(path: "good.json")
    try Data(auditData(1, "Set-Mailbox").utf8).write(to: good)
    let imported = try Imported(paths: [folder.path, folder.path + "/none.csv", good.path])
    #expect(
      imported.report.files.map(\.outcome) == [
        .unreadable("is a directory; name the files in it"),
        .unreadable("cannot be opened: No such file or directory"), .imported,
      ])
    #expect(imported.audit.count == 1)
  }

  @Test func `a file that may not be read is named with the reason`() throws {
    // The superuser may read everything: there it is imported.
    let url = FileManager.default.temporaryDirectory.appending(path: "import-\(UUID().uuidString)")
    try Data("{}".utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: url.path)
    let outcome = try Imported(paths: [url.path]).file.outcome
    #expect(outcome != .imported)
    if getuid() != 0 { #expect(outcome == .unreadable("cannot be opened: Permission denied")) }
  }

  @Test(arguments: ["AppName,HighRisk,permissions\nEntApp01,No,User.Read\n", "just some words\n", "a;b;c\n1;2;3\n"])
  func `another table is not recognised, and its columns are named`(_ text: String) throws {
    let imported = try Imported(text)
    guard case .notRecognised(let reason) = imported.file.outcome else {
      Issue.record("recognised as \(imported.file.formats)")
      return
    }
    let column = try #require(text.split { $0 == "," || $0 == "\n" || $0 == ";" }.first)
    #expect(reason.contains("“\(column)”"))
    #expect(reason.contains("recognised are: Purview"))
  }

  @Test(arguments: [
    #"{"error":{"code":"x"}}"#, #"[1,2]"#, #"{"value":[]}"#,
    #"{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#groups","value":[{"id":"1"}]}"#, "[", "{",
    #"{"a":"#,
  ])
  func `other JSON is not recognised, and never a list of nothing`(_ text: String) throws {
    let imported = try Imported(text)
    guard case .notRecognised = imported.file.outcome else {
      Issue.record("\(imported.file)")
      return
    }
    #expect(imported.report.kinds.isEmpty)
    #expect(!imported.report.isComplete)
  }

  // MARK: Encodings and dialects

  @Test(arguments: [",", ";", "\t"], ["\n", "\r\n", "\r"])
  func `separators and line ends of any country are read`(_ delimiter: String, _ lineEnd: String) throws {
    let imported = try Imported(csv(Self.table(1...3), delimiter: delimiter, lineEnd: lineEnd))
    #expect(imported.audit == (1...3).map { auditData($0, "Set-Mailbox") })
    #expect(imported.report.isComplete)
  }

  @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian], [true, false])
  func `UTF-16 is read, with its mark or without`(_ encoding: String.Encoding, _ hasMark: Bool) throws {
    let detail = auditData(1, "New-InboxRule", #""Parameters":[{"Name":"Name","Value":"Boîte – 🚲"}]"#)
    let text = csv([Self.header, ["2026-08-20T10:00:00", "a", "New-InboxRule", detail, recordID(1)]])
    let data = try #require(text.data(using: encoding))
    let mark: [UInt8] = encoding == .utf16LittleEndian ? [0xFF, 0xFE] : [0xFE, 0xFF]
    let imported = try Imported(bytes: (hasMark ? mark : []) + Array(data))
    #expect(imported.audit == [detail])
    #expect(imported.file.notes.isEmpty)
  }

  @Test func `bytes that are no UTF-8 become a visible mark, are counted, and lose no record`() throws {
    let marked = csv(Self.table(1...1)).replacing("adele@contoso.example", with: "ad#le")
    let imported = try Imported(bytes: marked.utf8.map { $0 == UInt8(ascii: "#") ? 0xE8 : $0 })
    #expect(try Imported.value("UserId", of: try #require(imported.audit.first)) == "ad\u{FFFD}le")
    #expect(imported.file.notes.first?.hasPrefix("2 byte sequences are not in the file's encoding") == true)
  }

  @Test func `a character cut in two by the end of a read is put together again`() throws {
    // One chunk is 256 KiB: with so many two-byte letters at an odd place one of them lies across each border.
    let name = String(repeating: "é", count: 700_000)
    let detail = auditData(1, "New-InboxRule", #""x":"\#(name)""#)
    let imported = try Imported(csv([Self.header, ["2026-08-20", "a", "b", detail, ""]]))
    #expect(imported.audit == [detail])
    #expect(imported.file.notes.isEmpty)
  }

  // MARK: Rows

  @Test func `a quoted line end, doubled quotes and a lone CR belong to their cell`() throws {
    let pretty = auditData(1, "Set-Mailbox").replacing(",", with: ",\r\n  ")
    let rows = [
      Self.header, ["2026-08-20T10:00:00", "a\rb", "Set-\"Mailbox\"", "", recordID(2)], ["", "", "", pretty, ""],
    ]
    let imported = try Imported(csv(rows, lineEnd: "\n"))
    #expect(imported.audit.contains(auditData(1, "Set-Mailbox")))
    let cut = try #require(imported.audit.first { $0.contains("Operations") })
    #expect(try Imported.value("Operations", of: cut) == "Set-\"Mailbox\"")
    #expect(try Imported.value("UserIds", of: cut) == "a\rb")
  }

  @Test func `lines without anything in them are no rows`() throws {
    let imported = try Imported("\r\n" + csv(Self.table(1...2)) + "\r\n\r\n  ".trimmingBlanks + "\n")
    #expect(imported.file.rows == 2)
    #expect(imported.report.isComplete)
  }

  @Test func `a ragged row is named with its line and the rest is kept`() throws {
    var rows = Self.table(1...4)
    rows[2].removeFirst()
    rows[3].insert("extra", at: 0)
    let imported = try Imported(csv(rows))
    #expect(
      imported.file.unreadable == [
        UnreadableRow(line: 3, reason: "4 cells where the header has 5"),
        UnreadableRow(line: 4, reason: "6 cells where the header has 5"),
      ])
    #expect(imported.audit.count == 2)
    #expect(imported.file.rows == 4)
    #expect(imported.report.kinds[.unifiedAudit]?.unreadable == 2)
  }

  @Test func `empty cells that a spreadsheet dropped or added at the end do not hurt`() throws {
    var rows = Self.table(1...3)
    rows[1].removeLast()
    rows[2] += ["", ""]
    let imported = try Imported(csv(rows))
    #expect(imported.audit.count == 3)
    #expect(imported.report.isComplete)
  }

  @Test func `a quote that is missing costs its own row and not those behind it`() throws {
    // Without its last quote the third line's last cell runs on into the fourth line.
    var lines = csv(Self.table(1...6)).split(separator: "\r\n").map(String.init)
    lines[2].removeLast()
    let imported = try Imported(lines.joined(separator: "\r\n"))
    #expect(imported.audit == [1, 3, 4, 5, 6].map { auditData($0, "Set-Mailbox") })
    #expect(imported.file.unreadable == [UnreadableRow(line: 3, reason: "9 cells where the header has 5")])
  }

  @Test func `a file cut inside a quoted cell names the row and keeps those before it`() throws {
    let text = String(csv(Self.table(1...3)).dropLast(60))
    let imported = try Imported(text)
    #expect(imported.audit.count == 2)
    #expect(imported.file.unreadable.map(\.line) == [4])
    #expect(imported.file.unreadable[0].reason == "a quote is opened and never closed: the file is cut or damaged here")
  }

  @Test(arguments: 0..<40)
  func `a table cut anywhere never looks complete unless whole rows are missing`(_ step: Int) throws {
    let text = csv(Self.table(1...3))
    let count = text.utf8.count - 1 - step * 11
    let imported = try Imported(bytes: Array(text.utf8.prefix(count)))
    let rows = imported.audit.count + imported.file.unreadableCount
    #expect(imported.file.rows == rows)
    #expect(
      imported.audit.allSatisfy {
        (1...3).map { auditData($0, "Set-Mailbox") }.contains($0) || $0.contains("Operations")
      })
  }

  @Test func `NUL bytes are named where they stand for rows, and kept where they stand in a cell`() throws {
    var rows = Self.table(1...1)
    rows.append(["2026-08-20T10:00:00", "a\0b", "Set-Mailbox", "", recordID(2)])
    let imported = try Imported(bytes: Array(csv(rows).utf8) + [UInt8](repeating: 0, count: 4096))
    #expect(imported.file.unreadable == [UnreadableRow(line: 4, reason: "NUL bytes instead of text (a damaged copy)")])
    #expect(imported.audit.count == 2)
    #expect(imported.audit.contains { $0.contains(#""UserIds":"a\u0000b""#) })
  }

  @Test func `what is lost before anything is recognised still makes the file's kinds incomplete`() throws {
    let imported = try Imported("{\"Id\":\n" + auditData(1, "Set-Mailbox") + "\n")
    #expect(imported.audit.count == 1)
    #expect(imported.file.unreadable.map(\.line) == [1])
    #expect(imported.report.kinds[.unifiedAudit]?.unreadable == 1)
  }

  @Test func `only the first unreadable rows are listed, and all are counted`() throws {
    let rows = [Self.header] + (0..<50).map { _ in ["", "", "", "", ""] }
    let imported = try Imported([("x", Array(csv(rows).utf8))], listedRows: 3)
    #expect(imported.file.unreadable.count == 3)
    #expect(imported.file.unreadableCount == 50)
    #expect(imported.report.kinds[.unifiedAudit]?.unreadable == 50)
  }

  @Test func `what the sink throws ends the import`() throws {
    struct Full: Error {}
    let url = FileManager.default.temporaryDirectory.appending(path: "import-\(UUID().uuidString)")
    try Data(auditData(1, "Set-Mailbox").utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    #expect(throws: Full.self) { try ExportImporter().importFiles(at: [url.path]) { _, _ in throw Full() } }
  }
}
