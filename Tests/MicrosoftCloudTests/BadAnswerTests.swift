import MicrosoftCloud
import Synchronization
import Testing

/// What is no proper answer: nonsense, too much, too slow, or nothing.
@Suite(.timeLimit(.minutes(1)))
struct BadAnswerTests {
  private static let users = GraphRequest("/users", limit: .directory(units: 1))

  @Test(arguments: [
    ("<html><body>Proxy</body></html>", "a value expected, not '<', at byte 0"),
    (#"{"value":[{"id":"a"},{"id":"#, "the JSON text ends too early at value[1].id, byte 27"),
    (#"{"value":[{"id":"a"},{"id":5}]}"#, "a text expected at value[1].id, byte 27"),
    (#"{"value":{"id":"a"}}"#, "an array expected at value, byte 9"),
    (#"{"values":[]}"#, "value is missing at byte 0"), ("", "no JSON value at byte 0"),
    (#"[]"#, "an object expected at byte 0"),
  ])
  func `an answer that is not as expected fails with path, JSON path and byte`(body: String, place: String) async throws
  {
    let cloud = try await FakeCloud { _ in .answer(200, ["Content-Type": "text/html"], body) }
    try await cloud.run { cloud in
      let failure = try await failure { _ = try await cloud.graph.ids(Self.users) }
      #expect(failure?.reason == .malformedAnswer)
      #expect(failure?.message == "GET /v1.0/users: \(place).")
      #expect(cloud.serviceRequests.count == 1)
    }
  }

  @Test func `a page of a proxy in the place of a refusal is no answer of Graph`() async throws {
    let cloud = try await FakeCloud { _ in .answer(403, ["Content-Type": "text/html"], "<html>Blocked</html>") }
    try await cloud.run { cloud in
      let failure = try await failure { _ = try await cloud.graph.ids(Self.users) }
      #expect(failure?.reason == .malformedAnswer)
      #expect(failure?.http == 403)
    }
  }

  @Test(arguments: [(false, false), (true, false), (false, true)])
  func `a larger answer than allowed is refused, announced, packed or streamed`(
    compresses: Bool, isStreamed: Bool
  ) async throws {
    let text = Page.text((0..<20_000).map { "user-\($0)" })
    let cloud = try await FakeCloud(compresses: compresses, adjust: { $0.largestAnswer = 100_000 }) { _ in
      isStreamed ? .stream(text) : .json(text)
    }
    try await cloud.run { cloud in
      let failure = try await failure { _ = try await cloud.graph.ids(Self.users) }
      #expect(failure?.reason == .answerTooLarge)
      #expect(failure?.message == "GET /v1.0/users: the answer is larger than 100000 bytes.")
      #expect(cloud.serviceRequests.count == 1)
    }
  }

  @Test func `a packed answer is unpacked`() async throws {
    let ids = (0..<5_000).map { "user-\($0)" }
    let cloud = try await FakeCloud(compresses: true) { _ in .json(Page.text(ids)) }
    let read = try await cloud.run { try await $0.graph.ids(Self.users) }
    #expect(read == ids)
  }

  @Test(arguments: [TestServer.Reply.reset, .cut(Page.text(["a", "b", "c"]), after: 20)])
  func `broken connections are tried again`(fault: TestServer.Reply) async throws {
    let count = Mutex(0)
    let cloud = try await FakeCloud { _ in
      let number = count.withLock { count in
        count += 1
        return count
      }
      return number <= 3 ? fault : .json(Page.text(["a"]))
    }
    try await cloud.run { cloud in
      let ids = try await cloud.graph.ids(Self.users)
      #expect(ids == ["a"])
      #expect(cloud.serviceRequests.count == 4)
      #expect(cloud.log.lines.filter { $0.hasPrefix("request repeated") }.count == 3)
    }
  }

  @Test func `eight tries are the end, with ever longer waits`() async throws {
    let clock = LeapingClock()
    let cloud = try await FakeCloud(clock: clock) { _ in .answer(503, [:], "") }
    try await cloud.run { cloud in
      let failure = try await failure { _ = try await cloud.graph.ids(Self.users) }
      #expect(failure?.reason == .serviceError)
      #expect(failure?.http == 503)
      #expect(cloud.serviceRequests.count == 8)
      // Three quarters of 1, 2, 4 … 60 s, with chance at its middle.
      #expect(clock.waits == [0.75, 1.5, 3, 6, 12, 24, 45])
    }
  }

  @Test func `nobody at home is unreachable after eight tries`() async throws {
    let cloud = try await FakeCloud { _ in .silence }
    await cloud.server.stop()
    let failure = try await failure { _ = try await cloud.graph.ids(Self.users) }
    await cloud.stop()
    #expect(failure?.reason == .unreachable)
    #expect(failure?.service == .login)
    #expect(cloud.log.lines.filter { $0.hasPrefix("token request repeated") }.count == 7)
  }

  @Test func `a server that says nothing times out`() async throws {
    var limits = CloudLimits()
    limits.retries.maximumTries = 2
    let cloud = try await FakeCloud(limits: limits, adjust: { $0.requestTimeout = .seconds(1) }) { _ in .silence
    }
    try await cloud.run { cloud in
      let failure = try await failure { _ = try await cloud.graph.ids(Self.users) }
      #expect(failure?.reason == .timedOut)
      #expect(failure?.service == .graph)
      #expect(cloud.serviceRequests.count == 2)
    }
  }

  @Test(arguments: [
    (400, "Request_UnsupportedQuery"), (403, "Authorization_RequestDenied"), (404, "Request_ResourceNotFound"),
  ])
  func `what cannot pass is asked once`(status: Int, code: String) async throws {
    let cloud = try await FakeCloud { _ in .answer(status, [:], Page.error(code)) }
    try await cloud.run { cloud in
      let failure = try await failure { _ = try await cloud.graph.ids(Self.users) }
      #expect(failure?.http == status)
      #expect(failure?.code == code)
      #expect(failure?.requestID == "r-1")
      #expect(failure?.message == "GET /v1.0/users: Microsoft Graph answered \(status) (\(code)).")
      #expect(cloud.requests.count == 2)
    }
  }

  @Test(arguments: [503, 429])
  func `a creation is repeated only when the service surely did nothing`(status: Int) async throws {
    let cloud = try await FakeCloud { _ in .answer(status, [:], Page.error("UnknownError")) }
    try await cloud.run { cloud in
      let request = GraphRequest("/security/auditLog/queries", limit: .auditSearch)
      let failure = try await failure { try await cloud.graph.post(request, body: Array("{}".utf8)) { _ in } }
      #expect(failure?.http == status)
      #expect(cloud.serviceRequests.count == (status == 503 ? 1 : 8))
      #expect(cloud.serviceRequests.allSatisfy { $0.method == "POST" && $0.body == "{}" })
    }
  }

  @Test func `cancellation ends a request that hangs, and one that waits for its next try`() async throws {
    let arrived = AsyncStream<Void>.makeStream()
    let cloud = try await FakeCloud(clock: ManualClock()) { request in
      arrived.continuation.yield()
      return request.path.contains("hanging") ? .silence : .answer(503, [:], "")
    }
    try await cloud.run { cloud in
      for path in ["/hanging", "/waiting"] {
        let graph = cloud.graph
        await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { _ = try await graph.ids(GraphRequest(path, limit: .directory(units: 1))) }
          var iterator = arrived.stream.makeAsyncIterator()
          await iterator.next()
          group.cancelAll()
          await #expect(throws: CancellationError.self) { try await group.waitForAll() }
        }
      }
    }
  }
}
