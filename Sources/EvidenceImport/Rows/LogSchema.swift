/// How the columns of one Log Analytics table become the members of the API's own object.
struct LogSchema {
  enum Form: Hashable {
    /// A text; `TRUE` becomes `True`, as the audit log writes it.
    case text
    /// JSON written into a cell; what is no JSON stays a text.
    case json
    case bool
    case integer
    /// A name for which the API has a number; unknown names stay texts.
    case number([String: Int])
  }

  struct Field: Hashable {
    let name: String
    let form: Form
    init(_ name: String, _ form: Form = .text) {
      self.name = name
      self.form = form
    }
  }

  /// The member that holds the record's id, and the columns it comes from, the best first.
  let id: (name: String, columns: [String])
  /// The member that holds the moment, and the columns it comes from, the best first.
  let moment: (name: String, columns: [String])
  /// Columns whose member has another name or form than `unnamed` would give.
  let fields: [String: Field]
  /// Columns that belong to the log and not to the record.
  let dropped: Set<String>
  /// The member of a column that is not listed; nil leaves it out.
  let unnamed: @Sendable (String) -> Field?

  /// The columns that Log Analytics adds to every table.
  static let ownColumns: Set<String> = [
    "TenantId", "SourceSystem", "Type", "_ResourceId", "_SubscriptionId", "_ItemId", "_TimeReceived", "$table", "MG",
    "ManagementGroupName", "TimeGenerated", "_IsBillable", "_BilledSize",
  ]
}

extension LogTable {
  var schema: LogSchema {
    switch self {
    case .officeActivity: .officeActivity
    case .exchangeAdministration: .exchangeAdministration
    case .signinLogs: .signinLogs
    case .auditLogs: .auditLogs
    }
  }
}
