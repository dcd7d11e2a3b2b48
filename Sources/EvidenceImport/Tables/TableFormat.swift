/// The tables that are imported, each known by columns that only it has.
enum TableFormat: Hashable {
  case auditSearch
  case log(LogTable)

  init?(_ columns: TableColumns) {
    func has(_ names: String...) -> Bool { names.allSatisfy(columns.contains) }
    if has("AuditData"), has("CreationDate") || has("CreationTime"), has("Operations") || has("Operation") {
      self = .auditSearch
    } else if let table = LogTable(columns) {
      self = .log(table)
    } else {
      return nil
    }
  }
}

/// The tables of Log Analytics, as CSV or as JSON objects with the columns' names.
enum LogTable: Hashable {
  case officeActivity, exchangeAdministration, signinLogs, auditLogs

  init?(_ columns: TableColumns) {
    func has(_ names: String...) -> Bool { names.allSatisfy(columns.contains) }
    if has("OfficeId", "Operation", "UserId") || has("OfficeWorkload", "Operation", "UserId") {
      self = .officeActivity
    } else if has("TargetResources", "InitiatedBy", "Id"), has("ActivityDisplayName") || has("OperationName") {
      self = .auditLogs
    } else if has("Id", "UserPrincipalName", "AppDisplayName"), has("ConditionalAccessStatus") || has("Status") {
      self = .signinLogs
    } else if has("TimeGenerated", "Operation", "Parameters", "UserId") {
      self = .exchangeAdministration
    } else {
      return nil
    }
  }

  var format: ExportFormat {
    switch self {
    case .officeActivity: .officeActivity
    case .exchangeAdministration: .exchangeAdministration
    case .signinLogs: .signinLogs
    case .auditLogs: .auditLogs
    }
  }
}
