import AuditAnalysis
import AuditModel
import Foundation
import Testing

@testable import AuditReports

/// Workbooks, read back by another library.
struct WorkbookReportTests {
  /// Sheets by name: rows of cell texts, the header first.
  private func sheets(of document: ReportDocument) throws -> [String: [[String]]] {
    try Fixtures.inFolder { folder in
      let path = folder + "/report.xlsx"
      try WorkbookReport(temporaryFolder: folder).write(document, to: path)
      let program = """
        import json, re, sys, openpyxl
        # openpyxl leaves the standard's escape of a literal _xHHHH_ as it is written.
        unescape = lambda text: re.sub("_x005F_(?=x[0-9A-F]{4}_)", "_", text)
        book = openpyxl.load_workbook(sys.argv[1])
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type != "f", f"formula in {sheet.title} {cell.coordinate}"
        json.dump({s.title: [["" if c is None else unescape(str(c)) for c in row] for row in s.iter_rows(values_only=True)]
            for s in book}, sys.stdout)
        """
      let text = try Python.output(of: program, [path])
      return try JSONDecoder().decode([String: [[String]]].self, from: Data(text.utf8))
    }
  }

  private func column(_ name: String, of sheet: [[String]]?) throws -> [String] {
    let sheet = try #require(sheet)
    let index = try #require(sheet.first?.firstIndex(of: name))
    return sheet.dropFirst().map { $0[index] }
  }

  @Test(.enabled(if: Python.hasOpenpyxl, "python3 has no module openpyxl"))
  func `the workbooks of fleet and tenant hold every row of the document`() throws {
    let (fleet, own) = try Fixtures.documents(Fixtures.mixedFleet)
    for document in [fleet] + own {
      let sheets = try sheets(of: document)
      #expect(sheets["Users"]?.count == document.users.count + 1)
      #expect(sheets["Findings"]?.count == document.findings.count + 1)
      #expect(sheets["Coverage"]?.count == document.header.tenantCount * 6 + 1)
      #expect(sheets["Tenants"]?.count == (document.header.isFleet ? 5 : nil))
      #expect(sheets["Checks"]?.count == 7)
      #expect(sheets["Summary"] != nil && sheets["About"] != nil)
    }
  }

  @Test(.enabled(if: Python.hasOpenpyxl, "python3 has no module openpyxl"))
  func `counts of the workbook are the document's`() throws {
    let fleet = try Fixtures.documents(Fixtures.mixedFleet).fleet
    let sheets = try sheets(of: fleet)
    let indicators = try column("Indicators", of: sheets["Users"]).compactMap { Int($0) }
    #expect(indicators == (try fleet.users.all().map(\.standing.indicatorCount)))
    let statuses = try column("Status", of: sheets["Findings"])
    #expect(statuses.count(where: { $0.hasPrefix("Open") }) == fleet.totals.findings.total)
    let results = try column("Result", of: sheets["Coverage"])
    #expect(results.count(where: { $0 == "could not be checked" }) == fleet.totals.coverage.notAssessed)
    #expect(results.count(where: { $0 == "partly checked" }) == fleet.totals.coverage.partial)
    #expect(try column("Status", of: sheets["Tenants"]) == ["Action", "Clear", "Findings", "Failed"])
    #expect(try column("New (last run)", of: sheets["Tenants"]) == ["1", "", "", ""])
  }

  @Test(.enabled(if: Python.hasOpenpyxl, "python3 has no module openpyxl"))
  func `what was not measured is never an empty or a clean cell`() throws {
    let sheets = try sheets(of: Fixtures.documents([Fixtures.gapTenant]).own[0])
    #expect(try column("Severity", of: sheets["Users"]).contains("Cannot be judged"))
    #expect(try column("Not checked", of: sheets["Users"]).allSatisfy { $0 != "–" })
    #expect(try column("State", of: sheets["Users"]) == ["Present at first audit", "–"])
  }

