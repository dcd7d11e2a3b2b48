import Foundation
import SyntheticFleet
import Testing

@testable import GraphSimulator

/// Behaviour 10, and scenarios that say what is wrong with them.
@Suite struct FaultTests {
  static let tenant = Services.exchangeTenant

  @Test func `errors come as often as told, with what was told`() async throws {
    let scenario =
      #"{"faults": [{"kind": "serverError", "status": 503, "times": 2, "retryAfterSeconds": 30, "path": "domains"}]}"#
    try await Services.serving(scenario) { services async throws in
      #expect(try await services.get("/v1.0/organization", of: Self.tenant).status == 200)
      let struck = try await services.get("/v1.0/domains", of: Self.tenant)
      #expect(struck.status == 503 && struck.headers["retry-after"] == "30")
      // Too early again, and seen.
      #expect(try await services.get("/v1.0/domains", of: Self.tenant).status == 503)
      #expect(try await services.violations() == ["before_retry_after": 1])
      #expect(try await services.get("/v1.0/domains", of: Self.tenant).status == 200)
    }
  }

  @Test func `shares depend on the seed alone`() async throws {
    let scenario = #"{"seed": 5, "faults": [{"kind": "throttle", "share": 0.5, "inARow": 100}]}"#
    var runs: [[Int]] = []
    for _ in 0..<2 {
      runs.append(
        try await Services.answering(scenario) { services async throws in
          var statuses: [Int] = []
          for _ in 0..<12 { statuses.append(try await services.get("/v1.0/domains", of: Self.tenant).status) }
          return statuses
        })
    }
    #expect(runs[0] == runs[1])
    #expect(Set(runs[0]) == [200, 429])
  }

  @Test(arguments: ["reset", "truncate"])
  func `connections break`(_ kind: String) async throws {
    try await Services.serving("{\"faults\": [{\"kind\": \"\(kind)\", \"times\": 1}]}") { services async throws in
      await #expect(throws: (any Error).self) { try await services.get("/v1.0/domains", of: Self.tenant) }
      #expect(try await services.get("/v1.0/domains", of: Self.tenant).status == 200)
    }
  }

  @Test func `a proxy's page is no JSON, and a gateway says nothing`() async throws {
    let scenario = #"{"faults": [{"kind": "html", "times": 1}, {"kind": "gatewayTimeout", "times": 1}]}"#
    try await Services.serving(scenario) { services async throws in
      let page = try await services.get("/v1.0/domains", of: Self.tenant)
      #expect(page.status == 502 && page.headers["content-type"]?.hasPrefix("text/html") == true)
      let silent = try await services.get("/v1.0/domains", of: Self.tenant)
      #expect(silent.status == 504 && silent.body.isEmpty)
    }
  }

  @Test func `one tenant is out while the others answer`() async throws {
    let scenario = ##"{"tenants": {"#1": {"faults": [{"kind": "outage", "seconds": 600, "after": 1}]}}}"##
    try await Services.serving(scenario) { services async throws in
      let headers = ["Authorization": "Bearer " + (try await services.token(Self.tenant.id))]
      let url = services.ports.graphURL + "/v1.0/domains"
      for _ in 0..<3 {
        await #expect(throws: (any Error).self) { try await services.send("GET", url, headers: headers) }
      }
      #expect(try await services.get("/v1.0/domains", of: Services.graphTenant).status == 200)
    }
  }

  @Test func `items of a batch are struck one by one`() async throws {
    let scenario = #"{"faults": [{"kind": "throttle", "times": 3, "path": "messageRules", "retryAfterSeconds": 2}]}"#
    let users = try Services.graphTenant.objects("users").compactMap { $0["id"] as? String }
    try await Services.serving(scenario) { services async throws in
      let answer = try await services.batch(users.prefix(10).map { BatchTests.rules($0) }, of: Services.graphTenant)
      let struck = answer.responses.filter { $0["status"] as? Int == 429 }
      #expect(answer.status == 200 && struck.count == 3)
      #expect(struck.allSatisfy { ($0["headers"] as? [String: String])?["Retry-After"] == "2" })
    }
  }

  @Test(arguments: [
    (#"{"fautls": []}"#, "scenario", "unknown key \"fautls\""),
    (#"{"tokens": {"lifetimeSeconds": "5"}}"#, "scenario: tokens.lifetimeSeconds", "a number from 0.1 to 86400"),
    (#"{"faults": [{"share": 1}]}"#, "scenario: faults[0].kind", "what goes wrong"),
    (#"{"faults": [{"kind": "throttle", "share": 2}]}"#, "scenario: faults[0].share", "a number from 0 to 1"),
    (#"{"tenants": {"nobody.example": {}}}"#, "scenario: tenants.nobody.example", "the id, domain or name of a tenant"),
    (#"{"defaults": {"consent": "maybe"}}"#, "scenario: defaults.consent", "one of \"granted\""),
    (#"{"defaults": {"intune": 1}}"#, "scenario: defaults.intune", "true or false"),
    (#"{"defaults": "#, "scenario", "this is no JSON"),
  ])
  func `a scenario that is wrong says where, and what to write`(_ text: String, _ place: String, _ problem: String)
    throws
  {
    var settings = SimulatorSettings(source: .fleet(Services.fleet, night: 2))
    settings.scenarioJSON = text
    let error = #expect(throws: SimulatorError.self) { try GraphSimulator(settings, now: { 0 }) }
    #expect(error?.place == place)
    #expect(error?.problem.hasPrefix(problem) == true)
    #expect(error?.remedy.isEmpty == false)
  }

  @Test(arguments: [
    ("a eq 1 and (b eq 'it''s' or not c eq true)", true), ("startswith(x/y,'Add')", true),
    ("t/any(u:u/id eq '5')", true),
    ("a eq", false), ("a ne 'x", false), ("a eq 1 b", false), ("", false),
  ])
  func `filters are read or refused`(_ text: String, _ isFilter: Bool) {
    #expect(((try? FilterParser.expression(text)) != nil) == isFilter)
  }
}
