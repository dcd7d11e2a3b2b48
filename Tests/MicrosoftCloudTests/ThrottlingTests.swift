import MicrosoftCloud
import Synchronization
import Testing

/// Throttling, over the wire.
@Suite(.timeLimit(.minutes(1)))
struct ThrottlingTests {
  private static let audits = GraphRequest("/auditLogs/directoryAudits", limit: .reports)

  @Test(arguments: [
    ("7.5" as String?, ServiceLimit.directory(units: 1), 7.875), ("7.5", .reports, 7.875),
    (nil, .directory(units: 1), 0.75),
    (nil, .reports, 10), (nil, .identityProtection, 1),
  ])
  func `a refusal is waited out as long as it says, else as its class needs`(
    retryAfter: String?, limit: ServiceLimit, seconds: Double
  ) async throws {
    let clock = LeapingClock()
    let count = Mutex(0)
    let cloud = try await FakeCloud(clock: clock) { _ in
      let number = count.withLock { count in
        count += 1
        return count
      }
      let headers = retryAfter.map { ["Retry-After": $0] } ?? [:]
      return number == 1 ? .answer(429, headers, Page.error("TooManyRequests")) : .json(Page.text(["a"]))
    }
    try await cloud.run { cloud in
      let before = clock.now()
      let ids = try await cloud.graph.ids(GraphRequest("/x", limit: limit))
      #expect(ids == ["a"])
      #expect(clock.now().duration(since: before) >= .milliseconds(Int64(seconds * 1_000)))
      #expect(clock.waits.first == seconds)
      #expect(
        cloud.log.lines.contains { $0.hasPrefix("throttled ") && $0.contains("status=429") && $0.contains("wait=") })
    }
  }

  @Test func `throttled for ever is the end after eight tries`() async throws {
    let cloud = try await FakeCloud { _ in .answer(429, ["Retry-After": "1"], Page.error("TooManyRequests")) }
    try await cloud.run { cloud in
      let failure = try await failure { _ = try await cloud.graph.ids(Self.audits) }
      #expect(failure?.reason == .throttled)
      #expect(cloud.serviceRequests.count == 8)
    }
  }

  @Test func `a wait of hours ends the request at once`() async throws {
    let cloud = try await FakeCloud { _ in .answer(429, ["Retry-After": "86400"], Page.error("TooManyRequests")) }
    try await cloud.run { cloud in
      let failure = try await failure { _ = try await cloud.graph.ids(Self.audits) }
      #expect(failure?.reason == .throttled)
      #expect(cloud.serviceRequests.count == 1)
    }
  }

  @Test func `one tenant's throttled reports stop neither its other requests nor other tenants`() async throws {
    let clock = ManualClock()
    let refused = AsyncStream<Void>.makeStream()
    let cloud = try await FakeCloud(clock: clock) { request in
      let isThrottled =
        request.header("Authorization").first?.contains("giant") == true && request.path.contains("auditLogs")
      if isThrottled { refused.continuation.yield() }
      return isThrottled ? .answer(429, ["Retry-After": "600"], "{}") : .json(Page.text(["a"]))
    }
    try await cloud.run { cloud in
      let giant = cloud.session.tenant("giant").graph
      let session = cloud.session
      await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<3 { group.addTask { _ = try await giant.ids(Self.audits) } }
        var iterator = refused.stream.makeAsyncIterator()
        await iterator.next()
        for index in 0..<19 {
          let ids = try? await session.tenant("small-\(index)").graph.ids(Self.audits)
          #expect(ids == ["a"])
        }
        let users = try? await giant.ids(GraphRequest("/users", limit: .directory(units: 1)))
        #expect(users == ["a"])
        group.cancelAll()
        try? await group.waitForAll()
      }
    }
  }

  @Test func `a budget of the whole application is shared by all tenants`() async throws {
    let clock = LeapingClock()
    var limits = CloudLimits()
    limits.reportsPerApplication = Rate(4, per: .seconds(10))
    let cloud = try await FakeCloud(clock: clock, limits: limits) { _ in .json(Page.text(["a"])) }
    try await cloud.run { cloud in
      for index in 0..<12 { _ = try await cloud.session.tenant("tenant-\(index)").graph.ids(Self.audits) }
      #expect(clock.waits.count == 2)
      #expect((20.0...20.1).contains(Double(clock.now().nanoseconds) / 1e9))
    }
  }
}
