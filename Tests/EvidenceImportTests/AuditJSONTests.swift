import AuditModel
import Testing

@testable import EvidenceImport

/// Audit records as JSON, in every way that files put them together.
@Suite struct AuditJSONTests {
  private static let records = (1...3).map {
    auditData($0, "New-InboxRule", #""Parameters":[{"Name":"Name","Value":"}]\"{"}]"#)
  }

  private static func pretty(_ record: String) -> String {
    "  " + record.replacing(",\"", with: ",\r\n    \"").replacing("{\"C", with: "{\r\n    \"C") + "\r\n  "
  }

  private static let arrangements: [String] = {
    let lines = records.joined(separator: "\n")
    let list = records.joined(separator: ",")
    let spread = records.map(pretty)
    let context = "{\"@odata.context\":\"x/$metadata#security/auditLog/queries('1')/records\",\"value\":["
    var texts: [String] = [lines, lines + "\n", "\u{FEFF}" + lines, records.joined()]
    texts.append(records.joined(separator: "\r\n\r\n"))
    texts.append("[" + list + "]")
    texts.append("[\n" + records.joined(separator: ",\n") + "\n]")
    texts.append("[\n" + spread.joined(separator: ",\n") + "]")
    texts.append(spread.joined(separator: "\n"))
    texts.append("[" + records[0] + "]\n[" + records[1] + "," + records[2] + "]")
    texts.append(context + list + "]}")
    texts.append(
      "{\"value\":[" + records[0] + "]}\n{\"value\":[" + records[1] + ", " + records[2] + "],\"@odata.count\":2}")
    return texts
  }()

  @Test(arguments: arrangements)
  func `the same records come out, however they are put together`(_ text: String) throws {
    let imported = try Imported(text)
    #expect(imported.audit == Self.records)
    #expect(imported.report.isComplete)
    #expect(imported.file.rows == 3)
  }

  @Test func `a single bare object is one record, on one line`() throws {
    #expect(try Imported(Self.pretty(Self.records[0])).audit == [Self.records[0]])
  }

  @Test func `a broken line is named with its number and the other lines are kept`() throws {
    let lines = [Self.records[0], String(Self.records[1].dropLast(9)), "}", "words", Self.records[2], #"{"Id":1,"#]
    let imported = try Imported(lines.joined(separator: "\n"))
    #expect(imported.audit == [Self.records[0], Self.records[2]])
    #expect(imported.file.unreadable.map(\.line) == [2, 3, 4, 6])
    #expect(imported.report.kinds[.unifiedAudit]?.unreadable == 4)
  }

  @Test func `a broken item of an array is named and the items behind it are kept`() throws {
    var items = Self.records.map(Self.pretty)
    items[1] = items[1].replacing("]\\\"{\"}]", with: "")
    let imported = try Imported("[\n" + items.joined(separator: ",\n") + "\n]")
    #expect(imported.audit == [Self.records[0], Self.records[2]])
    #expect(imported.file.unreadable.count == 1)
  }

  @Test(arguments: 1..<60)
  func `an array cut anywhere is never complete`(_ step: Int) throws {
    let text = "[\n" + Self.records.map(Self.pretty).joined(separator: ",\n") + "\n]"
    let imported = try Imported(bytes: Array(text.utf8.prefix(text.utf8.count * step / 60)))
    #expect(!imported.report.isComplete)
    #expect(imported.audit == Array(Self.records.prefix(imported.audit.count)))
  }

  @Test func `values that are not JSON are named with the place of the fault`() throws {
    let bad = auditData(9, "New-InboxRule", #""x":tru"#)
    let imported = try Imported(Self.records[0] + "\n" + bad + "\n" + Self.records[1])
    #expect(imported.audit == Array(Self.records[0...1]))
    #expect(imported.file.unreadable[0].line == 2)
    #expect(imported.file.unreadable[0].reason.contains("byte \(bad.utf8.count - 4)"))
  }

  @Test func `the Graph form and the AuditData form of a record are one record`() throws {
    let graph =
      #"{"id":"\#(recordID(1))","createdDateTime":"2026-08-20T10:00:00Z","auditLogRecordType":"ExchangeAdmin","#
      + #""operation":"New-InboxRule","userPrincipalName":"adele@contoso.example","auditData":{"Id":"\#(recordID(1))"}}"#
    let imported = try Imported(texts: [#"{"value":[\#(graph)]}"#, Self.records[0]])
    #expect(imported.audit == [graph])
    #expect(imported.report.files[0].formats == [.graphAuditRecord])
    #expect(imported.report.files[1].duplicates == 1)
    #expect(imported.report.kinds[.unifiedAudit]?.newest == Timestamp(iso8601: "2026-08-20T10:00:00Z"))
  }

  @Test(arguments: [
    #""2026-08-20T10:00:00.0000000""#, #""\/Date(1787220000000)\/""#, #""8/20/2026 10:00:00 AM""#,
    #"{"value":"\/Date(1787220000000)\/","DisplayHint":2,"DateTime":"Thursday, August 20, 2026 10:00:00 AM"}"#,
  ])
  func `search rows as JSON give the record inside, or the row when that is cut`(_ date: String) throws {
    func row(_ detail: String) -> String {
      let detail = detail.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return
        #"{"RecordType":"ExchangeAdmin","CreationDate@data.type":"System.DateTime","CreationDate":\#(date),"UserIds":"adele@contoso.example","#
        + #""Operations":"New-InboxRule","AuditData":"\#(detail)","Identity":"\#(recordID(1))","ResultIndex":1}"#
    }
    #expect(try Imported("[\(row(Self.records[0]))]").audit == [Self.records[0]])
    let cut = try Imported("[\(row(String(Self.records[0].prefix(90))))]")
    #expect(cut.file.cutDetails == 1)
    #expect(try Imported.value("CreationDate", of: try #require(cut.audit.first)) == "2026-08-20T10:00:00Z")
    #expect(try Imported.value("AuditData", of: try #require(cut.audit.first)) == String(Self.records[0].prefix(90)))
    #expect(try Imported.value("Identity", of: try #require(cut.audit.first)) == recordID(1))
  }

  @Test func `a record that says no time or no operation is unreadable, not undated`() throws {
    let lines = [
      Self.records[0], #"{"Id":"2","CreationTime":"soon","Operation":"x"}"#,
      #"{"Id":"3","CreationTime":"2026-08-20","Operation":""}"#,
    ]
    let imported = try Imported(lines.joined(separator: "\n"))
    #expect(imported.audit.count == 1)
    #expect(
      imported.file.unreadable.map(\.reason) == [
        "the time of the record is missing or no date", "the record names no operation",
      ])
  }

  @Test func `items of another shape among records are named, not dropped`() throws {
    let imported = try Imported(Self.records[0] + "\n" + #"{"DeviceName":"x"}"# + "\n")
    #expect(imported.audit.count == 1)
    #expect(
      imported.file.unreadable == [
        UnreadableRow(line: 2, reason: "is none of the recognised shapes; it has “DeviceName”")
      ])
  }

  @Test func `hostile texts come through as they are`() throws {
    let hostile = #"<img src=x onerror=alert(1)> =cmd|'/c calc'!A1 \u202e \u0000 \ud800 {{{x}}} '; DROP TABLE"#
    let record = auditData(1, "New-InboxRule", #""x":"\#(hostile)\#(String(repeating: "a", count: 40_000))""#)
    #expect(try Imported(record).audit == [record])
  }
}
