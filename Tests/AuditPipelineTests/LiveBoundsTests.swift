import Foundation
import Testing

/// What a live audit costs and how hard it presses, as the simulator saw it.
@Suite(.serialized) struct LiveBoundsTests {
  private let audit = TrialAudit()

  @Test func `large tenants in rotation cost at most 0.15 requests a user, and 30 a tenant`() throws {
    let simulator = try LiveSimulator(fleet: "2x350")
    // A first audit refreshes everybody; the second night rotates.
    for id in ["first", "second"] {
      let before = try simulator.observations().number("requests") ?? 0
      let run = try audit.live(simulator, id: id, settings: "audit: {refresh: {everybody_up_to: 50, nights: 7}}")
      #expect([0, 20].contains(run.exit), "\(run.errors.suffix(1_500))")
      let requests = try #require(simulator.observations().number("requests")) - before
      #expect(requests <= (id == "first" ? 0.35 : 0.15) * 700 + 30 * 2)
      #expect(requests > 20)
    }
    // What was not refreshed is said, never shown as fresh.
    #expect(try audit.document("live").contains("not_due"))
  }

  @Test func `bounds of requests, tenants and mailboxes are never exceeded`() throws {
    let simulator = try LiveSimulator(fleet: "12x10", scenario: #"{"defaults": {"latencyMilliseconds": 15}}"#)
    let run = try audit.live(
      simulator,
      settings: "audit: {concurrency: {requests: 10, tenants: 3, per_tenant: 4, per_mailbox: 2}}")
    #expect([0, 20].contains(run.exit), "\(run.errors.suffix(1_500))")
    let observed = try simulator.observations()
    func most(_ name: String) throws -> Double {
      try #require(observed.number("most_at_a_time", name), "\(observed.members)")
    }
    #expect(try (2...10).contains(most("requests")))
    #expect(try (2...3).contains(most("tenants")))
    #expect(try (1...4).contains(most("of_one_tenant")))
    #expect(try (1...2).contains(most("of_one_mailbox")))
    #expect(observed.isPolite, "\(observed.violations)")
  }

  @Test func `published quotas are kept, and no request comes before its time`() throws {
    let simulator = try LiveSimulator(fleet: "6x10", quotas: "published", ["--time-scale", "20"])
    let run = try audit.live(simulator)
    #expect([0, 20].contains(run.exit), "\(run.errors.suffix(1_500))")
    let observed = try simulator.observations()
    #expect(observed.isPolite, "\(observed.violations)")
  }

  @Test func `a budget that nobody knew is found out, though every refused request counts against it`() throws {
    // Methods are let through like reports, five in ten seconds, and the client begins with far more.
    let simulator = try LiveSimulator(
      fleet: "4x10", quotas: "published", scenario: #"{"quotas": {"authenticationMethods": "reports"}}"#,
      ["--time-scale", "20"])
    let run = try audit.live(simulator, limits: ["first_wait": "50ms", "longest_wait": "3s"])
    try audit.expectSame(run, as: OfflineFleet.small.get())
    #expect(try #require(simulator.observations().number("item_statuses", "429")) > 0)
  }
}
