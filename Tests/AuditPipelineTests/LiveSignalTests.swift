import Foundation
import Testing

/// A live run that is stopped keeps the tenants that were done, and shows no half report.
struct LiveSignalTests {
  private let audit = TrialAudit()

  @Test func `SIGTERM in the middle keeps what was done, writes no report and ends with 143`() throws {
    // The third tenant answers nothing: the run cannot end before the signal.
    let simulator = try LiveSimulator(
      fleet: "4x10", scenario: ##"{"tenants": {"#3": {"faults": [{"kind": "hang", "seconds": 600}]}}}"##)
    let running = try audit.start(simulator)
    let deadline = Date(timeIntervalSinceNow: 60)
    while try stored() < 3, running.process.isRunning, Date() < deadline { usleep(50_000) }
    kill(running.process.processIdentifier, SIGTERM)
    let run = try running.finish()
    #expect(run.exit == 143, "\(run.errors.suffix(1_500))")
    #expect(try stored() == 3)
    let visible = try FileManager.default.contentsOfDirectory(atPath: audit.folder.path + "/live")
    #expect(!visible.contains { $0 == "latest" || $0.hasPrefix("20") || $0.hasPrefix(".partial") }, "\(visible)")
    try Secrets(simulator).expectNone(in: run, audit.folder)
  }

  /// How many tenants the history holds.
  private func stored() throws -> Int {
    let history = audit.folder.path + "/live/history.sqlite"
    guard FileManager.default.fileExists(atPath: history) else { return 0 }
    let run = try ProgramRun.run(
      "/usr/bin/env", ["python3", "-c", Self.count, history])
    return Int(run.output.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
  }

  private static let count = """
    import sqlite3, sys
    try:
        print(sqlite3.connect(sys.argv[1]).execute("select count(*) from tenant_run").fetchone()[0])
    except sqlite3.Error:
        print(0)
    """
}
