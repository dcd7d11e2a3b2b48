import AuditHistory
import AuditModel
import AuditReports
import Foundation

/// Rows a second of the fleet's JSON and workbook, from the history that `HistoryBenchmark` left.
struct WorkbookBenchmark {
  let work: String
  let history: String

  func run() throws {
    guard FileManager.default.fileExists(atPath: history) else { return }
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
    let store = try HistoryStore(readingFrom: history)
    let run = try store.run(matching: "latest").run
    let tenants = try store.tenants(of: run.id)
    let builder = try FleetReportBuilder(run: run, checks: [], spoolFolder: work, tenantsInRun: tenants.count)
    for tenant in tenants { _ = try builder.add(try store.recordedTenant(tenant, at: run.id)) }
    let document = try builder.finish()
    var checks = 0
    try document.tenants.forEach { checks += $0.checks.count }
    let rows = document.users.count + document.findings.count + document.tenants.count + checks
    print("Fleet reports (\(rows) rows of users, findings, tenants and coverage)")
    let json = try Stopwatch.measure { try JSONReport.write(document, to: work + "/fleet.json") }
    let workbook = try Stopwatch.measure {
      try WorkbookReport(temporaryFolder: work).write(document, to: work + "/fleet.xlsx")
    }
    Figures.row("fleet.xlsx", "\(Figures.text(Double(rows) / workbook.cpu, digits: 0)) rows per CPU s")
    Figures.row("fleet.json", "\(Figures.text(Double(rows) / json.cpu, digits: 0)) rows per CPU s\n")
  }
}
