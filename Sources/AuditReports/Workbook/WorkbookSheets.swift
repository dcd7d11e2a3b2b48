import AuditAnalysis
import AuditModel

/// The sheets of a workbook, each from the document's rows.
struct WorkbookSheets {
  let document: ReportDocument
  /// Named in the headers of date columns.
  let zoneName: String
  let titles: [CheckID: String]

  init(document: ReportDocument, zoneName: String) {
    self.document = document
    self.zoneName = zoneName
    titles = Dictionary(document.checks.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
  }

  func title(of check: CheckID) -> String { titles[check] ?? check.rawValue }
  func dated(_ header: String) -> String { "\(header) (\(zoneName))" }

  /// What somebody may have made clickable, with its addresses broken as on the pages.
  func defanged(_ text: String, ofUser name: String?) -> String {
    DefangedAddresses(of: document.header.tenant, userPrincipalName: name).shown(text)
  }

  /// Writes rows of the document as one sheet.
  func write<Row>(_ table: SheetTable<Row>, _ rows: ReportRows<Row>, to spreadsheet: Spreadsheet) throws {
    try table.write(to: spreadsheet, count: rows.count) { try rows.forEach($0) }
  }

  /// Whole days from the first sighting to the end of the window.
  func daysOpen(since first: Timestamp?) -> Int? {
    first.map { Int(max(0, document.header.run.window.to.seconds(since: $0)) / 86_400) }
  }
}
