import AuditModel
import AuditPipeline
import Foundation
import Testing

/// What was seen before and is not seen tonight is said, in every way in which it can get lost.
struct BlindSpotTests {
  private let folder = TemporaryFolder()

  private func writeNight(_ night: Int, into name: String) throws {
    let now = try #require(Timestamp(iso8601: "2026-08-20T02:00:00Z"))
    try DemoFleet(tenants: 3, users: 45, seed: 5, now: now).write(night: night, into: folder.path + "/" + name)
  }

  private func audit(_ evidence: String, _ arguments: String...) throws -> (ProgramRun, [String: Any]) {
    let run = try ProgramRun.run(
      ProgramRun.executable,
      ["audit", "--evidence", folder.path + "/" + evidence, "-o", folder.path + "/out", "--json"] + arguments)
    let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    return (run, try #require(document, "\(run.errors)"))
  }

  @Test func `a tenant whose archive is gone tonight is a failed tenant, and its findings are not re-checked`() throws {
    try writeNight(1, into: "one")
    try writeNight(2, into: "two")
    _ = try audit("one")
    let lost = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/two").sorted().first)
    try FileManager.default.removeItem(atPath: folder.path + "/two/" + lost)
    let (run, summary) = try audit("two")
    #expect(run.exit == 20)
    #expect(summary["tenants_failed"] as? Int == 1)
    #expect(run.errors.contains("--departed"))
    #expect(try folder.text("out/latest/fleet.json").contains("archive.not_collected"))
  }

  @Test func `a tenant that has left is named once, and is then no blind spot`() throws {
    try writeNight(1, into: "one")
    try writeNight(2, into: "two")
    _ = try audit("one")
    let lost = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/two").sorted().first)
    let manifest = try folder.text("two/\(lost)/manifest.json")
    let domain = try #require(manifest.split(separator: "\"").first { $0.hasSuffix(".example") })
    try FileManager.default.removeItem(atPath: folder.path + "/two/" + lost)
    let (_, summary) = try audit("two", "--departed", String(domain))
    #expect(summary["tenants_failed"] as? Int == 0)
    #expect((summary["tenants_complete"] as? Int ?? 0) + (summary["tenants_incomplete"] as? Int ?? 0) == 2)
  }

  @Test func `an audit in the folder of a demo does not miss the demo's tenants`() throws {
    #expect(
      try ProgramRun.run("demo", "--tenants", "2", "--users", "9", "--seed", "77", "-o", folder.path + "/out", "-q")
        .exit == 0)
    try writeNight(2, into: "two")
    let (_, summary) = try audit("two")
    #expect(summary["tenants_failed"] as? Int == 0)
  }

  @Test func `an archive that claims to be from the future does not move the window of the others`() throws {
    try writeNight(2, into: "two")
    let first = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/two").sorted().first)
    let manifest = try folder.text("two/\(first)/manifest.json")
    try folder.write(
      manifest.replacingOccurrences(of: "\"2026-08-20T", with: "\"2027-08-20T"), to: "two/\(first)/manifest.json")
    let (_, summary) = try audit("two", "--clock", "2026-08-20T03:00:00Z")
    #expect(summary["window_to"] as? String == "2026-08-20T02:00:00Z")
  }

  @Test func `evidence that is older than the window is partly collected, never clear`() throws {
    try writeNight(2, into: "two")
    let (run, _) = try audit("two", "--as-of", "2026-09-20", "--clock", "2026-09-21T00:00:00Z")
    #expect(run.exit == 20)
    let fleet = try folder.text("out/latest/fleet.json")
    #expect(fleet.contains("window.too_short"))
    #expect(!fleet.contains("\"result\":\"clear\""))
  }

  @Test func `a moment that is yet to come is refused, and nothing is recorded`() throws {
    try writeNight(2, into: "two")
    let run = try ProgramRun.run(
      ProgramRun.executable,
      ["audit", "--evidence", folder.path + "/two", "-o", folder.path + "/out", "--as-of", "2062-08-20"]
        + ["--clock", "2026-08-20T03:00:00Z"])
    #expect(run.exit == 64)
    #expect(run.errors.contains("--as-of 2062-08-20T00:00:00Z is in the future"), "\(run.errors)")
    #expect(run.errors.contains("now: 2026-08-20T03:00:00Z") && run.errors.contains("help:"))
    #expect(!folder.exists("out/history.sqlite"))
  }

  @Test func `a report of one tenant says so and does not become the latest`() throws {
    try writeNight(2, into: "two")
    _ = try audit("two")
    let latest = try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/out/latest")
    let fleet = try JSONSerialization.jsonObject(with: folder.data("out/latest/fleet.json")) as? [String: Any]
    let tenant = try #require((fleet?["tenants"] as? [[String: Any]])?.first?["tenant_id"] as? String)
    let run = try ProgramRun.run("report", "-o", folder.path + "/out", "-t", tenant, "--json")
    #expect(run.exit == 0, "\(run.errors)")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/out/latest") == latest)
    let summary = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let reports = try #require(summary["reports"] as? String)
    let document = try String(contentsOfFile: reports + "/fleet.json", encoding: .utf8)
    #expect(document.contains("\"tenants_in_run\":3"))
  }

  @Test func `a run of some tenants does not become the latest where there was one of all`() throws {
    try writeNight(2, into: "two")
    let tenant = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/two").sorted().first)
    func latest() throws -> String {
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/out/latest")
    }
    let (alone, first) = try audit("two", "-t", tenant)
    #expect([0, 20].contains(alone.exit))
    #expect(try (first["reports"] as? String)?.hasSuffix(latest()) == true)
    let (_, whole) = try audit("two")
    #expect(try (whole["reports"] as? String)?.hasSuffix("/" + latest()) == true)
    let night = try latest()
    let (_, again) = try audit("two", "-t", tenant)
    #expect((again["reports"] as? String)?.hasSuffix("/" + night) == false)
    #expect(try latest() == night)
    // What was written for the one tenant can still be told from what the command ends with.
    let report = try ProgramRun.run("report", "-o", folder.path + "/out", "--json")
    let summary = try #require(try JSONSerialization.jsonObject(with: Data(report.output.utf8)) as? [String: Any])
    #expect(report.exit == 0 && summary["exit_code"] as? Int == 0)
    #expect(summary["run_exit_code"] as? Int == again["exit_code"] as? Int)
    #expect(try latest() == night)
  }

  @Test func `a broken template is said before anything is recorded`() throws {
    try writeNight(2, into: "two")
    try folder.write("{{#never}}", to: "templates/html/fleet.mustache")
    let (run, _) = try audit("two", "--templates", folder.path + "/templates")
    #expect(run.exit == 78)
    #expect(!folder.exists("out/history.sqlite"))
  }

  @Test func `what a killed process left half-written is gone after the next audit`() throws {
    try writeNight(2, into: "two")
    try folder.write("half", to: "out/.partial-999999999-x/t/y")
    _ = try audit("two")
    #expect(!folder.exists("out/.partial-999999999-x"))
  }
}
