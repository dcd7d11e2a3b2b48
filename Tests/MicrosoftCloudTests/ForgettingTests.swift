import Synchronization
import Testing

@testable import MicrosoftCloud

/// A tenant that is done with leaves nothing behind, however busy it was.
@Suite(.timeLimit(.minutes(1)))
struct ForgettingTests {
  private static let users = GraphRequest("/users", limit: .directory(units: 1))

  private let clock = ManualClock()

  private func settle(_ gate: RequestGate, waiting: Int, inFlight: Int = 0) async {
    while gate.census.waiting != waiting || gate.census.inFlight != inFlight, !Task.isCancelled { await Task.yield() }
  }

  @Test func `nothing is kept of tenants that are forgotten, and each may be asked again`() async throws {
    let cloud = try await FakeCloud { request in
      guard request.path.hasSuffix("$batch"), let batch = try? FakeBatch(request) else {
        return .json(Page.text(["a"]))
      }
      return FakeBatch.reply(batch.items.map { $0.answer(200, Page.text([$0.owner])) })
    }
    try await cloud.run { cloud in
      let core = cloud.session.core
      for index in 0..<5 {
        let tenant = cloud.session.tenant("tenant-\(index)")
        _ = try await tenant.graph.ids(Self.users)
        _ = try await tenant.graph.outcomes(
          (0..<3).map { GraphRequest("/users/\($0)/rules", limit: .outlook, mailbox: "\($0)") })
        _ = try await tenant.exchange.ids(ExchangeCommand("Get-TransportRule"))
      }
      #expect(core.gate.census.tenants == 5)
      #expect(core.tokens.count == 10)
      for index in 0..<5 { cloud.session.forget(tenant: "tenant-\(index)") }
      #expect(core.gate.census.tenants == 0)
      #expect(core.tokens.count == 0)
      #expect(try await cloud.session.tenant("tenant-0").graph.ids(Self.users) == ["a"])
      #expect(cloud.tokenRequests.count == 11)
    }
  }

  @Test func `a failure that was kept is forgotten too`() async throws {
    let refusal = #"{"error":"unauthorized_client","error_description":"AADSTS700016: no","error_codes":[700016]}"#
    let cloud = try await FakeCloud(token: { _ in .answer(400, [:], refusal) }) { _ in .json(Page.text([])) }
    try await cloud.run { cloud in
      for asked in 1...2 {
        for _ in 0..<3 {
          let failed = try await failure { _ = try await cloud.graph.ids(Self.users) }
          #expect(failed?.reason == .consentMissing)
        }
        #expect(cloud.tokenRequests.count == asked)
        cloud.session.forget(tenant: FakeCloud.tenantID)
        #expect(cloud.session.core.tokens.count == 0)
        #expect(cloud.session.core.gate.census.tenants == 0)
      }
    }
  }

