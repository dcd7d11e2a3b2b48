import AuditAnalysis
import AuditModel

extension WorkbookSheets {
  /// One row a listed user, whom to look at first on top.
  func users(to spreadsheet: Spreadsheet) throws {
    var columns: [SheetColumn<UserRow>] = [
      SheetColumn("Rank", width: 6, .integer) { .number($0.rank) },
      SheetColumn("Severity", width: 15, .text, .severity) { .words(CellWords.severity(of: $0)) },
      SheetColumn("State", width: 14) { .words($0.stateWords) },
    ]
    if document.header.isFleet {
      columns.append(SheetColumn("Tenant", width: 26) { .foreign($0.tenantName, limit: 200) })
    }
    columns += person + weight + history
    let table = SheetTable(
      sheetName: "Users", tableName: "tblUsers", frozenColumns: document.header.isFleet ? 5 : 4, columns: columns)
    try write(table, document.users, to: spreadsheet)
  }

  private var person: [SheetColumn<UserRow>] {
    [
      SheetColumn("User", width: 26) { $0.user.displayName.map { .foreign($0, limit: 200) } ?? .words("Unknown") },
      SheetColumn("UPN", width: 34) { .foreign($0.user.userPrincipalName, limit: 300) },
      SheetColumn("Privileged", width: 13) {
        .words(CellWords.answer($0.user.isPrivileged, yes: "Yes", no: "No"))
      },
      SheetColumn("Account", width: 11) {
        .words(CellWords.answer($0.user.isEnabled, yes: "Enabled", no: "Disabled"))
      },
    ]
  }

  private var weight: [SheetColumn<UserRow>] {
    [
      SheetColumn("Indicators", width: 13, .integer, .bars) { .number($0.standing.indicatorCount) },
      SheetColumn("Families", width: 11, .integer) { .number($0.standing.families.count) },
      SheetColumn("Critical", width: 10, .integerOrDash) { .number($0.standing.findings.critical) },
      SheetColumn("High", width: 8, .integerOrDash) { .number($0.standing.findings.high) },
      SheetColumn("Medium", width: 9, .integerOrDash) { .number($0.standing.findings.medium) },
      SheetColumn("Low", width: 8, .integerOrDash) { .number($0.standing.findings.low) },
      SheetColumn("Score", width: 9, .decimal) { .decimal($0.standing.score.value) },
      SheetColumn("Strongest evidence", width: 48, .wrapped) { row in
        row.strongestEvidence.map { .foreign(defanged($0, ofUser: row.user.userPrincipalName), limit: 250) }
          ?? .words("–")
      },
    ]
  }

  private var history: [SheetColumn<UserRow>] {
    [
      SheetColumn(dated("First seen"), width: 17, .moment) { .moment($0.standing.firstSeen) },
      SheetColumn(dated("Last seen"), width: 17, .moment) { .moment($0.standing.lastSeen) },
      SheetColumn("Days open", width: 9, .integer) { row in
        row.standing.severity == nil ? .empty : .number(daysOpen(since: row.standing.firstSeen))
      },
      SheetColumn("Trend 14 nights", width: 17) { .words(CellWords.sparkline($0.standing.trend)) },
      SheetColumn("Δ 7 days", width: 9, .signed, .arrows) { .number($0.standing.weekDelta) },
      SheetColumn("Not checked", width: 30, .wrapped, .unlessDash) {
        .words(CellWords.families($0.standing.uncheckedFamilies))
      },
      SheetColumn("Case key", width: 26, .identifier, isHidden: true) { .words($0.caseKey.rawValue) },
    ]
  }
}