  @Test(.enabled(if: Python.hasOpenpyxl, "python3 has no module openpyxl"))
  func `the coverage sheet says in words why things were set aside`() throws {
    let coverage = [
      Fixtures.coverage(Fixtures.checks[0], setAside: SetAside([.partner: 2, .microsoftService: 1])),
      Fixtures.coverage(Fixtures.checks[1]),
    ]
    let (fleet, own) = try Fixtures.documents([Fixtures.tenant(2, users: [Fixtures.user(4)], coverage: coverage)])
    for document in [fleet, own[0]] {
      let sheet = try sheets(of: document)["Coverage"]
      #expect(try column("Set aside", of: sheet) == ["3", "0"])
      #expect(
        try column("Why set aside", of: sheet) == [
          "3 things recognised and not counted: 1 by Microsoft’s services, 2 by the provider.", "–",
        ])
    }
  }

  @Test(.enabled(if: Python.hasOpenpyxl, "python3 has no module openpyxl"))
  func `a finding says whether the first audit showed it already`() throws {
    let sheet = try sheets(of: Fixtures.documents([Fixtures.storyOfFirstAudit]).own[0])["Findings"]
    #expect(try column("State", of: sheet) == ["Persistent", "New", "Present at first audit"])
    #expect(try column("Present at first audit", of: sheet) == ["Yes", "No", "Yes"])
  }

  @Test(.enabled(if: Python.hasOpenpyxl, "python3 has no module openpyxl"))
  func `hostile text is inert, visible and whole`() throws {
    let (fleet, own) = try Fixtures.documents([Fixtures.hostileTenant])
    for document in [fleet, own[0]] {
      let users = try column("User", of: sheets(of: document)["Users"])
      #expect(Set(users) == Set(Fixtures.hostileTexts.map { VisibleText.shown($0, limit: 200) }))
    }
  }

  @Test func `the same document gives the same bytes`() throws {
    try Fixtures.inFolder { folder in
      let (fleet, own) = try Fixtures.documents(Fixtures.mixedFleet)
      for (index, document) in [fleet, own[0]].enumerated() {
        let paths = ["a", "b"].map { "\(folder)/\($0)\(index).xlsx" }
        for path in paths { try WorkbookReport(temporaryFolder: folder).write(document, to: path) }
        let bytes = try paths.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
        #expect(bytes[0] == bytes[1])
        #expect(bytes[0].count > 5_000)
      }
    }
  }

  @Test(.enabled(if: Python.hasOpenpyxl, "python3 has no module openpyxl"))
  func `dates are dates in the zone that the header names`() throws {
    try Fixtures.inFolder { folder in
      let path = folder + "/fleet.xlsx"
      let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
      try WorkbookReport(temporaryFolder: folder, zone: zone)
        .write(Fixtures.documents(Fixtures.mixedFleet).fleet, to: path)
      let program = """
        import sys, openpyxl
        sheet = openpyxl.load_workbook(sys.argv[1])["Users"]
        names = [c.value for c in sheet[1]]
        cell = sheet.cell(row=2, column=names.index("Last seen (Europe/Berlin)") + 1)
        print(cell.is_date, cell.value, sheet.freeze_panes, sheet.auto_filter.ref is not None)
        """
      #expect(try Python.output(of: program, [path]) == "True 2026-09-24 04:00:00 F2 True\n")
    }
  }

  @Test(.enabled(if: Python.hasOpenpyxl, "python3 has no module openpyxl"))
  func `a sheet that is full says what it left out`() throws {
    try Fixtures.inFolder { folder in
      let path = folder + "/full.xlsx"
      let spreadsheet = try Spreadsheet(
        path: path, temporaryFolder: folder, isStreaming: true, zoneOffset: { _ in 0 })
      let table = SheetTable<Int>(
        sheetName: "Numbers", tableName: "t", frozenColumns: 0,
        columns: [SheetColumn("N", width: 9, .integer) { .number($0) }])
      try table.write(to: spreadsheet, rowLimit: 4, count: 10) { body in try (1...10).forEach(body) }
      try spreadsheet.close()
      let program = """
        import sys, openpyxl
        print([c.value for c in openpyxl.load_workbook(sys.argv[1])["Numbers"]["A"]])
        """
      let rest = "… and 7 more rows, for which a sheet has no room; all are in the JSON report."
      #expect(try Python.output(of: program, [path]) == "['N', 1, 2, 3, '\(rest)']\n")
    }
  }

  @Test(.enabled(if: Python.hasOpenpyxl, "python3 has no module openpyxl"))
  func `wrapped text has room in its row, streamed or not, and stays clear of its neighbour`() throws {
    try Fixtures.inFolder { folder in
      for isStreaming in [true, false] {
        let path = "\(folder)/rows-\(isStreaming).xlsx"
        let spreadsheet = try Spreadsheet(
          path: path, temporaryFolder: folder, isStreaming: isStreaming, zoneOffset: { _ in 0 })
        let table = SheetTable<String>(
          sheetName: "Text", tableName: "t", frozenColumns: 0,
          columns: [SheetColumn("T", width: 40, .wrapped) { .foreign($0) }])
        try table.write(to: spreadsheet, count: 2) { body in
          try body(String(repeating: "word ", count: 70))
          try body("short")
        }
        try spreadsheet.close()
        let program = """
          import sys, openpyxl
          sheet = openpyxl.load_workbook(sys.argv[1])["Text"]
          print(sheet.row_dimensions[2].height, sheet.row_dimensions[3].height, sheet["A2"].alignment.indent)
          """
        // 350 characters at about 37 a line.
        #expect(try Python.output(of: program, [path]) == "150.0 None 1.0\n")
      }
    }
  }

  @Test(.enabled(if: Python.hasOpenpyxl, "python3 has no module openpyxl"))
  func `addresses in findings are broken as they are on the pages`() throws {
    let sheets = try sheets(of: Fixtures.documents([Fixtures.actionTenant]).own[0])
    let messages = try column("Message", of: sheets["Findings"])
    #expect(messages.contains("Ada forwards mail to drop@evil[.]example since 20 Sep."))
    let evidence = try column("Strongest evidence", of: sheets["Users"])
    #expect(!(messages + evidence).contains { $0.contains("evil.example") })
  }

  @Test func `a folder that cannot be written to is an error that names the file`() throws {
    let document = try Fixtures.documents([Fixtures.clearTenant]).fleet
    #expect {
      try WorkbookReport(temporaryFolder: NSTemporaryDirectory()).write(document, to: "/nonexistent/fleet.xlsx")
    } throws: {
      String(describing: $0).contains("/nonexistent/fleet.xlsx")
    }
  }
}
