import Foundation
import SyntheticFleet
import Testing

@testable import GraphSimulator

/// Behaviour 1: both credential forms, consent, errors by number, roles that decide, tokens that end.
@Suite struct TokenTests {
  static let tenant = Services.exchangeTenant

  struct Refused: Sendable, CustomStringConvertible {
    let scenario: String
    var change: [String: String] = [:]
    var resource = "https://graph.microsoft.com"
    let status: Int
    let error: String
    let number: Int
    var description: String { "\(number)" }
  }

  @Test(arguments: [
    Refused(
      scenario: "{}", change: ["client_secret": "wrong"], status: 401, error: "invalid_client", number: 7_000_215),
    Refused(
      scenario: #"{"application": {"secret": "expired"}}"#, status: 401, error: "invalid_client", number: 7_000_222),
    Refused(
      scenario: "{}", change: ["client_id": UUID().uuidString], status: 400, error: "unauthorized_client",
      number: 700_016),
    Refused(
      scenario: #"{"defaults": {"consent": "missing"}}"#, status: 400, error: "unauthorized_client", number: 700_016),
    Refused(
      scenario: #"{"defaults": {"consent": "conditionalAccess"}}"#, status: 400, error: "invalid_grant", number: 53_003),
    Refused(scenario: #"{"defaults": {"exists": false}}"#, status: 400, error: "invalid_request", number: 90_002),
    Refused(
      scenario: "{}", change: ["scope": "https://graph.microsoft.com/User.Read"], status: 400, error: "invalid_scope",
      number: 70_011),
    Refused(scenario: "{}", change: ["scope": ""], status: 400, error: "invalid_request", number: 900_144),
    Refused(
      scenario: "{}", change: ["grant_type": "password"], status: 400, error: "unsupported_grant_type", number: 70_003),
    Refused(
      scenario: #"{"defaults": {"exchange": "noService"}}"#, resource: "https://outlook.office365.com", status: 400,
      error: "invalid_resource", number: 500_011),
  ])
  func `what is refused is refused by number`(_ refused: Refused) async throws {
    try await Services.serving(refused.scenario) { services async throws in
      let answer = try await services.tokenAnswer(Self.tenant.id, resource: refused.resource, refused.change)
      #expect(answer.status == refused.status)
      #expect(answer.object["error"] as? String == refused.error)
      #expect(answer.object["error_codes"] as? [Int] == [refused.number])
      #expect((answer.object["error_description"] as? String)?.hasPrefix("AADSTS\(refused.number): ") == true)
    }
  }

  @Test func `an unknown tenant and common are no authority`() async throws {
    try await Services.serving { services async throws in
      #expect(try await services.tokenAnswer(UUID().uuidString).object["error_codes"] as? [Int] == [90_002])
      #expect(try await services.tokenAnswer("common").object["error_codes"] as? [Int] == [50_059])
      #expect(try await services.tokenAnswer(Self.tenant.defaultDomain).status == 200)
    }
  }

  @Test func `a planted withdrawal of consent shows at the token endpoint`() async throws {
    let withdrawn = try #require((0..<12).map { Services.fleet.tenant($0, night: 2) }.first { !$0.wire.hasConsent })
    try await Services.serving { services async throws in
      #expect(try await services.tokenAnswer(withdrawn.id).object["error_codes"] as? [Int] == [700_016])
    }
  }

  @Test func `a token ends after its time`() async throws {
    try await Services.serving(#"{"tokens": {"lifetimeSeconds": 2}}"#) { services async throws in
      let token = try await services.token(Self.tenant.id)
      let headers = ["Authorization": "Bearer " + token]
      var statuses: [Int] = []
      // Asks until the answer turns: no waiting for a clock.
      for _ in 0..<5_000 where statuses.last != 401 {
        statuses.append(
          try await services.send("GET", services.ports.graphURL + "/v1.0/organization", headers: headers).status)
      }
      #expect(statuses.first == 200)
      #expect(statuses.last == 401)
    }
  }

  @Test func `a token for another service is refused and noted`() async throws {
    try await Services.serving { services async throws in
      let token = try await services.token(Self.tenant.id, resource: "https://outlook.office365.com")
      let answer = try await services.send(
        "GET", services.ports.graphURL + "/v1.0/users", headers: ["Authorization": "Bearer " + token])
      #expect(answer.status == 401)
      #expect(answer.errorCode == "InvalidAuthenticationToken")
      #expect(try await services.violations() == ["token_for_another_service": 1])
    }
  }

  @Test func `a made-up token and none are refused`() async throws {
    try await Services.serving { services async throws in
      let url = services.ports.graphURL + "/v1.0/users"
      #expect(try await services.send("GET", url).status == 401)
      #expect(try await services.send("GET", url, headers: ["Authorization": "Bearer a.b.c"]).status == 401)
      let real = try await services.token(Self.tenant.id)
      let forged = ["Authorization": "Bearer " + real.dropLast(4) + "AAAA"]
      #expect(try await services.send("GET", url, headers: forged).status == 401)
    }
  }

  @Test func `roles decide endpoint by endpoint`() async throws {
    let scenario = #"{"defaults": {"permissions": ["User.Read.All", "MailboxSettings.Read"]}}"#
    try await Services.serving(scenario) { services async throws in
      #expect(try await services.get("/v1.0/users", of: Self.tenant).status == 200)
      #expect(
        try await services.get("/v1.0/servicePrincipals", of: Self.tenant).errorCode == "Authorization_RequestDenied")
      let audits = try await services.get("/v1.0/auditLogs/directoryAudits", of: Self.tenant)
      #expect(audits.status == 403)
      #expect(audits.errorCode == "Authentication_MSGraphPermissionMissing")
    }
  }

  @Test func `refresh tokens rotate, and old ones work until they are revoked`() async throws {
    for (scenario, second) in [("{}", 200), (#"{"tokens": {"revokeOldRefreshTokens": true}}"#, 400)] {
      try await Services.serving(scenario) { services async throws in
        let old = services.simulator.refreshToken
        let grant = ["grant_type": "refresh_token", "refresh_token": old]
        let first = try await services.tokenAnswer(Self.tenant.id, grant)
        #expect(first.status == 200)
        let new = try #require(first.object["refresh_token"] as? String)
        #expect(new != old)
        #expect((first.object["scope"] as? String)?.contains("https://graph.microsoft.com/.default") == true)
        #expect(try await services.tokenAnswer(Self.tenant.id, grant).status == second)
        let made = ["grant_type": "refresh_token", "refresh_token": "0.7.made-up"]
        #expect(try await services.tokenAnswer(Self.tenant.id, made).object["error_codes"] as? [Int] == [70_043])
      }
    }
  }

  @Test func `delegated consent that is missing has its own number`() async throws {
    try await Services.serving(#"{"defaults": {"consent": "delegatedMissing"}}"#) { services async throws in
      let grant = ["grant_type": "refresh_token", "refresh_token": services.simulator.refreshToken]
      let answer = try await services.tokenAnswer(Self.tenant.id, grant)
      #expect(answer.object["error_codes"] as? [Int] == [65_001])
      #expect(answer.object["suberror"] as? String == "consent_required")
      #expect(try await services.tokenAnswer(Self.tenant.id).status == 200)
    }
  }
}
