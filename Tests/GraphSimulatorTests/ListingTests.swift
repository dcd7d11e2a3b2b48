import Foundation
import SyntheticFleet
import Testing

@testable import GraphSimulator

/// Behaviours 2, 3 and 5: licences, projections, page sizes, page tokens, advanced queries, late and repeated rows.
@Suite struct ListingTests {
  static let tenant = Services.exchangeTenant

  static func ids(_ objects: [[String: Any]]) -> [String] { objects.compactMap { $0["id"] as? String } }

  @Test func `users come with eleven properties unless others are selected`() async throws {
    try await Services.serving { services async throws in
      let plain = try #require(try await services.get("/v1.0/users?$top=1", of: Self.tenant).value.first)
      #expect(Set(plain.keys) == Set(GraphListing.userDefaults))
      let chosen = try await services.get("/v1.0/users?$select=id,accountEnabled&$top=1", of: Self.tenant).value
      #expect(chosen.first.map { Set($0.keys) } == ["id", "accountEnabled"])
      let unknown = try await services.get("/v1.0/users?$select=id,favouriteColour", of: Self.tenant)
      #expect(unknown.status == 400 && unknown.errorMessage?.contains("favouriteColour") == true)
    }
  }

  @Test(arguments: [
    ("/v1.0/users?$top=1000", "Invalid page size specified: '1000'. Must be between 1 and 999 inclusive."),
    ("/v1.0/users?$top=0", "Invalid page size specified: '0'. Must be between 1 and 999 inclusive."),
    (
      "/v1.0/identityProtection/riskyUsers?$top=501",
      "Invalid page size specified: '501'. Must be between 1 and 500 inclusive."
    ),
  ])
  func `a page that is too large is refused in Microsoft's words`(_ path: String, _ message: String) async throws {
    try await Services.serving { services async throws in
      let answer = try await services.get(path, of: Self.tenant)
      #expect(answer.status == 400)
      #expect(answer.errorMessage == message)
    }
  }

