import MicrosoftCloud
import Synchronization
import Testing

/// Listings of many owners through Graph's `$batch`.
@Suite(.timeLimit(.minutes(1)))
struct BatchTests {
  private static func rules(_ count: Int) -> [GraphRequest] {
    (0..<count).map { number in
      GraphRequest(
        "/users/u\(number)/mailFolders/inbox/messageRules", query: [.init("$select", "id,x")], limit: .outlook,
        mailbox: "u\(number)")
    }
  }

  /// How often each owner was asked for.
  private final class Counter: Sendable {
    private let counts = Mutex<[String: Int]>([:])
    func next(_ key: String) -> Int {
      counts.withLock { counts in
        counts[key, default: 0] += 1
        return counts[key, default: 0]
      }
    }
  }

  @Test func `twenty go in one request, in any order of answers`() async throws {
    let cloud = try await FakeCloud { request in
      guard let batch = try? FakeBatch(request) else { return .answer(400, [:], "") }
      return FakeBatch.reply(batch.items.map { $0.answer(200, Page.text([$0.owner, "rule"])) })
    }
    try await cloud.run { cloud in
      let outcomes = try await cloud.graph.outcomes(Self.rules(45))
      #expect(outcomes.count == 45)
      for (index, outcome) in outcomes { #expect(try outcome.get() == ["u\(index)", "rule"]) }
      let batches = try cloud.serviceRequests.map { try FakeBatch($0) }
      #expect(batches.map(\.items.count).sorted() == [5, 20, 20])
      #expect(cloud.serviceRequests.allSatisfy { $0.method == "POST" && $0.target == "/graph/v1.0/$batch" })
      let items = batches.flatMap(\.items)
      #expect(items.allSatisfy { $0.method == "GET" && $0.url.hasPrefix("/users/u") && $0.body == nil })
      #expect(items.first?.url.hasSuffix("/mailFolders/inbox/messageRules?$select=id,x") == true)
      #expect(items.allSatisfy { $0.headers["Authorization"] == nil })
      for batch in batches { #expect(Set(batch.items.map(\.id)).count == batch.items.count) }
    }
  }

  @Test func `of mixed answers only what may pass is sent again, not before its time`() async throws {
    let counter = Counter()
    let clock = LeapingClock()
    let times = Mutex<[String: [Double]]>([:])
    let cloud = try await FakeCloud(clock: clock) { request in
      guard let batch = try? FakeBatch(request) else { return .answer(400, [:], "") }
      let now = Double(clock.now().nanoseconds) / 1e9
      return FakeBatch.reply(
        batch.items.map { item in
          let number = counter.next(item.owner)
          times.withLock { $0[item.owner, default: []].append(now) }
          switch (item.owner, number) {
          case ("u1", 1):
            return item.answer(429, Page.error("ApplicationThrottled"), headers: #"{"retry-AFTER":"12.5"}"#)
          case ("u2", 1...2): return item.answer(503, "null")
          case ("u3", _): return item.answer(404, Page.error("MailboxNotEnabledForRESTAPI"))
          case ("u4", 1): return item.answer(424, "{}")
          case ("u5", _): return item.answer(504, "{}")
          case ("u6", _): return item.answer(200, #"{"value":[{"id":7}]}"#)
          case ("u7", 1): return #"{"id":"none of these","status":200}"#
          case ("u8", 1): return item.answer(429, "{}", headers: #"{"Retry-After":3}"#)
          // What the service does not take for JSON comes in base64: here {"value":[{"id":"u9"}]}.
          case ("u9", _): return item.answer(200, #""eyJ2YWx1ZSI6W3siaWQiOiJ1OSJ9XX0=""#)
          case ("u10", _): return item.answer(200, #""PGh0bWw+""#)
          default: return item.answer(200, Page.text([item.owner]))
          }
        })
    }
    try await cloud.run { cloud in
      let outcomes = try await cloud.graph.outcomes(Self.rules(12))
      for index in [0, 1, 2, 4, 7, 8, 9, 11] { #expect(try outcomes[index]?.get() == ["u\(index)"]) }
      let failures = outcomes.compactMapValues { outcome in
        if case .failure(let failure) = outcome { failure } else { nil }
      }
      #expect(
        failures.mapValues(\.reason) == [3: .mailboxMissing, 5: .timedOut, 6: .malformedAnswer, 10: .malformedAnswer])
      let place = "GET /v1.0/users/u6/mailFolders/inbox/messageRules"
      #expect(failures[6]?.path == place)
      #expect(failures[6]?.message.contains("\(place) (in a batch): a text expected at responses[") == true)
      #expect(failures[6]?.message.contains("].body.value[0].id, byte ") == true)
      #expect(failures[10]?.message.contains("a value expected, not '<', at byte 0") == true)
      let asked = times.withLock { $0 }
      let counts: [String: Int] = [
        "u0": 1, "u1": 2, "u2": 3, "u3": 1, "u4": 2, "u5": 3, "u6": 1, "u7": 2, "u8": 2, "u9": 1, "u10": 1, "u11": 1,
      ]
      #expect(asked.mapValues(\.count) == counts)
      for (owner, seconds) in [("u1", 12.5), ("u8", 3.0)] {
        let times = asked[owner] ?? []
        try #require(times.count == 2)
        #expect(times[1] - times[0] >= seconds)
      }
      #expect(cloud.log.lines.filter { $0.hasPrefix("batch item repeated") }.count == 8)
    }
  }

  @Test func `next links inside items are followed in batches, and foreign ones not at all`() async throws {
    let cloud = try await FakeCloud { request in
      guard let batch = try? FakeBatch(request) else { return .answer(404, [:], "") }
      return FakeBatch.reply(
        batch.items.map { item in
          if item.url.contains("skiptoken") { return item.answer(200, Page.text(["second"])) }
          let base = item.owner == "u3" ? "https://evil.example" : request.origin + "/graph"
          let next = base + "/v1.0" + item.url.prefix { $0 != "?" } + "?$skiptoken=a%2Fb"
          return item.answer(200, Page.text(["first"], next: item.owner == "u0" ? nil : next))
        })
    }
    try await cloud.run { cloud in
      let outcomes = try await cloud.graph.outcomes(Self.rules(6))
      #expect(try outcomes[0]?.get() == ["first"])
      for index in [1, 2, 4, 5] { #expect(try outcomes[index]?.get() == ["first", "second"]) }
      guard case .failure(let failure) = outcomes[3] else { return #expect(Bool(false), "u3 must fail") }
      #expect(failure.reason == .foreignLink)
      let urls = try cloud.serviceRequests.dropFirst().flatMap { try FakeBatch($0).items.map(\.url) }
      #expect(urls.count == 4)
      #expect(
        urls.allSatisfy { $0.hasSuffix("/mailFolders/inbox/messageRules?$skiptoken=a%2Fb") && $0.hasPrefix("/users/u") }
      )
    }
  }

  @Test func `a next link of another version is asked for alone, verbatim`() async throws {
    let cloud = try await FakeCloud { request in
      guard let batch = try? FakeBatch(request) else { return .json(Page.text(["second"])) }
      return FakeBatch.reply(
        batch.items.map { $0.answer(200, Page.text(["first"], next: request.origin + "/graph/beta/x?$skiptoken=1")) })
    }
    try await cloud.run { cloud in
      let outcomes = try await cloud.graph.outcomes(Self.rules(2))
      #expect(try outcomes[0]?.get() == ["first", "second"])
      #expect(
        cloud.serviceRequests.map(\.target) == ["/graph/v1.0/$batch"]
          + Array(repeating: "/graph/beta/x?$skiptoken=1", count: 2))
      #expect(cloud.serviceRequests.last?.method == "GET")
    }
  }

  @Test func `advanced headers go into the items, versions into separate batches`() async throws {
    let cloud = try await FakeCloud { request in
      guard let batch = try? FakeBatch(request) else { return .answer(400, [:], "") }
      return FakeBatch.reply(batch.items.map { $0.answer(200, Page.text([])) })
    }
    try await cloud.run { cloud in
      _ = try await cloud.graph.outcomes([
        GraphRequest("/a", limit: .directory(units: 1), isAdvanced: true),
        GraphRequest("/b", limit: .directory(units: 1), version: .beta, preferredPageSize: 50),
        GraphRequest("/c", limit: .directory(units: 1)), GraphRequest("/d", limit: .authenticationMethods),
      ])
      let batches = try cloud.serviceRequests.map { ($0.target, try FakeBatch($0).items) }.sorted {
        $0.1[0].url < $1.1[0].url
      }
      #expect(batches.map(\.0) == ["/graph/v1.0/$batch", "/graph/beta/$batch", "/graph/v1.0/$batch"])
      #expect(batches.map { $0.1.map(\.url) } == [["/a", "/c"], ["/b"], ["/d"]])
      #expect(batches[0].1[0].headers["ConsistencyLevel"] == "eventual")
      #expect(batches[0].1[1].headers["ConsistencyLevel"] == nil)
      #expect(batches[1].1[0].headers["Prefer"] == "odata.maxpagesize=50")
    }
  }

  @Test func `items whose token expired are repeated with a fresh one`() async throws {
    let cloud = try await FakeCloud { request in
      guard let batch = try? FakeBatch(request) else { return .answer(400, [:], "") }
      let isOld = request.header("Authorization").first?.hasSuffix("graph-1") == true
      return FakeBatch.reply(
        batch.items.map { item in
          isOld && item.owner != "u0" || item.owner == "u2"
            ? item.answer(401, Page.error("InvalidAuthenticationToken")) : item.answer(200, Page.text([item.owner]))
        })
    }
    try await cloud.run { cloud in
      let outcomes = try await cloud.graph.outcomes(Self.rules(5))
      for index in [0, 1, 3, 4] { #expect(try outcomes[index]?.get() == ["u\(index)"]) }
      guard case .failure(let failure) = outcomes[2] else { return #expect(Bool(false), "u2 must fail") }
      #expect(failure.http == 401)
      #expect(cloud.tokenRequests.count == 2)
      #expect(cloud.serviceRequests.count == 2)
    }
  }

  @Test func `a batch that is too large as a whole is halved until it fits`() async throws {
    let big = String(repeating: "x", count: 400)
    let cloud = try await FakeCloud(adjust: { $0.largestAnswer = 2_000 }) { request in
      let huge = String(repeating: "y", count: 9_000)
      guard let batch = try? FakeBatch(request) else {
        return .json(Page.text([request.path.contains("/u7/") ? huge : big]))
      }
      return FakeBatch.reply(
        batch.items.map { $0.answer(200, Page.text([$0.owner == "u7" ? huge : big])) })
    }
    try await cloud.run { cloud in
      let outcomes = try await cloud.graph.outcomes(Self.rules(20))
      for (index, outcome) in outcomes where index != 7 { #expect(try outcome.get() == [big]) }
      guard case .failure(let failure) = outcomes[7] else { return #expect(Bool(false), "u7 must fail") }
      #expect(failure.reason == .answerTooLarge)
      #expect(failure.path == "GET /v1.0/users/u7/mailFolders/inbox/messageRules")
    }
  }

  @Test func `a batch refused as a whole is each item's failure`() async throws {
    let cloud = try await FakeCloud { _ in .answer(403, [:], Page.error("Authorization_RequestDenied")) }
    try await cloud.run { cloud in
      let outcomes = try await cloud.graph.outcomes(Self.rules(25))
      #expect(outcomes.count == 25)
      for (index, outcome) in outcomes {
        guard case .failure(let failure) = outcome else { return #expect(Bool(false), "all must fail") }
        #expect(failure.reason == .permissionMissing)
        #expect(failure.path == "GET /v1.0/users/u\(index)/mailFolders/inbox/messageRules")
      }
      #expect(cloud.serviceRequests.count == 2)
    }
  }

  @Test func `batches shrink to what a strict budget allows`() async throws {
    let cloud = try await FakeCloud { request in
      guard let batch = try? FakeBatch(request) else { return .answer(400, [:], "") }
      // As five requests in ten seconds would have it.
      return FakeBatch.reply(
        batch.items.enumerated().map { number, item in
          number < 5
            ? item.answer(200, Page.text([item.owner])) : item.answer(429, "{}", headers: #"{"Retry-After":"10"}"#)
        })
    }
    try await cloud.run { cloud in
      let requests = (0..<200).map {
        GraphRequest("/users/u\($0)/authentication/methods", limit: .authenticationMethods)
      }
      let outcomes = try await cloud.graph.outcomes(requests)
      #expect(outcomes.count == 200)
      for (index, outcome) in outcomes { #expect(try outcome.get() == ["u\(index)"]) }
      let sizes = try cloud.serviceRequests.map { try FakeBatch($0).items.count }
      #expect(sizes.first == 20)
      // Those that were under way at the first refusals were full; at last the limit swings around five.
      #expect(sizes.suffix(8).allSatisfy { $0 <= 10 }, "\(sizes)")
    }
  }

  @Test func `thousands of items are all answered, in full batches`() async throws {
    let cloud = try await FakeCloud { request in
      guard let batch = try? FakeBatch(request) else { return .answer(400, [:], "") }
      return FakeBatch.reply(batch.items.map { $0.answer(200, Page.text([$0.owner])) })
    }
    try await cloud.run { cloud in
      let outcomes = try await cloud.graph.outcomes(Self.rules(3_000))
      #expect(outcomes.count == 3_000)
      for (index, outcome) in outcomes { #expect(try outcome.get() == ["u\(index)"]) }
      #expect(cloud.serviceRequests.count == 150)
    }
  }

  @Test func `no items are no request`() async throws {
    let cloud = try await FakeCloud { _ in .answer(500, [:], "") }
    try await cloud.run { cloud in
      let outcomes = try await cloud.graph.outcomes([])
      #expect(outcomes.isEmpty)
      #expect(cloud.requests.isEmpty)
    }
  }

  @Test func `what the finished closure throws ends the whole listing`() async throws {
    struct Enough: Error {}
    let cloud = try await FakeCloud { request in
      guard let batch = try? FakeBatch(request) else { return .answer(400, [:], "") }
      return FakeBatch.reply(batch.items.map { $0.answer(200, Page.text([])) })
    }
    try await cloud.run { cloud in
      _ = await #expect(throws: Enough.self) {
        try await cloud.graph.listings(Self.rules(400), element: Identifier.read) { _, _ in throw Enough() }
      }
      #expect(cloud.serviceRequests.count <= 8)
    }
  }
}
