import AuditModel
import Foundation
import Testing

@testable import AuditReports

/// A report that was asked for some tenants never poses as the fleet's.
struct SelectedTenantsTests {
  private func selection() throws -> ReportDocument {
    try Fixtures.documents([Fixtures.clearTenant], tenantsInRun: 12).fleet
  }

  @Test func `the head and the verdict say how many of the run's tenants are shown`() throws {
    let document = try selection()
    #expect(document.header.isSelection)
    #expect(document.header.outcome == .complete)
    #expect(
      document.verdict
        == "Only 1 of 12 tenants of this run is shown. Clear: every check of the 1 tenant shown ran and found nothing that counts."
    )
    let whole = try Fixtures.documents([Fixtures.clearTenant])
    #expect(whole.fleet.verdict == "Clear: every check of all 1 tenant ran and found nothing that counts.")
    #expect(whole.fleet.header.selectionWords == nil)
    #expect(whole.own[0].header.selectionWords == nil)
  }

  @Test func `JSON carries both numbers, and a tenant's own report only its own`() throws {
    try Fixtures.inFolder { folder in
      let (fleet, own) = try Fixtures.documents([Fixtures.clearTenant], tenantsInRun: 12)
      var texts: [String] = []
      for (index, document) in [fleet, own[0]].enumerated() {
        try JSONReport.write(document, to: "\(folder)/\(index).json")
        texts.append(try String(contentsOfFile: "\(folder)/\(index).json", encoding: .utf8))
      }
      #expect(texts[0].contains(#""scope":{"kind":"fleet","tenants":1,"tenants_in_run":12}"#))
      #expect(texts[1].contains(#""scope":{"kind":"tenant","tenants":1,"tenants_in_run":null}"#))
    }
  }

  @Test func `the page says so in its title, its heading and above every figure`() throws {
    let page = try HTMLPages(selection()).text()
    #expect(page.contains("<title>1 of 12 tenants, 24 Sep 2026</title>"))
    #expect(page.contains("<h1>Audit of 1 of 12 tenants, "))
    let box = try #require(page.firstRange(of: "1 of 12 tenants of this run is shown</h2>"))
    let figures = try #require(page.firstRange(of: "class=\"figures\""))
    #expect(box.lowerBound < figures.lowerBound)
    #expect(!page.contains("Fleet"))
    #expect(HTMLMarkup(page).problems.isEmpty)
    #expect(try !HTMLPages(Fixtures.documents([Fixtures.clearTenant]).fleet).text().contains("of this run"))
  }

  @Test(.enabled(if: Python.hasOpenpyxl, "python3 has no module openpyxl"))
  func `the workbook's summary says so and has the page's verdict`() throws {
    try Fixtures.inFolder { folder in
      let document = try selection()
      try WorkbookReport(temporaryFolder: folder).write(document, to: folder + "/fleet.xlsx")
      let program = """
        import sys, openpyxl
        rows = openpyxl.load_workbook(sys.argv[1])["Summary"].iter_rows(values_only=True)
        figures = {row[1]: row[2] for row in rows}
        print(figures["About"]); print(figures["Verdict"])
        """
      let output = try Python.output(of: program, [folder + "/fleet.xlsx"])
      #expect(output == "1 of 12 tenants of this run\n\(document.verdict)\n")
    }
  }

  @Test func `more tenants than the run holds are refused`() throws {
    #expect(throws: ReportBuildError.moreTenants(than: 3)) {
      try Fixtures.documents(Fixtures.mixedFleet, tenantsInRun: 3)
    }
  }
}
