import Foundation
import Testing

/// `--deadline` of the real program.
@Suite(.serialized) struct LiveDeadlineTests {
  private let audit = TrialAudit()

  private func reasons() throws -> [String: Int] {
    let tenants = try TenantReport.all(in: audit.document("live"))
    return tenants.values.reduce(into: [:]) { counts, tenant in
      counts[tenant.errors.contains { $0.contains("interrupted") } ? "interrupted" : "audited", default: 0] += 1
    }
  }

  @Test(arguments: [
    ("", ["--deadline", "02:00"]), (", deadline: \"02:00\"", []), (", deadline: \"05:30\"", ["--deadline", "02:00"]),
  ])
  func `tenants that were begun are finished, and the rest counts as interrupted`(
    configured: String, flags: [String]
  ) throws {
    let simulator = try LiveSimulator(fleet: "6x5", scenario: #"{"defaults": {"latencyMilliseconds": 300}}"#)
    // Three seconds before the deadline; one tenant after the other takes longer than that.
    let settings = "audit: {concurrency: {tenants: 1}\(configured)}"
    let run = try audit.start(simulator, clock: "2026-08-20T01:59:57Z", settings: settings, flags).finish()
    #expect(run.exit == 0, "\(run.errors.suffix(1_500))")
    #expect(run.errors.contains("no tenant is begun after 2026-08-20T02:00:00"), "\(run.errors.prefix(500))")
    let reasons = try reasons()
    let (audited, interrupted) = (reasons["audited", default: 0], reasons["interrupted", default: 0])
    #expect((1...5).contains(audited) && audited + interrupted == 6, "\(reasons)")
    let asked = try #require(simulator.observations().members["requests_by_tenant"] as? [String: Any])
    #expect(asked.count == audited)
  }

  @Test func `a deadline that is far away changes nothing`() throws {
    let simulator = try LiveSimulator(fleet: "4x10")
    // The clock of the run decides, not the machine's.
    let run = try audit.live(simulator, "--deadline", "01:59")
    try audit.expectSame(run, as: OfflineFleet.small.get())
  }
}
