import AuditModel
package import Foundation

/// Writes a document as `fleet.xlsx` or a tenant's `report.xlsx`. The same document gives the same bytes.
package struct WorkbookReport {
  private let temporaryFolder: String
  private let zone: TimeZone?

  /// - Parameters:
  ///   - temporaryFolder: an existing folder for the spreadsheet library's temporary files.
  ///   - zone: the zone of dates in cells; UTC when nil. Headers name it.
  package init(temporaryFolder: String, zone: TimeZone? = nil) {
    self.temporaryFolder = temporaryFolder
    self.zone = zone
  }

  /// Writes the workbook to a new file.
  ///
  /// A fleet's rows are streamed and its memory stays flat; a tenant's sheets are real tables.
  ///
  /// - Throws: `ReportFileError` when the file exists or cannot be made; `SpreadsheetError` when it cannot be written whole;
  ///   `SpoolError` when rows cannot be read back.
  package func write(_ document: ReportDocument, to path: String) throws {
    let isFleet = document.header.isFleet
    let spreadsheet = try Spreadsheet(
      path: path, temporaryFolder: temporaryFolder, isStreaming: isFleet, zoneOffset: zoneOffset)
    try setProperties(of: spreadsheet, document)
    let sheets = WorkbookSheets(document: document, zoneName: zoneName)
    try sheets.summary(to: spreadsheet)
    try sheets.users(to: spreadsheet)
    if isFleet { try sheets.tenants(to: spreadsheet) }
    try sheets.findings(to: spreadsheet)
    try sheets.coverage(to: spreadsheet)
    try sheets.checks(to: spreadsheet)
    try sheets.about(to: spreadsheet)
    try spreadsheet.close()
  }

  private var zoneName: String { zone?.identifier ?? "UTC" }

  private var zoneOffset: (Timestamp) -> Int {
    guard let zone else { return { _ in 0 } }
    return { zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0.seconds))) }
  }

  private func setProperties(of spreadsheet: Spreadsheet, _ document: ReportDocument) throws {
    let run = document.header.run
    var custom = [("run_id", VisibleText.shown(run.id.rawValue)), ("schema", JSONReport.schemaName)]
    var subject = "Fleet"
    if case .tenant(let tenant) = document.header.scope {
      custom.append(("tenant_id", VisibleText.shown(tenant.id.rawValue)))
      subject = VisibleText.shown(tenant.displayName, limit: 200)
    }
    let created = run.finishedAt ?? run.startedAt
    custom.append(("generated_at", created.iso8601))
    try spreadsheet.setProperties(
      title: "Roundsman audit report, \(run.window.to.date)", subject: subject,
      comments: "Run \(VisibleText.shown(run.id.rawValue))", created: created, custom: custom)
  }
}
