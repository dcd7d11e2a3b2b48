import MicrosoftCloud
import Synchronization
import Testing

/// Tokens: how they are asked for, kept, and renewed.
@Suite(.timeLimit(.minutes(1)))
struct TokenTests {
  private static let users = GraphRequest("/users", limit: .directory(units: 1))
  private static let refusal =
    #"{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret","error_codes":[7000215],"correlation_id":"c-1"}"#

  @Test func `a secret is sent as a form field, percent-encoded, for exactly one resource`() async throws {
    let cloud = try await FakeCloud { _ in .json(Page.text([])) }
    try await cloud.run { cloud in
      _ = try await cloud.graph.ids(Self.users)
      _ = try await cloud.exchange.ids(ExchangeCommand("Get-TransportRule"))
      #expect(
        cloud.tokenRequests.map(\.path) == Array(repeating: "/login/\(FakeCloud.tenantID)/oauth2/v2.0/token", count: 2))
      let body = try #require(cloud.tokenRequests.first).body
      #expect(body.contains("client_secret=s3cr3t%26Value%3D~"))
      #expect(
        TestForm.values(in: body) == [
          "client_id": "app-1", "client_secret": FakeCloud.secretValue, "grant_type": "client_credentials",
          "scope": "https://graph.microsoft.com/.default",
        ])
      let second = TestForm.values(in: try #require(cloud.tokenRequests.last).body)
      #expect(second["scope"] == "https://outlook.office365.com/.default")
      #expect(cloud.serviceRequests.last?.header("Authorization") == ["Bearer token-\(FakeCloud.tenantID)-exchange-2"])
    }
  }

  @Test func `a hundred requests at once ask for one token a tenant and service`() async throws {
    let cloud = try await FakeCloud { _ in .json(Page.text(["a"])) }
    try await cloud.run { cloud in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for index in 0..<100 {
          let tenant = cloud.session.tenant("tenant-\(index % 5)")
          group.addTask {
            if index % 2 == 0 {
              _ = try await tenant.graph.ids(Self.users)
            } else {
              _ = try await tenant.exchange.ids(ExchangeCommand("Get-TransportRule"))
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(cloud.serviceRequests.count == 100)
      #expect(cloud.tokenRequests.count == 10)
    }
  }

  @Test func `a wrong secret is tried once, however many tenants and requests there are`() async throws {
    let cloud = try await FakeCloud(token: { _ in .answer(401, [:], Self.refusal) }) { _ in .json(Page.text([])) }
    try await cloud.run { cloud in
      let failures = await withTaskGroup(of: CloudFailure?.self) { group in
        for index in 0..<200 {
          let graph = cloud.session.tenant("tenant-\(index % 40)").graph
          group.addTask { try? await failure { _ = try await graph.ids(Self.users) } }
        }
        return await group.reduce(into: [CloudFailure?]()) { $0.append($1) }
      }
      #expect(failures.count == 200)
      for failure in failures {
        #expect(failure?.reason == .credentialRejected)
        #expect(failure?.concernsEveryTenant == true)
        #expect(failure?.code == "AADSTS7000215")
        #expect(failure?.requestID == "c-1")
        #expect(
          failure?.message.hasSuffix("the token endpoint refused with 401 (invalid_client, AADSTS7000215).") == true)
      }
      #expect(cloud.requests.count == 1)
    }
  }

  @Test func `a tenant without consent is asked for once, and the others go on`() async throws {
    let cloud = try await FakeCloud(
      token: { request in
        request.path.contains("withdrawn")
          ? .answer(400, [:], #"{"error":"unauthorized_client","error_codes":[700016]}"#) : FakeCloud.grant(request, 1)
      }, service: { _ in .json(Page.text(["a"])) })
    try await cloud.run { cloud in
      for _ in 0..<3 {
        let failure = try await failure { _ = try await cloud.session.tenant("withdrawn").graph.ids(Self.users) }
        #expect(failure?.reason == .consentMissing)
        #expect(failure?.concernsWholeTenant == true)
        #expect(failure?.concernsEveryTenant == false)
      }
      let ids = try await cloud.session.tenant("other").graph.ids(Self.users)
      #expect(ids == ["a"])
      #expect(cloud.tokenRequests.count == 2)
    }
  }

  @Test(arguments: [
    #"{"error":"invalid_grant","error_codes":[530003]}"#, #"{"error":"invalid_grant","error_codes":[50105]}"#,
    #"{"error":"invalid_client","error_codes":[1]}"#, #"{"error":"invalid_grant","error_codes":[70043]}"#,
  ])
  func `a refusal that is not of the credential itself stops one tenant`(answer: String) async throws {
    let cloud = try await FakeCloud(
      token: { request in
        request.path.contains("guarded") ? .answer(400, [:], answer) : FakeCloud.grant(request, 1)
      }, service: { _ in .json(Page.text(["a"])) })
    try await cloud.run { cloud in
      let refused = try await failure { _ = try await cloud.session.tenant("guarded").graph.ids(Self.users) }
      #expect(refused?.concernsWholeTenant == true && refused?.concernsEveryTenant == false)
      let ids = try await cloud.session.tenant("other").graph.ids(Self.users)
      #expect(ids == ["a"])
    }
  }

  @Test(arguments: ["10000000000", "1e300", "\"inf\"", "-1e300", "0", "\"9223372036854775807\""])
  func `a token of any lifetime is used`(lifetime: String) async throws {
    let cloud = try await FakeCloud(
      token: { _ in .json(#"{"token_type":"Bearer","expires_in":\#(lifetime),"access_token":"t"}"#) },
      service: { _ in .json(Page.text(["a"])) })
    try await cloud.run { cloud in
      let outcome = try await failure { _ = try await cloud.graph.ids(Self.users) }
      // A text that is no number is not understood; whatever is a number lasts between a second and a day.
      #expect(outcome == nil || outcome?.reason == .malformedAnswer)
      #expect(cloud.tokenRequests.count == 1)
    }
  }

  @Test func `every answer is logged at the finest level, without its query`() async throws {
    let cloud = try await FakeCloud { _ in .json(Page.text(["a"])) }
    try await cloud.run { cloud in
      _ = try await cloud.graph.ids(
        GraphRequest("/users", query: [.init("$select", "id")], limit: .directory(units: 1)))
      let lines = cloud.log.lines.filter { $0.hasPrefix("answered") }
      #expect(lines.count == 1 && lines[0].contains("path=GET /v1.0/users ") && lines[0].contains("status=200"))
      #expect(!lines[0].contains("select"))
    }
  }

  @Test func `a token is renewed five minutes before its end`() async throws {
    let clock = LeapingClock()
    let cloud = try await FakeCloud(clock: clock) { _ in .json(Page.text([])) }
    try await cloud.run { cloud in
      _ = try await cloud.graph.ids(Self.users)
      clock.advance(bySeconds: 3_298)
      _ = try await cloud.graph.ids(Self.users)
      #expect(cloud.tokenRequests.count == 1)
      clock.advance(bySeconds: 2)
      _ = try await cloud.graph.ids(Self.users)
      #expect(cloud.tokenRequests.count == 2)
      #expect(cloud.serviceRequests.last?.header("Authorization") == ["Bearer token-\(FakeCloud.tenantID)-graph-2"])
    }
  }

  @Test func `a token that expires in the middle of a run is replaced once, and the request repeated`() async throws {
    let valid = Mutex("graph-1")
    let cloud = try await FakeCloud { request in
      let isValid = valid.withLock { request.header("Authorization").first?.hasSuffix($0) == true }
      return isValid ? .json(Page.text(["a"])) : .answer(401, [:], Page.error("InvalidAuthenticationToken"))
    }
    try await cloud.run { cloud in
      _ = try await cloud.graph.ids(Self.users)
      valid.withLock { $0 = "graph-2" }
      try await withThrowingTaskGroup(of: [String].self) { group in
        for _ in 0..<8 {
          let graph = cloud.graph
          group.addTask { try await graph.ids(Self.users) }
        }
        for try await ids in group { #expect(ids == ["a"]) }
      }
      #expect(cloud.tokenRequests.count == 2)
    }
  }

  @Test func `a fresh token that is refused too is the end, and no more tokens are asked for`() async throws {
    let cloud = try await FakeCloud { _ in .answer(401, [:], Page.error("InvalidAuthenticationToken")) }
    try await cloud.run { cloud in
      for round in 1...3 {
        let failure = try await failure { _ = try await cloud.graph.ids(Self.users) }
        #expect(failure?.http == 401)
        #expect(failure?.reason == .permissionMissing)
        #expect(cloud.serviceRequests.count == round + 1)
        #expect(cloud.tokenRequests.count == 2)
      }
    }
  }

  @Test func `an unknown certificate is tried three times more, ten seconds apart`() async throws {
    let clock = LeapingClock()
    let cloud = try await FakeCloud(
      clock: clock, token: { _ in .answer(401, [:], #"{"error":"invalid_client","error_codes":[700027]}"#) },
      service: { _ in .json(Page.text([])) })
    try await cloud.run { cloud in
      let failure = try await failure { _ = try await cloud.graph.ids(Self.users) }
      #expect(failure?.reason == .credentialRejected)
      #expect(failure?.code == "AADSTS700027")
      #expect(clock.waits == [10, 10, 10])
      #expect(cloud.tokenRequests.count == 4)
    }
  }

  @Test func `a busy token endpoint is asked again when it says so`() async throws {
    let clock = LeapingClock()
    let count = Mutex(0)
    let cloud = try await FakeCloud(
      clock: clock,
      token: { request in
        let number = count.withLock { count in
          count += 1
          return count
        }
        return number == 1 ? .answer(429, ["Retry-After": "17.25"], "<html>") : FakeCloud.grant(request, number)
      }, service: { _ in .json(Page.text(["a"])) })
    try await cloud.run { cloud in
      let ids = try await cloud.graph.ids(Self.users)
      #expect(ids == ["a"])
      #expect(clock.waits == [17.75])
    }
  }

  @Test func `who waits for another's token request stops waiting when cancelled, and the next asks when the asker is`()
    async throws
  {
    let arrived = AsyncStream<Void>.makeStream()
    let count = Mutex(0)
    let cloud = try await FakeCloud(
      token: { request in
        let number = count.withLock { count in
          count += 1
          return count
        }
        arrived.continuation.yield()
        return number == 1 ? .silence : FakeCloud.grant(request, number)
      }, service: { _ in .json(Page.text(["a"])) })
    try await cloud.run { cloud in
      let graph = cloud.graph
      let asker = Task { try await graph.ids(Self.users) }
      var iterator = arrived.stream.makeAsyncIterator()
      await iterator.next()
      let cancelled = Task { try await graph.ids(Self.users) }
      let patient = Task { try await graph.ids(Self.users) }
      cancelled.cancel()
      await #expect(throws: CancellationError.self) { try await cancelled.value }
      asker.cancel()
      await #expect(throws: CancellationError.self) { try await asker.value }
      let ids = try await patient.value
      #expect(ids == ["a"])
      #expect(cloud.tokenRequests.count == 2)
    }
  }

  @Test func `a login page of a proxy is no token`() async throws {
    let cloud = try await FakeCloud(token: { _ in .answer(200, [:], "<html>Sign in</html>") }) { _ in .json("{}") }
    try await cloud.run { cloud in
      let failure = try await failure { _ = try await cloud.graph.ids(Self.users) }
      #expect(failure?.reason == .malformedAnswer)
      #expect(failure?.message.hasSuffix("not in JSON: a value expected, not '<', at byte 0.") == true)
      #expect(cloud.requests.count == 1)
    }
  }

  @Test func `what a token grants is read from a fresh one, sorted`() async throws {
    // {"roles":["User.Read.All","AuditLog.Read.All"]}
    let claims = "eyJyb2xlcyI6WyJVc2VyLlJlYWQuQWxsIiwiQXVkaXRMb2cuUmVhZC5BbGwiXX0"
    let cloud = try await FakeCloud(
      token: { _ in .json(#"{"access_token":"e30.\#(claims).c2ln","expires_in":"3599"}"#) },
      service: { _ in .json("{}") })
    try await cloud.run { cloud in
      for _ in 0..<2 {
        let granted = try await cloud.session.grantedPermissions(of: FakeCloud.tenantID, service: .graph)
        #expect(granted == ["AuditLog.Read.All", "User.Read.All"])
      }
      #expect(cloud.tokenRequests.count == 2)
    }
  }
}
