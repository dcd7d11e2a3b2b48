import AuditModel
import AuditPipeline
import Foundation
import Testing

/// The same evidence always gives the same findings.
struct DeterminismTests {
  private let folder = TemporaryFolder()
  private let fixed = ["--run-id", "fixed", "--clock", "2026-08-20T03:00:00Z", "--quiet"]

  private func writeFleet() throws {
    let fleet = DemoFleet(tenants: 7, users: 90, seed: 5, now: try #require(Timestamp(iso8601: "2026-08-20T02:00:00Z")))
    try fleet.write(night: 2, into: folder.path + "/evidence")
  }

  private func fleetDocument(evidence: String, _ arguments: String..., into output: String) throws -> Data {
    let run = try ProgramRun.run(
      ProgramRun.executable,
      ["audit", "--evidence", folder.path + "/" + evidence, "-o", folder.path + "/" + output] + arguments + fixed)
    #expect([0, 20].contains(run.exit), "\(run.errors)")
    return try folder.data(output + "/latest/fleet.json")
  }

  @Test func `two audits of one archive into two empty histories give the same bytes, at any concurrency`() throws {
    try writeFleet()
    let first = try fleetDocument(evidence: "evidence", "--concurrency", "1", into: "a")
    let second = try fleetDocument(evidence: "evidence", "--concurrency", "16", into: "b")
    #expect(first == second)
    #expect(first.count > 10_000)
    #expect(try folder.data("a/latest/fleet.xlsx") == folder.data("b/latest/fleet.xlsx"))
    #expect(try folder.data("a/latest/index.html") == folder.data("b/latest/index.html"))
    #expect(try folder.data("a/latest/manifest.json") == folder.data("b/latest/manifest.json"))
  }

  @Test func `the names of the archives' folders, and so the order in which they are read, change nothing`() throws {
    try writeFleet()
    let before = try fleetDocument(evidence: "evidence", into: "a")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/evidence").sorted()
    for (index, name) in names.enumerated() {
      try FileManager.default.moveItem(
        atPath: folder.path + "/evidence/" + name, toPath: folder.path + "/evidence/z\(names.count - index)")
    }
    #expect(try fleetDocument(evidence: "evidence", into: "b") == before)
  }

  @Test func `rendering a recorded run again gives the same bytes, also after later runs`() throws {
    try writeFleet()
    let before = try fleetDocument(evidence: "evidence", into: "a")
    let later = try ProgramRun.run(
      "audit", "--evidence", folder.path + "/evidence", "-o", folder.path + "/a", "--as-of", "2026-08-21T02:00:00Z",
      "--quiet")
    #expect([0, 20].contains(later.exit), "\(later.errors)")
    let again = try ProgramRun.run(
      "report", "--run", "fixed", "--history", folder.path + "/a/history.sqlite", "-o", folder.path + "/again",
      "--quiet")
    #expect(again.exit == 0, "\(again.errors)")
    #expect(try folder.data("again/2026-08-20T0200Z/fleet.json") == before)
  }

  @Test func `a night that is judged again finds the same, although the first time has recorded what it saw`() throws {
    let now = try #require(Timestamp(iso8601: "2026-08-20T02:00:00Z"))
    let fleet = DemoFleet(tenants: 3, users: 60, seed: 5, now: now)
    func findings(night: Int, id: String) throws -> [String] {
      let run = try ProgramRun.run(
        ProgramRun.executable,
        ["audit", "--evidence", folder.path + "/\(night)", "-o", folder.path + "/out", "--clock"]
          + [
            fleet.nights[night].iso8601, "--run-id", id, "--fail-on-incomplete", "never", "--format", "json", "--quiet",
          ])
      #expect(run.exit == 0, "\(run.errors)")
      let document = try JSONSerialization.jsonObject(with: try folder.data("out/latest/fleet.json")) as? [String: Any]
      let findings = try #require(document?["findings"] as? [[String: Any]])
      return findings.map { "\($0["key"] ?? "") \($0["severity"] ?? "") \($0["message"] ?? "")" }
        .sorted()
    }
    for night in fleet.nights.indices {
      try fleet.write(night: night, into: folder.path + "/\(night)")
      let first = try findings(night: night, id: "night-\(night)")
      #expect(first.count > 10)
      let isSame = try findings(night: night, id: "night-\(night)-again") == first
      #expect(isSame)
    }
  }
}
