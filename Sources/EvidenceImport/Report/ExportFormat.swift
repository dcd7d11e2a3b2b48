/// A format of exports that analysts have, recognised by what is in the file.
package enum ExportFormat: String, CaseIterable, Sendable {
  case auditSearchTable = "Purview or Search-UnifiedAuditLog CSV"
  case auditSearchRow = "Search-UnifiedAuditLog JSON"
  case auditRecord = "unified audit records"
  case graphAuditRecord = "Graph audit log records"
  case officeActivity = "Log Analytics OfficeActivity"
  case exchangeAdministration = "Log Analytics Exchange administration"
  case signinLogs = "Log Analytics SigninLogs"
  case auditLogs = "Log Analytics AuditLogs"
  case graphObjects = "Microsoft Graph objects"
  case exchangeObjects = "Exchange objects"

  /// For the reason of a file that is none of them.
  static let recognised =
    "recognised are: Purview and Search-UnifiedAuditLog CSV, audit records as JSON, "
    + "Log Analytics OfficeActivity, SigninLogs and AuditLogs, "
    + "and saved Microsoft Graph or Exchange pages"
}
