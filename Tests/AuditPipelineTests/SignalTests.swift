import Foundation
import Testing

/// A run that is stopped leaves what was done, and nothing half done.
struct SignalTests {
  private let folder = TemporaryFolder()

  @Test(arguments: [(SIGTERM, Int32(143)), (SIGINT, Int32(130))])
  func `a signal ends the run with its code, and no half-written report is seen`(signal: Int32, exit: Int32) throws {
    let running = try ProgramRun.start(
      ProgramRun.executable, ["demo", "--tenants", "300", "--users", "6000", "-o", folder.path + "/out"])
    running.wait { folder.exists("out/demo-evidence/1") }
    kill(running.process.processIdentifier, signal)
    let run = try running.finish()
    #expect(run.exit == exit, "\(run.errors)")
    let visible = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out")
    #expect(!visible.contains("latest"))
    #expect(!visible.contains { $0.hasPrefix("20") || $0.hasPrefix(".partial") }, "\(visible)")
  }

  @Test func `after kill -9 in the middle the next audit works, and the killed run is no report`() throws {
    let fleet = folder.path + "/fleet"
    #expect(try ProgramRun.run("demo", "--tenants", "40", "--users", "400", "-o", fleet, "-q").exit == 0)
    let evidence = fleet + "/demo-evidence/3"
    let arguments = ["audit", "--evidence", evidence, "-o", folder.path + "/out", "-q"]
    let running = try ProgramRun.start(ProgramRun.executable, arguments)
    running.wait { folder.exists("out/history.sqlite") }
    kill(running.process.processIdentifier, SIGKILL)
    #expect(try running.finish().exit == 137)
    let again = try ProgramRun.run(ProgramRun.executable, arguments)
    #expect([0, 20].contains(again.exit), "\(again.errors)")
    #expect(folder.exists("out/latest/fleet.json"))
  }
}

extension RunningProgram {
  /// Waits until something is so, or the program has ended, or a minute is over: what is expected next then fails.
  fileprivate func wait(until isSo: () -> Bool) {
    let deadline = Date(timeIntervalSinceNow: 60)
    while !isSo(), process.isRunning, Date() < deadline { usleep(5_000) }
  }
}
