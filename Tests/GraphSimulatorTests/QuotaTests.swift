import Foundation
import SyntheticFleet
import Testing

@testable import GraphSimulator

/// Behaviour 4: what is asked too often is refused, as each workload refuses, and noted.
@Suite struct QuotaTests {
  static let tenant = Services.exchangeTenant

  @Test func `a sliding window lets as many through as it holds, and says when it has room again`() {
    var window = SlidingQuota()
    for second in 0..<5 {
      #expect(window.wait(1, at: Double(second), limit: 5, window: 10) == nil)
      window.count(1, at: Double(second))
    }
    #expect(window.wait(1, at: 5, limit: 5, window: 10) == 5)
    #expect(window.wait(2, at: 5, limit: 5, window: 10) == 6)
    #expect(window.wait(1, at: 9.999, limit: 5, window: 10) != nil)
    #expect(window.wait(1, at: 10, limit: 5, window: 10) == nil)
  }

  @Test(arguments: [(0, 0.0), (5, 0), (6, 10), (10, 10), (11, 20), (122, 240)])
  func `the lower bound counts the windows that must pass`(_ total: Int, _ seconds: Double) {
    var window = SlidingQuota()
    for number in 0..<total { window.count(1, at: Double(number) * 100) }
    #expect(window.lowerBound(limit: 5, window: 10) == seconds)
  }

