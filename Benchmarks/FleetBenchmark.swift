import AuditModel
import AuditPipeline
import Foundation

/// A whole fleet through the program itself: CPU and peak memory of auditing and of writing reports, each in a process of its own.
struct FleetBenchmark {
  let work: String
  let tenants: Int
  let usersPerTenant: Int

  private var program: String {
    URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("roundsman").path
  }

  func run() throws {
    guard FileManager.default.isExecutableFile(atPath: program) else {
      print("Fleet: skipped, \(program) is not built (swift build -c release --product roundsman)\n")
      return
    }
    let small = try measure(tenants: max(1, tenants / 10))
    let whole = try measure(tenants: tenants)
    print("Peak memory, \(tenants) tenants over \(max(1, tenants / 10))")
    Figures.row("audit", "× \(Figures.text(whole.audit.peakMegabytes / small.audit.peakMegabytes, digits: 2))")
    Figures.row("report", "× \(Figures.text(whole.report.peakMegabytes / small.report.peakMegabytes, digits: 2))\n")
  }

  private func measure(tenants: Int) throws -> (audit: ChildRun, report: ChildRun) {
    let users = tenants * usersPerTenant
    let directory = work + "/\(tenants)"
    print("Fleet of \(tenants) tenants, \(users) users")
    let fleet = DemoFleet(tenants: tenants, users: users, seed: 1, now: Timestamp(seconds: 1_787_220_000))
    let generating = try Stopwatch.measure { try fleet.write(night: 2, into: directory + "/evidence") }
    Figures.row("generating the archives (not part of an audit)", "\(Figures.text(generating.cpu)) CPU s")
    let audit = ChildRun.run(
      program, ["audit", "--evidence", directory + "/evidence", "-o", directory + "/out", "--no-report", "--quiet"])
    Figures.row(
      "read, judge and record",
      "\(Figures.text(audit.cpu)) CPU s, \(Figures.text(audit.wall)) s wall, "
        + "\(Figures.text(Double(users) / audit.cpu, digits: 0)) users per CPU s, peak \(Figures.text(audit.peakMegabytes)) MB (exit \(audit.status))"
    )
    let report = ChildRun.run(program, ["report", "-o", directory + "/out", "--quiet"])
    Figures.row(
      "all reports (HTML, XLSX, JSON)",
      "\(Figures.text(report.cpu)) CPU s, \(Figures.text(report.wall)) s wall, peak \(Figures.text(report.peakMegabytes)) MB (exit \(report.status))"
    )
    let again = ChildRun.run(
      program,
      [
        "audit", "--evidence", directory + "/evidence", "-o", directory + "/out", "--no-report", "--quiet",
      ])
    Figures.row(
      "the same evening again",
      "\(Figures.text(again.cpu)) CPU s, peak \(Figures.text(again.peakMegabytes)) MB (exit \(again.status))")
    print("")
    return (audit, report)
  }
}
