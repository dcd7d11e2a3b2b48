import AuditModel

extension WorkbookSheets {
  /// One row a finding: open ones first, the most severe first.
  func findings(to spreadsheet: Spreadsheet) throws {
    var columns: [SheetColumn<FindingRow>] = [
      SheetColumn("Finding key", width: 26, .identifier) { .words($0.finding.key.rawValue) }
    ]
    if document.header.isFleet {
      columns.append(SheetColumn("Tenant", width: 24) { .foreign($0.tenantName, limit: 200) })
    }
    columns += subject + evidence + traces
    let table = SheetTable(
      sheetName: "Findings", tableName: "tblFindings", frozenColumns: document.header.isFleet ? 4 : 3, columns: columns)
    try write(table, document.findings, to: spreadsheet)
  }

  private var subject: [SheetColumn<FindingRow>] {
    [
      SheetColumn("Subject type", width: 9) { .words($0.finding.userID == nil ? "Tenant" : "User") },
      SheetColumn("Subject", width: 32) {
        $0.finding.userID == nil
          ? .foreign($0.tenantName, limit: 300) : .foreign($0.userPrincipalName ?? "", limit: 300)
      },
      SheetColumn("Check", width: 20, .identifier) { .words($0.finding.checkID.rawValue) },
      SheetColumn("Title", width: 32, .wrapped) { .foreign($0.finding.title, limit: 300) },
      SheetColumn("Family", width: 24) { .words($0.finding.family.title) },
      SheetColumn("Severity", width: 10, .text, .severity) { .words($0.finding.severity.words) },
      SheetColumn("Confidence", width: 13) { .words(CellWords.confidence($0.finding.confidence)) },
      SheetColumn("Kind", width: 8) { .words($0.finding.kind == .state ? "State" : "Event") },
      SheetColumn("Status", width: 20) { .words($0.presence.words) },
      SheetColumn("State", width: 20) { .words($0.stateWords) },
    ]
  }

  private var evidence: [SheetColumn<FindingRow>] {
    [
      SheetColumn("Message", width: 60, .wrapped) {
        .foreign(defanged($0.finding.message, ofUser: $0.userPrincipalName))
      },
      SheetColumn("Why this severity", width: 44, .wrapped) {
        .foreign(defanged($0.finding.signals.map(\.reason).joined(separator: "; "), ofUser: $0.userPrincipalName))
      },
      SheetColumn("Evidence", width: 60, .wrapped) { row in
        let details = row.finding.details.map { "\($0.name): \($0.value)" }.joined(separator: "; ")
        return .foreign(defanged(details, ofUser: row.userPrincipalName))
      },
      SheetColumn(dated("Happened"), width: 17, .moment) { .moment($0.finding.occurredAt) },
      SheetColumn("Records", width: 9, .integer) { .number($0.finding.evidence.count) },
      SheetColumn("Source", width: 24) { .foreign($0.finding.evidence.first?.source ?? "–", limit: 200) },
      SheetColumn("ATT&CK", width: 14) { .words($0.finding.attack.joined(separator: ", ")) },
    ]
  }

  private var traces: [SheetColumn<FindingRow>] {
    [
      SheetColumn(dated("First seen"), width: 17, .moment) { .moment($0.firstSeen.asOf) },
      SheetColumn("Present at first audit", width: 12) { .words($0.wasPresentAtFirstAudit ? "Yes" : "No") },
      SheetColumn(dated("Last confirmed"), width: 17, .moment) { .moment($0.lastConfirmed.asOf) },
      SheetColumn("Nights seen", width: 8, .integer) { .number($0.nightsSeen) },
    ]
  }
}
