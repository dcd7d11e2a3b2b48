import Foundation
import Testing

/// The same fleet gives the same findings, whether it is asked over the network or read from disk.
@Suite(.serialized) struct LiveEqualsOfflineTests {
  private let audit = TrialAudit()

  @Test func `a live audit of a fleet says what the offline audit of the same fleet says, byte for byte`() throws {
    let simulator = try LiveSimulator(fleet: "12x15")
    let run = try audit.live(simulator)
    try audit.expectSame(run, as: OfflineFleet.whole.get())
    let observed = try simulator.observations()
    #expect(observed.isPolite, "\(observed.violations)")
    // Everything was refreshed: what that may cost.
    let requests = try #require(observed.number("requests"))
    #expect(requests <= 0.35 * 180 + 30 * 12)
    #expect(requests > 12 * 15)
  }

  @Test func `three nights in sequence show the same trends`() throws {
    for night in 1...3 {
      let clock = OfflineFleet.clocks[night - 1]
      try OfflineFleet.write(tenants: 8, users: 96, night: night, into: audit.folder.path + "/evidence-\(night)")
      let offline = try audit.offline("evidence-\(night)", clock: clock, id: "night-\(night)")
      #expect([0, 20].contains(offline.exit), "\(offline.errors)")
      let simulator = try LiveSimulator(fleet: "8x12", night: night)
      let run = try audit.live(simulator, clock: clock, id: "night-\(night)")
      try audit.expectSame(run, as: audit.document("offline"))
    }
    #expect(try audit.document("live").contains("persistent"))
  }

  @Test func `evidence that a live audit saved gives the same bytes again without a network`() throws {
    let simulator = try LiveSimulator(fleet: "12x15")
    let run = try audit.live(simulator, "--save-evidence", audit.folder.path + "/saved")
    try audit.expectSame(run, as: OfflineFleet.whole.get())
    let again = try audit.offline("saved")
    try audit.expectSame(again, "offline", as: OfflineFleet.whole.get())
  }

  @Test func `without --save-evidence nothing of a tenant's evidence stays on disk`() throws {
    let run = try audit.live(try LiveSimulator(fleet: "4x10"))
    #expect([0, 20].contains(run.exit), "\(run.errors)")
    let left = audit.folder.files().filter { $0.hasSuffix(".ndjson") || $0.contains("spool") }
    #expect(left.isEmpty, "\(left)")
  }
}