  @Test func `what no client asks for is refused, and ends nothing`() async throws {
    let deep = String(repeating: "(", count: 100_000)
    #expect(throws: FilterParser.Failure.self) { try FilterParser.expression(deep) }
    #expect(throws: FilterParser.Failure.self) {
      try FilterParser.expression(String(repeating: "not ", count: 100_000))
    }
    let call = try Cmdlet(
      body: Array(#"{"CmdletInput":{"CmdletName":"Get-Mailbox","Parameters":{"ResultSize":1e300}}}"#.utf8))
    #expect(call.text("ResultSize") == nil)
  }

  @Test func `every object comes once over all pages, also over empty ones`() async throws {
    let expected = Self.ids(try Self.tenant.objects("users"))
    for scenario in ["{}", #"{"defaults": {"listings": {"emptyPageEvery": 2}}}"#] {
      try await Services.serving(scenario) { services async throws in
        #expect(try await Self.ids(services.all("/v1.0/users?$select=id&$top=7", of: Self.tenant)) == expected)
      }
    }
  }

  @Test func `empty pages have next links, and rows repeat across pages, when told so`() async throws {
    let scenario = #"{"defaults": {"listings": {"emptyPageEvery": 1, "repeatRows": true}}}"#
    try await Services.serving(scenario) { services async throws in
      let first = try await services.get("/v1.0/users?$select=id&$top=7", of: Self.tenant)
      let second = try await services.get(try #require(first.next), of: Self.tenant)
      #expect(second.value.isEmpty)
      let third = try await services.get(try #require(second.next), of: Self.tenant)
      #expect(Self.ids(third.value).first == Self.ids(first.value).last)
    }
  }

  @Test func `the count is told on the first page of an advanced query, and ignored otherwise`() async throws {
    try await Services.serving { services async throws in
      let path = "/v1.0/users?$select=id&$top=20&$count=true"
      #expect(try await services.get(path, of: Self.tenant).object["@odata.count"] == nil)
      let eventual = ["ConsistencyLevel": "eventual"]
      let first = try await services.get(path, of: Self.tenant, headers: eventual)
      #expect(first.object["@odata.count"] as? Int == Self.tenant.userCount)
      let second = try await services.get(try #require(first.next), of: Self.tenant, headers: eventual)
      #expect(second.status == 200 && second.object["@odata.count"] == nil)
      // The header must come with every page.
      let without = try await services.get(try #require(first.next), of: Self.tenant)
      #expect(without.errorCode == "Directory_ExpiredPageToken")
      #expect(try await services.get("/v1.0/users/$count", of: Self.tenant).errorCode == "Request_BadRequest")
      let count = try await services.get("/v1.0/users/$count", of: Self.tenant, headers: eventual)
      #expect(String(decoding: count.body, as: UTF8.self) == "\(Self.tenant.userCount)")
    }
  }

  @Test func `operators of the advanced kind need the header and the count`() async throws {
    try await Services.serving { services async throws in
      let filter = "/v1.0/users?$filter=userType ne 'Guest'&$select=id"
      #expect(try await services.get(filter, of: Self.tenant).errorCode == "Request_UnsupportedQuery")
      let answer = try await services.get(
        filter + "&$count=true", of: Self.tenant, headers: ["ConsistencyLevel": "eventual"])
      let members = try Self.tenant.objects("users").count { $0["userType"] as? String != "Guest" }
      #expect(answer.object["@odata.count"] as? Int == members)
      let dated = "/v1.0/users?$filter=lastPasswordChangeDateTime ge 2026-01-01T00:00:00Z"
      #expect(try await services.get(dated, of: Self.tenant).errorCode == "Request_UnsupportedQuery")
    }
  }

  @Test func `a page token is refused as often as told, then works`() async throws {
    try await Services.serving(#"{"defaults": {"listings": {"expiredPageTokens": 2}}}"#) { services async throws in
      let link = try #require(try await services.get("/v1.0/users?$top=5", of: Self.tenant).next)
      for _ in 0..<2 {
        #expect(try await services.get(link, of: Self.tenant).errorCode == "Directory_ExpiredPageToken")
      }
      #expect(try await services.get(link, of: Self.tenant).status == 200)
    }
  }

  @Test func `a page token ends, and is no use to another tenant`() async throws {
    try await Services.serving(##"{"tenants": {"#2": {"listings": {"pageTokenSeconds": 0}}}}"##) {
      services async throws in
      let own = try #require(try await services.get("/v1.0/users?$top=5", of: Self.tenant).next)
      #expect(try await services.get(own, of: Services.graphTenant).errorCode == "Directory_ExpiredPageToken")
      let short = try #require(try await services.get("/v1.0/users?$top=5", of: Services.graphTenant).next)
      #expect(try await services.get(short, of: Services.graphTenant).errorCode == "Directory_ExpiredPageToken")
    }
  }

  @Test(arguments: [
    ("otherHost", "graph.attacker.example"), ("otherScheme", "https://127.0.0.1"), ("otherPort", "http://127.0.0.1"),
  ])
  func `next links lie when told so`(_ way: String, _ beginning: String) async throws {
    let scenario = #"{"defaults": {"listings": {"nextLink": "WAY", "nextLinkKinds": ["users"]}}}"#
    try await Services.serving(scenario.replacingOccurrences(of: "WAY", with: way)) { services async throws in
      let link = try #require(try await services.get("/v1.0/users?$top=5", of: Self.tenant).next)
      #expect(link.contains(beginning))
      #expect(!link.hasPrefix(services.ports.graphURL))
      let honest = try await services.get("/v1.0/auditLogs/directoryAudits?$top=5", of: Self.tenant).next
      #expect(honest?.hasPrefix(services.ports.graphURL) == true)
    }
  }

  @Test func `a page repeats for ever under new links when told so`() async throws {
    try await Services.serving(#"{"defaults": {"listings": {"endlessKinds": ["users"]}}}"#) { services async throws in
      var links: Set<String> = []
      var link = "/v1.0/users?$select=id&$top=5"
      var first: [String]?
      for _ in 0..<20 {
        let answer = try await services.get(link, of: Self.tenant)
        let ids = Self.ids(answer.value)
        #expect(ids == first ?? ids)
        first = ids
        link = try #require(answer.next)
        links.insert(link)
      }
      #expect(links.count == 20)
    }
  }

  @Test func `logs come newest first and are cut by time`() async throws {
    try await Services.serving { services async throws in
      let all = try await services.all("/v1.0/auditLogs/directoryAudits?$top=1000", of: Self.tenant)
      let times = all.compactMap { ($0["activityDateTime"] as? String).flatMap { Moment($0) } }
      #expect(times == times.sorted(by: >) && times.count > 10)
      let middle = times[times.count / 2]
      let filter = "$filter=activityDateTime ge \(middle.text) and activityDateTime le 2100-01-01T00:00:00Z"
      let later = try await services.all("/v1.0/auditLogs/directoryAudits?\(filter)&$top=3", of: Self.tenant)
      #expect(later.count == times.count { $0 >= Moment(middle.text) ?? middle })
    }
  }

  @Test func `a new user is late in advanced queries, and log rows are late everywhere`() async throws {
    let scenario = #"{"defaults": {"listings": {"indexDelaySeconds": 8640000, "logDelaySeconds": 259200}}}"#
    let users = try Self.tenant.objects("users")
    let count = users.count
    let end = Double(Self.tenant.collectedAt)
    let old = users.count { user in
      (user["createdDateTime"] as? String).flatMap { Moment($0) }.map { $0 <= Moment(seconds: end - 8_640_000) }
        ?? false
    }
    #expect(old < users.count)
    try await Services.serving(scenario) { services async throws in
      let path = "/v1.0/users?$select=id&$count=true&$top=999"
      #expect(try await services.all(path, of: Self.tenant).count == count)
      #expect(try await services.all(path, of: Self.tenant, headers: ["ConsistencyLevel": "eventual"]).count == old)
      let audits = try await services.all("/v1.0/auditLogs/directoryAudits", of: Self.tenant)
      #expect(
        audits.allSatisfy {
          ($0["activityDateTime"] as? String).flatMap { Moment($0) }.map { $0 <= Moment(seconds: end - 259_200) }
            ?? false
        })
    }
  }

  @Test func `licences decide what is answered`() async throws {
    let refused: [(String, String)] = [
      ("/v1.0/auditLogs/signIns", "Authentication_RequestFromNonPremiumTenantOrB2CTenant"),
      (
        "/v1.0/reports/authenticationMethods/userRegistrationDetails",
        "Authentication_RequestFromNonPremiumTenantOrB2CTenant"
      ),
      ("/v1.0/users?$select=id,signInActivity", "Authentication_RequestFromNonPremiumTenantOrB2CTenant"),
      ("/v1.0/identityProtection/riskyUsers", "Forbidden"), ("/v1.0/identityProtection/riskDetections", "Forbidden"),
      ("/v1.0/deviceManagement/managedDevices", "Forbidden"),
    ]
    try await Services.serving { services async throws in
      for (path, code) in refused {
        let answer = try await services.get(path, of: Services.freeTenant)
        #expect(answer.status == 403 && answer.errorCode == code, "\(path)")
        #expect(try await services.get(path, of: Self.tenant).status == 200, "\(path)")
      }
    }
    try await Services.serving(#"{"defaults": {"licence": "premiumP1"}}"#) { services async throws in
      #expect(try await services.get("/v1.0/auditLogs/signIns", of: Self.tenant).status == 200)
      #expect(try await services.get("/v1.0/identityProtection/riskyUsers", of: Self.tenant).status == 403)
    }
  }

  @Test func `sign-ins over a wide window time out when told so`() async throws {
    try await Services.serving(#"{"defaults": {"listings": {"widestSignInHours": 24}}}"#) { services async throws in
      func status(_ hours: Int64) async throws -> Int {
        let end = Self.tenant.collectedAt
        let (from, to) = (Moment(seconds: end - hours * 3_600).text, Moment(seconds: end).text)
        return try await services.get(
          "/v1.0/auditLogs/signIns?$filter=createdDateTime ge \(from) and createdDateTime le \(to)", of: Self.tenant
        ).status
      }
      #expect(try await status(24) == 200)
      #expect(try await status(25) == 504)
      #expect(try await services.get("/v1.0/auditLogs/signIns", of: Self.tenant).status == 504)
      let beta = "?$filter=signInEventTypes/any(t: t eq 'interactiveUser')"
      #expect(try await services.get("/v1.0/auditLogs/signIns" + beta, of: Self.tenant).status == 400)
    }
  }
}