  @Test func `what is refused counts against the window, and has to be waited for`() {
    var settings = QuotaSettings.published
    settings.quotas["identity_protection"] = [
      .init(units: 1, seconds: 10, tellsRetryAfter: true, scope: .tenant)
    ]
    let request = SimulatedRequest(number: 1, service: .graph, route: "riskyUsers", quota: .identityProtection)
    for (counts, wait, isServedAtTen) in [(true, 10.0, false), (false, 6, true)] {
      settings.countsRefused = counts
      var book = QuotaBook(settings: settings, timeScale: 1)
      #expect(book.admit(request, at: 0) == nil)
      #expect(book.admit(request, at: 4)?.seconds == wait)
      #expect((book.admit(request, at: 10.5) == nil) == isServedAtTen)
      // Who waits as told is served, and what was refused asks for no further window.
      if counts { #expect(book.admit(request, at: 20.6) == nil) }
      #expect(book.lowerBound.seconds == 10)
    }
  }

  @Test func `a scenario may let refused requests count for nothing`() async throws {
    let path = "/v1.0/identityProtection/riskyUsers"
    for (scenario, wait) in [
      (#"{"quotas": {"retryAfter": "fractional"}}"#, 99.95...100),
      (#"{"quotas": {"retryAfter": "fractional", "countRefused": false}}"#, 0...99.95),
    ] {
      try await Services.serving(scenario, quotas: .published, timeScale: 0.01) { services async throws in
        #expect(try await services.get(path, of: Self.tenant).status == 200)
        try await Task.sleep(for: .milliseconds(100))
        let refused = try await services.get(path, of: Self.tenant)
        let seconds = try #require(refused.headers["retry-after"].flatMap { Double($0) })
        #expect(wait.contains(seconds), "\(seconds)")
      }
    }
  }

  @Test func `the sixth report in ten seconds is refused without a Retry-After, and noted`() async throws {
    try await Services.serving(quotas: .published) { services async throws in
      var answers: [Answer] = []
      for _ in 0..<6 {
        answers.append(try await services.get("/v1.0/auditLogs/directoryAudits?$top=1", of: Self.tenant))
      }
      #expect(answers.map(\.status) == [200, 200, 200, 200, 200, 429])
      #expect(answers[5].headers["retry-after"] == nil)
      #expect(try await services.violations() == ["over_quota": 1])
      // Another tenant has a budget of its own.
      #expect(try await services.get("/v1.0/auditLogs/directoryAudits", of: Services.graphTenant).status == 200)
    }
  }

  @Test func `identity protection answers once a second`() async throws {
    try await Services.serving(quotas: .published) { services async throws in
      #expect(try await services.get("/v1.0/identityProtection/riskyUsers", of: Self.tenant).status == 200)
      let second = try await services.get("/v1.0/identityProtection/riskDetections", of: Self.tenant)
      #expect(second.status == 429 && second.headers["retry-after"] == nil)
    }
  }

  @Test func `time runs faster with a scale, and refusals say when to come back when told so`() async throws {
    try await Services.serving(#"{"quotas": {"retryAfter": "fractional"}}"#, quotas: .published, timeScale: 2) {
      services in
      let path = "/v1.0/auditLogs/directoryAudits?$top=1"
      for _ in 0..<5 { #expect(try await services.get(path, of: Self.tenant).status == 200) }
      let refused = try await services.get(path, of: Self.tenant)
      let wait = try #require(refused.headers["retry-after"].flatMap { Double($0) })
      #expect(refused.status == 429 && wait > 0 && wait <= 5)
      let early = try await services.get(path, of: Self.tenant)
      #expect(early.status == 429)
      #expect(try await services.violations()["before_retry_after"] == 1)
      let bound = try await services.observations()["lower_bound_seconds"] as? Double
      #expect(bound == 0)
    }
  }

  @Test func `methods count as reports when told so`() async throws {
    let user = try #require(try Self.tenant.objects("users").first?["id"] as? String)
    let urls = Array(repeating: "/users/\(user)/authentication/methods", count: 20)
    for (scenario, refused) in [("{}", 0), (#"{"quotas": {"authenticationMethods": "reports"}}"#, 15)] {
      try await Services.serving(scenario, quotas: .published) { services async throws in
        let answer = try await services.batch(urls, of: Self.tenant)
        #expect(answer.status == 200)
        #expect(answer.responses.count { $0["status"] as? Int == 429 } == refused)
      }
    }
  }

  @Test func `a mailbox answers four at a time`() async throws {
    let owner = try #require(try Services.graphTenant.objects("users").first?["id"] as? String)
    let scenario = #"{"defaults": {"latencyMilliseconds": 400}}"#
    try await Services.serving(scenario, quotas: .published) { services async throws in
      let bearer = ["Authorization": "Bearer " + (try await services.token(Services.graphTenant.id))]
      let url = services.ports.graphURL + "/v1.0" + BatchTests.rules(owner)
      let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
        for _ in 0..<6 { group.addTask { try await services.send("GET", url, headers: bearer) } }
        return try await group.reduce(into: [Answer]()) { $0.append($1) }
      }
      #expect(answers.count { $0.status == 200 } == 4)
      #expect(
        answers.filter { $0.status == 429 }.allSatisfy {
          $0.errorCode == "ApplicationThrottled" && $0.headers["retry-after"] != nil
        })
      let most = try await services.observations()["most_at_a_time"] as? [String: Int]
      #expect(most?["of_one_mailbox"] == 4)
      #expect(try await services.violations()["over_concurrency"] == 2)
    }
  }

  @Test func `Exchange runs as many at a time as told, and blames nobody`() async throws {
    let scenario = #"{"quotas": {"exchangeConcurrency": 2}, "defaults": {"latencyMilliseconds": 400}}"#
    try await Services.serving(scenario) { services async throws in
      let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
        for _ in 0..<4 { group.addTask { try await services.run("Get-RemoteDomain", of: Self.tenant) } }
        return try await group.reduce(into: [Answer]()) { $0.append($1) }
      }
      #expect(answers.count { $0.status == 200 } == 2)
      #expect(
        answers.filter { $0.status == 429 }.allSatisfy {
          $0.errorMessage?.hasPrefix("You have reached the maximum number of concurrent requests per tenant") == true
        })
      #expect(try await services.violations().isEmpty)
    }
  }

  @Test func `writes are noted`() async throws {
    try await Services.serving { services async throws in
      let bearer = ["Authorization": "Bearer " + (try await services.token(Self.tenant.id))]
      #expect(
        try await services.send(
          "PATCH", services.ports.graphURL + "/v1.0/users/x", body: Data("{}".utf8), headers: bearer
        ).status == 405)
      #expect(try await services.run("Set-Mailbox", ["Identity": "x"], of: Self.tenant).status == 403)
      #expect(try await services.violations() == ["write": 2])
      #expect(try await services.send("POST", services.ports.loginURL + "/__reset").status == 204)
      #expect(try await services.violations().isEmpty)
    }
  }

  @Test func `resource units are told`() async throws {
    try await Services.serving { services async throws in
      #expect(try await services.get("/v1.0/users?$select=id", of: Self.tenant).headers["x-ms-resource-unit"] == "1")
      #expect(try await services.get("/v1.0/users", of: Self.tenant).headers["x-ms-resource-unit"] == "2")
      #expect(try await services.get("/v1.0/subscribedSkus", of: Self.tenant).headers["x-ms-resource-unit"] == "3")
    }
  }
}
