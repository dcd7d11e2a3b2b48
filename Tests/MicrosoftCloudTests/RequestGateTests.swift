import Synchronization
import Testing

@testable import MicrosoftCloud

/// Budgets and bounds, with a clock that is moved by hand.
@Suite(.timeLimit(.minutes(1)))
struct RequestGateTests {
  /// Enters, notes who went when, and leaves (or stays until told).
  private final class Log: Sendable {
    struct Entry: Equatable {
      let tenant: String
      let seconds: Double
    }

    private let kept = Mutex<[Entry]>([])
    var entries: [Entry] { kept.withLock { $0 } }
    func note(_ tenant: String, _ moment: Moment) {
      kept.withLock { $0.append(Entry(tenant: tenant, seconds: Double(moment.nanoseconds) / 1e9)) }
    }
  }

  private let clock = ManualClock()
  private let log = Log()

  private func gate(_ limits: CloudLimits, _ bounds: RequestBounds = RequestBounds()) -> RequestGate {
    RequestGate(limits: limits, bounds: bounds, clock: clock)
  }

  private func terms(_ tenant: String, _ limits: CloudLimits, bound: Int = 8) -> TenantTerms {
    TenantTerms(tenantID: tenant, limits: limits, bound: bound)
  }

  /// A request that is answered the moment it goes.
  private func pass(_ gate: RequestGate, _ terms: TenantTerms, _ limit: ServiceLimit) async throws {
    let ticket = try await gate.enter(Charge(terms: terms, limit: limit))
    log.note(terms.tenantID, clock.now())
    gate.leave(ticket, .answered)
  }

  /// Lets all tasks come as far as they can without the clock.
  private func settle(_ gate: RequestGate, waiting: Int, inFlight: Int = 0) async {
    while gate.census.waiting != waiting || gate.census.inFlight != inFlight, !Task.isCancelled { await Task.yield() }
  }

  @Test func `no window of ten seconds sees more than five reports, and no second is lost`() async throws {
    var limits = CloudLimits()
    limits.reportsPerApplication = Rate(1_000, per: .seconds(10))
    let gate = gate(limits)
    let terms = terms("a", limits, bound: 100)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<23 { group.addTask { try await pass(gate, terms, .reports) } }
      var left = 18
      await settle(gate, waiting: left)
      while left > 0 {
        clock.advance(bySeconds: 10.02)
        left = max(0, left - 5)
        await settle(gate, waiting: left)
      }
      try await group.waitForAll()
    }
    let times = log.entries.map(\.seconds).sorted()
    #expect(times.count == 23)
    for index in 5..<times.count { #expect(times[index] - times[index - 5] > 10) }
    #expect(times[22] < 40.1)
  }

