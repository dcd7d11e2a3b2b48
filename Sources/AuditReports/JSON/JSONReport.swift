import AuditModel

/// Writes a document as `fleet.json` or `report.json`: UTF-8, keys in fixed order, RFC 3339 UTC, one row a line.
///
/// The form is that of `JSONReport.schema`. Rows are streamed: memory does not grow with the fleet.
package enum JSONReport {
  package static let schemaName = "roundsman/report/1"
  package static let schemaVersion = "1.0"

  /// Writes the document to a new file.
  ///
  /// - Throws: `ReportFileError` when the file cannot be created or written; `SpoolError` when rows cannot be read back.
  package static func write(_ document: ReportDocument, to path: String) throws {
    let file = try ReportFile(creating: path)
    var json = JSONBytes()
    json.begin(UInt8(ascii: "{"))
    json.member("schema", schemaName)
    json.member("schema_version", schemaVersion)
    json.newLine()
    head(document, to: &json)
    try rows(document.users, named: "users", of: file, &json) { $0.put($1) }
    try rows(document.findings, named: "findings", of: file, &json) { $0.put($1) }
    try rows(document.tenants, named: "tenants", of: file, &json) { $0.put($1) }
    try rows(document.cannotJudge, named: "cannot_judge", of: file, &json) { $0.put($1) }
    try rows(ReportRows(document.causes), named: "causes", of: file, &json) { $0.put($1) }
    try rows(ReportRows(document.checks), named: "catalogue", of: file, &json) { $0.put($1) }
    try errors(of: document.tenants, file, &json)
    json.end(UInt8(ascii: "}"))
    json.bytes.append(UInt8(ascii: "\n"))
    try file.append(&json.bytes)
    try file.finish()
  }

  private static func head(_ document: ReportDocument, to json: inout JSONBytes) {
    json.member("generator") { json in
      json.member("name", "roundsman")
      json.member("version", document.header.run.programVersion)
      json.member("catalogue", document.header.run.catalogueVersion)
    }
    json.newLine()
    json.key("run")
    json.put(document.header)
    json.newLine()
    json.key("totals")
    json.put(document.totals)
    json.newLine()
  }

  private static func rows<Row: Sendable>(
    _ rows: ReportRows<Row>, named name: StaticString, of file: ReportFile, _ json: inout JSONBytes,
    _ put: (inout JSONBytes, Row) -> Void
  ) throws {
    json.key(name)
    json.begin(UInt8(ascii: "["))
    var bytes = json
    try rows.forEach { row in
      bytes.newLine()
      put(&bytes, row)
      try file.append(&bytes.bytes)
    }
    json = bytes
    json.end(UInt8(ascii: "]"))
    json.newLine()
  }

  /// Everything that was not, or not wholly, collected: one entry a tenant and kind of evidence.
  private static func errors(of tenants: ReportRows<TenantRow>, _ file: ReportFile, _ json: inout JSONBytes) throws {
    json.key("errors")
    json.begin(UInt8(ascii: "["))
    var bytes = json
    try tenants.forEach { tenant in
      for gap in tenant.gaps {
        bytes.newLine()
        bytes.put(gap, of: tenant.tenant.id)
      }
      try file.append(&bytes.bytes)
    }
    json = bytes
    json.end(UInt8(ascii: "]"))
  }
}
