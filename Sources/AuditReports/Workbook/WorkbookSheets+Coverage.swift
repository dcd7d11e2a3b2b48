import AuditModel

extension WorkbookSheets {
  /// One check at one tenant.
  struct CoverageLine {
    let tenant: TenantRow
    let check: CheckRow
    var coverage: CheckCoverage { check.coverage }
    var gap: CollectionGap? { check.gap }
  }

  /// One row a tenant and check: what could be seen, and what would close the gap.
  func coverage(to spreadsheet: Spreadsheet) throws {
    var columns: [SheetColumn<CoverageLine>] = []
    if document.header.isFleet {
      columns.append(SheetColumn("Tenant", width: 24) { .foreign($0.tenant.tenant.displayName, limit: 200) })
    }
    columns += outcome + remedy + extent
    let table = SheetTable(
      sheetName: "Coverage", tableName: "tblCoverage", frozenColumns: document.header.isFleet ? 2 : 1, columns: columns)
    var count = 0
    try document.tenants.forEach { count += $0.checks.count }
    try table.write(to: spreadsheet, count: count) { body in
      try document.tenants.forEach { tenant in
        for check in tenant.checks { try body(CoverageLine(tenant: tenant, check: check)) }
      }
    }
  }

  private var outcome: [SheetColumn<CoverageLine>] {
    [
      SheetColumn("Check", width: 22, .identifier) { .words($0.coverage.checkID.rawValue) },
      SheetColumn("Title", width: 32, .wrapped) { .foreign(title(of: $0.coverage.checkID), limit: 300) },
      SheetColumn("Family", width: 24) { .words($0.coverage.family.title) },
      SheetColumn("Result", width: 22, .text, .outcome) { .words($0.coverage.result.words) },
      SheetColumn("Reason code", width: 22) { .words($0.gap?.reason.rawValue ?? "–") },
      SheetColumn("Explanation", width: 50, .wrapped) { line in
        (line.gap?.message ?? line.coverage.note).map { .foreign($0) } ?? .words("–")
      },
    ]
  }

  private var remedy: [SheetColumn<CoverageLine>] {
    [
      SheetColumn("Needs", width: 26, .wrapped) { line in
        let needs = line.gap?.needs ?? []
        return needs.isEmpty ? .words("–") : .foreign(needs.joined(separator: "; "))
      },
      SheetColumn("Who can fix", width: 16) { .words($0.gap?.reason.fixableBy.words ?? "–") },
      SheetColumn("Fix", width: 44, .wrapped) { .words($0.gap?.reason.fix ?? "–") },
      SheetColumn(dated("Since"), width: 17, .moment) { .moment($0.check.since.asOf) },
      SheetColumn("Runs in a row", width: 8, .integer) { .number($0.check.runsInRow) },
    ]
  }

  private var extent: [SheetColumn<CoverageLine>] {
    [
      SheetColumn(dated("Window from"), width: 17, .moment) { .moment($0.coverage.windowFrom) },
      SheetColumn(dated("Window to"), width: 17, .moment) { .moment($0.coverage.windowTo) },
      SheetColumn("Items read", width: 10, .integer) { .number($0.coverage.itemsRead) },
      SheetColumn("Users covered", width: 10, .integer) { .number($0.coverage.usersCovered) },
      SheetColumn("Users missed", width: 10, .integer) { line in
        line.check.usersMissed.map { .number($0) } ?? .words("Unknown")
      },
      SheetColumn("Set aside", width: 10, .integer) { .number($0.coverage.setAside.total) },
      SheetColumn("Why set aside", width: 40, .wrapped) { line in
        .words(line.coverage.setAside.total == 0 ? "–" : line.coverage.setAside.sentence)
      },
      SheetColumn("Truncated", width: 12) { .words($0.check.isTruncated ? "Yes" : "No") },
      SheetColumn("HTTP / error code", width: 24) { line in
        let error = line.gap?.error
        let parts = [error?.http.map(String.init), error?.code].compactMap { $0 }
        return parts.isEmpty ? .empty : .foreign(parts.joined(separator: " "), limit: 200)
      },
      SheetColumn("Request id", width: 38, .identifier) { line in
        line.gap?.error?.requestID.map { .foreign($0, limit: 200) } ?? .empty
      },
    ]
  }
}