  @Test func `forgotten while its token is on the way, those who wait get it, and then it is gone`() async throws {
    let (reached, arrival) = AsyncStream.makeStream(of: Void.self)
    let (held, release) = AsyncStream.makeStream(of: Void.self)
    let cloud = try await FakeCloud(token: { request in
      arrival.yield()
      for await _ in held { break }
      return FakeCloud.grant(request, 1)
    }) { _ in .json(Page.text(["a"])) }
    try await cloud.run { cloud in
      let graph = cloud.graph
      try await withThrowingTaskGroup(of: [String].self) { group in
        for _ in 0..<4 { group.addTask { try await graph.ids(Self.users) } }
        for await _ in reached { break }
        cloud.session.forget(tenant: FakeCloud.tenantID)
        release.finish()
        for try await ids in group { #expect(ids == ["a"]) }
      }
      cloud.session.forget(tenant: FakeCloud.tenantID)
      #expect(cloud.session.core.tokens.count == 0)
      #expect(cloud.session.core.gate.census.tenants == 0)
    }
  }

  @Test func `a token that arrives after its tenant was forgotten is not kept`() async throws {
    let (reached, arrival) = AsyncStream.makeStream(of: Void.self)
    let (held, release) = AsyncStream.makeStream(of: Void.self)
    let cloud = try await FakeCloud(token: { request in
      arrival.yield()
      for await _ in held { break }
      return FakeCloud.grant(request, 1)
    }) { _ in .json(Page.text(["a"])) }
    try await cloud.run { cloud in
      let graph = cloud.graph
      async let ids = graph.ids(Self.users)
      for await _ in reached { break }
      cloud.session.forget(tenant: FakeCloud.tenantID)
      release.finish()
      let found = try await ids
      #expect(found == ["a"])
      #expect(cloud.session.core.tokens.count == 0)
    }
  }

  // MARK: Budgets

  @Test func `budgets go with the last request under way`() async throws {
    let limits = CloudLimits()
    let gate = RequestGate(limits: limits, bounds: RequestBounds(), clock: clock)
    let terms = TenantTerms(tenantID: "a", limits: limits, bound: 8)
    let first = try await gate.enter(Charge(terms: terms, limit: .outlook, mailbox: "m"))
    let second = try await gate.enter(Charge(terms: terms, limit: .exchange))
    gate.forget(tenantID: "a")
    #expect(gate.census.tenants == 1)
    gate.leave(first, .answered)
    #expect(gate.census.tenants == 1)
    gate.giveBack(second)
    #expect(gate.census.tenants == 0)
    #expect(gate.census.inFlight == 0)
  }

  @Test func `who waits when its tenant is forgotten still goes in time, and leaves nothing behind`() async throws {
    var limits = CloudLimits()
    limits.identityProtectionPerTenant = Rate(1, per: .seconds(10))
    let gate = RequestGate(limits: limits, bounds: RequestBounds(), clock: clock)
    let terms = TenantTerms(tenantID: "a", limits: limits, bound: 8)
    gate.leave(try await gate.enter(Charge(terms: terms, limit: .identityProtection)), .answered)
    let charge = Charge(terms: terms, limit: .identityProtection)
    try await withThrowingTaskGroup(of: RequestGate.Ticket.self) { group in
      group.addTask { try await gate.enter(charge) }
      await settle(gate, waiting: 1)
      gate.forget(tenantID: "a")
      #expect(gate.census.waiting == 1)
      clock.advance(bySeconds: 9)
      #expect(gate.census.waiting == 1)
      clock.advance(bySeconds: 1.1)
      for try await ticket in group { gate.leave(ticket, .answered) }
    }
    #expect(gate.census.tenants == 0)
  }

  @Test func `cancelled while it waits for what all tenants share, a forgotten tenant leaves nothing behind`()
    async throws
  {
    let limits = CloudLimits()
    let gate = RequestGate(limits: limits, bounds: RequestBounds(requests: 1), clock: clock)
    func terms(_ tenant: String) -> TenantTerms { TenantTerms(tenantID: tenant, limits: limits, bound: 8) }
    let held = try await gate.enter(Charge(terms: terms("busy"), limit: .directory(units: 1)))
    let charges = ["first", "second"].map { Charge(terms: terms($0), limit: .directory(units: 1)) }
    await withTaskGroup(of: Void.self) { group in
      for (place, charge) in charges.enumerated() {
        group.addTask { _ = try? await gate.enter(charge) }
        await settle(gate, waiting: place + 1, inFlight: 1)
      }
      group.cancelAll()
    }
    for tenant in ["first", "second"] { gate.forget(tenantID: tenant) }
    gate.leave(held, .answered)
    gate.forget(tenantID: "busy")
    #expect(gate.census.tenants == 0)
    #expect(gate.census.inFlight == 0)
    // The queue is in order afterwards.
    gate.leave(try await gate.enter(charges[0]), .answered)
  }

  @Test func `windows, pauses and what was learned are as at the beginning`() async throws {
    var limits = CloudLimits()
    limits.identityProtectionPerTenant = Rate(1, per: .seconds(100))
    let gate = RequestGate(limits: limits, bounds: RequestBounds(), clock: clock)
    let terms = TenantTerms(tenantID: "a", limits: limits, bound: 8)
    gate.learn(userCount: 400, of: terms)
    #expect(gate.largestBatch(.directory, of: terms, most: 100_000) == 5_000)
    gate.leave(try await gate.enter(Charge(terms: terms, limit: .identityProtection)), .answered)
    gate.pause(.tenant, of: Charge(terms: terms, limit: .identityProtection), for: .seconds(500))
    gate.forget(tenantID: "a")
    #expect(gate.census.tenants == 0)
    gate.leave(try await gate.enter(Charge(terms: terms, limit: .identityProtection)), .answered)
    #expect(gate.largestBatch(.directory, of: terms, most: 100_000) == 3_500)
  }

  @Test func `a tenant that turns out to be large has a larger budget at once`() async throws {
    var limits = CloudLimits()
    limits.directoryUnitsPerTenantSmall = Rate(1, per: .seconds(100))
    limits.directoryUnitsPerTenantLarge = Rate(10, per: .seconds(100))
    let gate = RequestGate(limits: limits, bounds: RequestBounds(), clock: clock)
    let terms = TenantTerms(tenantID: "a", limits: limits, bound: 8)
    let charge = Charge(terms: terms, limit: .directory(units: 1))
    gate.leave(try await gate.enter(charge), .answered)
    try await withThrowingTaskGroup(of: RequestGate.Ticket.self) { group in
      for _ in 0..<3 { group.addTask { try await gate.enter(charge) } }
      await settle(gate, waiting: 3)
      gate.learn(userCount: 501, of: terms)
      for try await ticket in group { gate.leave(ticket, .answered) }
    }
    #expect(clock.now() == Moment(nanoseconds: 0))
  }

  @Test func `whoever waited is freed, whatever it waited for`() throws {
    var limits = CloudLimits()
    limits.identityProtectionPerTenant = Rate(1, per: .seconds(10))
    var state = GateState(limits: limits, bounds: RequestBounds(requests: 3, perMailbox: 1))
    let terms = TenantTerms(tenantID: "a", limits: limits, bound: 2)
    let charges = [
      Charge(terms: terms, limit: .identityProtection), Charge(terms: terms, limit: .exchange),
      Charge(terms: terms, limit: .outlook, mailbox: "m"), Charge(login: terms),
      Charge(terms: terms, limit: .outlook, batch: [(1, "m"), (1, "n")]),
    ]
    final class Watch { weak var waiter: Waiter?; weak var lane: Lane?; weak var budget: Budget? }
    var watched: [Watch] = []
    var tickets: [UInt64] = []
    for round in 0..<4 {
      for charge in charges {
        let entry = state.enter(charge, now: Moment(nanoseconds: Int64(round)))
        tickets.append(entry.ticket)
        guard let waiter = entry.waiter else { continue }
        let watch = Watch()
        watch.waiter = waiter
        watch.lane = waiter.lane
        watch.budget = waiter.claims.first?.budget
        watched.append(watch)
      }
    }
    #expect(watched.count > 10)
    var now: Int64 = 0
    for _ in 0..<20 {
      for ticket in tickets {
        now += 10_000_000_000
        state.leave(ticket, .answered, now: Moment(nanoseconds: now))
        for wake in state.takeEffects().wakeUps {
          state.wake(wake.budget, now: Moment(nanoseconds: now + 20_000_000_000))
        }
      }
    }
    #expect(state.waitingCount == 0 && state.inFlight == 0)
    state.forget("a")
    #expect(state.tenantCount == 0)
    #expect(watched.count { $0.waiter != nil } == 0)
    #expect(watched.count { $0.lane != nil } == 0)
    #expect(watched.count { $0.budget != nil } == 0)
  }
}