  @Test func `a request under way counts from its answer on, for it may have arrived late`() async throws {
    var limits = CloudLimits()
    limits.identityProtectionPerTenant = Rate(1, per: .seconds(100))
    let gate = gate(limits)
    let terms = terms("a", limits)
    let ticket = try await gate.enter(Charge(terms: terms, limit: .identityProtection))
    clock.advance(bySeconds: 4)
    gate.leave(ticket, .answered)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await pass(gate, terms, .identityProtection) }
      await settle(gate, waiting: 1)
      clock.advance(bySeconds: 99.9)
      #expect(gate.census.waiting == 1)
      clock.advance(bySeconds: 0.3)
      try await group.waitForAll()
    }
    #expect(log.entries.map(\.tenant) == ["a"])
  }

  @Test func `one giant at the budget of all does not starve nineteen small ones`() async throws {
    var limits = CloudLimits()
    limits.reportsPerTenant = Rate(1_000, per: .seconds(10))
    limits.reportsPerApplication = Rate(20, per: .seconds(10))
    let gate = gate(limits, RequestBounds(requests: 1_000))
    await withThrowingTaskGroup(of: Void.self) { group in
      let giant = terms("giant", limits, bound: 1_000)
      for _ in 0..<200 { group.addTask { try await pass(gate, giant, .reports) } }
      await settle(gate, waiting: 180)
      for index in 0..<19 {
        let small = terms("small-\(index)", limits)
        group.addTask { try await pass(gate, small, .reports) }
      }
      await settle(gate, waiting: 199)
      clock.advance(bySeconds: 10.02)
      await settle(gate, waiting: 179)
      while log.entries.count < 40 { await Task.yield() }
      let second = log.entries.filter { $0.seconds > 1 }.map(\.tenant)
      #expect(second.count == 20)
      #expect(Set(second).count == 20)
      group.cancelAll()
      try? await group.waitForAll()
    }
    #expect(gate.census.waiting == 0)
  }

  @Test func `at the bound in all tenants take turns, however many requests one has waiting`() async throws {
    let limits = CloudLimits()
    let gate = gate(limits, RequestBounds(requests: 1, perTenant: 100))
    let giant = terms("giant", limits, bound: 100)
    // One slot: whoever has it notes it before anybody else can go, so that the notes are in the order of the turns.
    let held = try await gate.enter(Charge(terms: giant, limit: .directory(units: 1)))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<50 { group.addTask { try await pass(gate, giant, .directory(units: 1)) } }
      await settle(gate, waiting: 50, inFlight: 1)
      for index in 0..<5 {
        let small = terms("small-\(index)", limits)
        group.addTask { try await pass(gate, small, .directory(units: 1)) }
        await settle(gate, waiting: 51 + index, inFlight: 1)
      }
      gate.leave(held, .answered)
      try await group.waitForAll()
    }
    let places = log.entries.indices.filter { log.entries[$0].tenant != "giant" }
    #expect(places.count == 5)
    // Each of the five has had its turn before the giant has had ten.
    #expect((places.last ?? 99) < 15)
  }

  @Test func `who waits for a budget holds no slot`() async throws {
    let limits = CloudLimits()
    let gate = gate(limits, RequestBounds(requests: 1, perTenant: 1))
    let throttled = terms("throttled", limits, bound: 1)
    for _ in 0..<5 { try await pass(gate, throttled, .reports) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<10 { group.addTask { try await pass(gate, throttled, .reports) } }
      await settle(gate, waiting: 10)
      #expect(gate.census.inFlight == 0)
      try await pass(gate, throttled, .directory(units: 1))
      try await pass(gate, terms("other", limits), .reports)
      group.cancelAll()
      try? await group.waitForAll()
    }
    #expect(log.entries.count == 7)
    #expect(gate.census.waiting == 0)
  }

  @Test func `bounds in all, per tenant and per mailbox are never exceeded`() async throws {
    let limits = CloudLimits()
    let gate = gate(limits, RequestBounds(requests: 10, perTenant: 4, perMailbox: 2))
    let count = HighWater()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<600 {
        let tenant = "tenant-\(index % 6)"
        let terms = terms(tenant, limits, bound: 4)
        let mailbox = "\(tenant)/\(index % 12)"
        group.addTask {
          let charge = Charge(terms: terms, limit: .outlook, mailbox: mailbox)
          let ticket = try await gate.enter(charge)
          count.change(["all", "tenant \(tenant)", "mailbox \(mailbox)"], by: 1)
          for _ in 0..<(index % 7) { await Task.yield() }
          count.change(["all", "tenant \(tenant)", "mailbox \(mailbox)"], by: -1)
          gate.leave(ticket, .answered)
        }
      }
      try await group.waitForAll()
    }
    let most = count.most
    #expect(most["all"] == 10)
    for (key, value) in most where key.hasPrefix("tenant") { #expect(value <= 4) }
    for (key, value) in most where key.hasPrefix("mailbox") { #expect(value <= 2) }
    #expect(gate.census.inFlight == 0)
    #expect(gate.census.waiting == 0)
  }

  @Test func `a pause stops what it names and nothing else`() async throws {
    let limits = CloudLimits()
    let gate = gate(limits)
    let first = terms("first", limits)
    let second = terms("second", limits)
    gate.pause(.tenant, of: Charge(terms: first, limit: .reports), for: .seconds(30))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await pass(gate, first, .reports) }
      await settle(gate, waiting: 1)
      try await pass(gate, first, .directory(units: 1))
      try await pass(gate, second, .reports)
      gate.pause(.application, of: Charge(terms: second, limit: .reports), for: .seconds(60))
      group.addTask { try await pass(gate, second, .reports) }
      await settle(gate, waiting: 2)
      try await pass(gate, second, .directory(units: 1))
      clock.advance(bySeconds: 59.9)
      #expect(log.entries.count == 3)
      clock.advance(bySeconds: 0.1)
      try await group.waitForAll()
    }
    #expect(log.entries.suffix(2).allSatisfy { $0.seconds == 60 })
  }

  @Test func `a shorter pause does not end a longer one`() async throws {
    let limits = CloudLimits()
    let gate = gate(limits)
    let terms = terms("a", limits)
    gate.pause(.tenant, of: Charge(terms: terms, limit: .reports), for: .seconds(30))
    gate.pause(.tenant, of: Charge(terms: terms, limit: .reports), for: .seconds(5))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await pass(gate, terms, .reports) }
      await settle(gate, waiting: 1)
      clock.advance(bySeconds: 29)
      #expect(gate.census.waiting == 1)
      clock.advance(bySeconds: 1)
      try await group.waitForAll()
    }
    #expect(log.entries.map(\.seconds) == [30])
  }

  @Test func `reading sign-in activity counts as a report too`() async throws {
    let limits = CloudLimits()
    let gate = gate(limits)
    let terms = terms("a", limits)
    for _ in 0..<3 { try await pass(gate, terms, .signInActivity) }
    for _ in 0..<2 { try await pass(gate, terms, .reports) }
    await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await pass(gate, terms, .reports) }
      await settle(gate, waiting: 1)
      group.cancelAll()
      try? await group.waitForAll()
    }
    #expect(log.entries.count == 5)
  }

  @Test func `message traces count as requests to Exchange in flight`() async throws {
    let limits = CloudLimits()
    let gate = gate(limits)
    let terms = terms("a", limits)
    var tickets: [RequestGate.Ticket] = []
    for _ in 0..<4 { tickets.append(try await gate.enter(Charge(terms: terms, limit: .messageTrace))) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await pass(gate, terms, .exchange) }
      await settle(gate, waiting: 1, inFlight: 4)
      gate.leave(tickets[0], .answered)
      try await group.waitForAll()
    }
    #expect(log.entries.count == 1)
  }

  @Test func `one tenant's nearly spent budget slows that tenant only`() async throws {
    var limits = CloudLimits()
    limits.reportsPerApplication = Rate(4, per: .seconds(10))
    let gate = gate(limits)
    let ticket = try await gate.enter(Charge(terms: terms("a", limits), limit: .reports))
    gate.leave(ticket, Reception(spent: 1.3))
    #expect(gate.largestBatch(.reports, of: terms("a", limits), most: 20) == 2)
    #expect(gate.largestBatch(.reports, of: terms("b", limits), most: 20) == 4)
  }

  @Test func `a batch larger than the whole budget goes alone instead of never`() async throws {
    var limits = CloudLimits()
    limits.directoryUnitsPerTenantSmall = Rate(5, per: .seconds(10))
    let gate = gate(limits)
    let terms = terms("a", limits)
    let batch = [(units: Int, mailbox: String?)](repeating: (units: 1, mailbox: nil), count: 20)
    let ticket = try await gate.enter(Charge(terms: terms, limit: .directory, batch: batch))
    gate.leave(ticket, .answered)
    #expect(gate.largestBatch(.directory, of: terms, most: 20) == 5)
  }

  @Test func `tenants at rest are forgotten`() async throws {
    let limits = CloudLimits()
    let gate = gate(limits)
    for index in 0..<3_000 {
      try await pass(gate, terms("tenant-\(index)", limits), .directory(units: 1))
      clock.advance(bySeconds: 0.1)
    }
    #expect(gate.census.tenants < 1_300)
  }
}
