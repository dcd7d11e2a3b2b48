import AuditModel
import AuditPipeline
import Foundation
import Testing

/// What was not measured is never shown as clean.
struct DamageTests {
  private let folder = TemporaryFolder()

  /// Four tenants, of which three are then damaged: a file cut, a hash wrong, a kind gone.
  private func writeDamagedFleet() throws -> [String] {
    let now = try #require(Timestamp(iso8601: "2026-08-20T02:00:00Z"))
    // Seed and size are such that these tenants have no planted gap of their own in the damaged kinds.
    let fleet = DemoFleet(tenants: 3, users: 45, seed: 5, now: now)
    try fleet.write(night: 2, into: folder.path + "/evidence")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/evidence").sorted()
    let users = URL(fileURLWithPath: folder.path + "/evidence/\(names[0])/users.ndjson")
    try Data(contentsOf: users).dropLast(700).write(to: users)
    let rules = URL(fileURLWithPath: folder.path + "/evidence/\(names[1])/inbox_rules.ndjson")
    var bytes = try Data(contentsOf: rules)
    let letter = try #require(bytes.firstIndex(of: UInt8(ascii: "e")))
    bytes[letter] = UInt8(ascii: "E")
    try bytes.write(to: rules)
    try FileManager.default.removeItem(atPath: folder.path + "/evidence/\(names[2])/mailboxes.ndjson")
    return names
  }

  @Test func `a cut file, a wrong hash and a missing kind are said in every format, and the rest is judged`() throws {
    _ = try writeDamagedFleet()
    let run = try ProgramRun.run(
      "audit", "--evidence", folder.path + "/evidence", "-o", folder.path + "/out", "--run-id", "damaged", "--json")
    #expect(run.exit == 20, "\(run.errors)")
    let json = try folder.text("out/latest/fleet.json")
    let page = try folder.text("out/latest/index.html")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let tenants = try #require(document["tenants"] as? [[String: Any]])
    let results = tenants.flatMap { $0["checks"] as? [[String: Any]] ?? [] }
    let damaged = results.filter { $0["reason"] as? String == "archive.damaged" }
    #expect(Set(damaged.compactMap { $0["result"] as? String }).isSubset(of: ["not_assessed", "partial"]))
    #expect(
      Set(damaged.compactMap { $0["check_id"] as? String }).isSuperset(of: [
        "mailbox-rules", "mailbox-forwarding", "new-users",
      ]))
    #expect(results.contains { $0["result"] as? String == "triggered" })
    #expect(page.contains(GapReason.archiveDamaged.title))
    let coverage = try Workbook.rows(of: folder.path + "/out/latest/fleet.xlsx", sheet: "Coverage")
    #expect(coverage.contains { $0.contains("archive.damaged") })
  }

  @Test func `a tenant whose manifest is gone is a failed tenant, never a clean or a missing one`() throws {
    let names = try writeDamagedFleet()
    try FileManager.default.removeItem(atPath: folder.path + "/evidence/\(names[2])/manifest.json")
    let run = try ProgramRun.run("audit", "--evidence", folder.path + "/evidence", "-o", folder.path + "/out", "--json")
    #expect(run.exit == 20)
    let summary = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(summary["tenants_failed"] as? Int == 1)
    #expect(summary["tenants_incomplete"] as? Int == 2)
  }
}
