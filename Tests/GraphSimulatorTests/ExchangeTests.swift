import Foundation
import SyntheticFleet
import Testing

@testable import GraphSimulator

/// Behaviours 8 and 9 of Exchange: cmdlets, pages, batches, audit sessions, the message trace's cursor.
@Suite struct ExchangeTests {
  static let tenant = Services.exchangeTenant

  static func span(_ tenant: SyntheticTenant) -> [String: Any] {
    [
      "StartDate": Moment(seconds: tenant.collectedAt - 8 * 86_400).text,
      "EndDate": Moment(seconds: tenant.collectedAt).text,
    ]
  }

  @Test func `cmdlets list what the evidence holds, types and all`() async throws {
    let mailboxes = try Self.tenant.objects("mailboxes").count
    try await Services.serving { services async throws in
      let answer = try await services.run("Get-Mailbox", ["ResultSize": "Unlimited"], of: Self.tenant)
      #expect(answer.status == 200 && answer.value.count == mailboxes)
      #expect(answer.value.first?["AuditEnabled@data.type"] as? String == "System.Boolean")
      #expect(answer.headers["rate-limit-limit"] == "30000")
      let rules = try await services.run(
        "Get-InboxRule", ["Mailbox": answer.value[0]["UserPrincipalName"] as? String ?? "", "IncludeHidden": true],
        of: Self.tenant)
      #expect(rules.status == 200)
      // Numbers beyond Int64 stay numbers.
      #expect(String(decoding: rules.body, as: UTF8.self).contains("\"RuleIdentity@data.type\":\"System.UInt64\""))
      let configuration = try await services.run("Get-AdminAuditLogConfig", of: Self.tenant)
      #expect(configuration.value.first?["UnifiedAuditLogIngestionEnabled"] as? Bool == true)
    }
  }

  @Test func `pages are asked for with the same body`() async throws {
    let expected = try Self.tenant.objects("mailboxes").compactMap { $0["UserPrincipalName"] as? String }
    try await Services.serving { services async throws in
      let small = ["Prefer": "odata.maxpagesize=25"]
      var names: [String] = []
      var link: String?
      repeat {
        let answer = try await services.run(
          "Get-Mailbox", ["ResultSize": "Unlimited"], of: Self.tenant, url: link, headers: small)
        names += answer.value.compactMap { $0["UserPrincipalName"] as? String }
        link = answer.next
        if let link, names.count == 25 {
          let other = try await services.run("Get-Mailbox", of: Self.tenant, url: link)
          #expect(other.status == 400)
          #expect(String(decoding: other.body, as: UTF8.self).contains("Expired or Invalid pagination request"))
        }
      } while link != nil
      #expect(names == expected)
    }
  }

  @Test func `refusals are those of Exchange`() async throws {
    try await Services.serving { services async throws in
      let missing = try await services.run("Get-Mailbox", ["Identity": "nobody"], of: Self.tenant)
      #expect(missing.status == 404)
      #expect(String(decoding: missing.body, as: UTF8.self).contains("ManagementObjectNotFoundException|"))
      #expect(try await services.run("Get-Mailbox", ["Colour": "red"], of: Self.tenant).status == 400)
      let unknown = try await services.run("Get-Everything", of: Self.tenant)
      #expect(unknown.status == 403 && unknown.body == Data([0]))
      let old = "\(services.ports.exchangeURL)/adminapi/v1.0/\(Self.tenant.id)/InvokeCommand"
      #expect(try await services.run("Get-RemoteDomain", of: Self.tenant, url: old).status == 405)
      let foreign = "\(services.ports.exchangeURL)/adminapi/beta/\(Services.graphTenant.id)/InvokeCommand"
      #expect(try await services.run("Get-RemoteDomain", of: Self.tenant, url: foreign).status == 401)
      #expect(try await services.violations() == ["token_for_another_tenant": 1])
      // Where rules come from Graph, only the cmdlets for rules are refused.
      #expect(try await services.run("Get-InboxRule", ["Mailbox": "x"], of: Services.graphTenant).status == 403)
      #expect(try await services.run("Get-RemoteDomain", of: Services.graphTenant).status == 200)
    }
  }

  @Test(arguments: [("noRole", 403), ("noManageAsApp", 401), ("full", 200)])
  func `both the permission and the role are needed`(_ access: String, _ status: Int) async throws {
    try await Services.serving("{\"defaults\": {\"exchange\": \"\(access)\"}}") { services async throws in
      #expect(try await services.run("Get-RemoteDomain", of: Self.tenant).status == status)
    }
  }

  @Test func `a batch runs ten cmdlets, and no eleventh`() async throws {
    try await Services.serving { services async throws in
      for (count, status) in [(10, 200), (11, 400)] {
        let requests = (0..<count).map { number -> [String: Any] in
          [
            "id": "\(number)", "method": "POST", "url": "/adminapi/beta/\(Self.tenant.id)/InvokeCommand",
            "body": [
              "CmdletInput": [
                "CmdletName": number == 3 ? "Get-Nothing" : "Get-RemoteDomain", "Parameters": [String: String](),
              ]
            ],
          ]
        }
        let answer = try await services.send(
          "POST", "\(services.ports.exchangeURL)/adminapi/beta/\(Self.tenant.id)/$batch",
          body: try JSONSerialization.data(withJSONObject: ["requests": requests]),
          headers: [
            "Authorization": "Bearer " + services.token(Self.tenant.id, resource: "https://outlook.office365.com")
          ])
        #expect(answer.status == status)
        guard status == 200 else { continue }
        let refused = answer.responses.filter { $0["status"] as? Int != 200 }
        #expect(answer.responses.count == 10 && refused.count == 1 && refused.first?["id"] as? String == "3")
      }
    }
  }

  @Test func `a large set ends empty, comes in no order, and repeats a row`() async throws {
    let ids = try Self.tenant.objects("unified_audit").compactMap { $0["Id"] as? String }
    let count = ids.count
    let expected = Set(ids)
    try await Services.serving { services async throws in
      var parameters = Self.span(Self.tenant)
      parameters.merge(["ResultSize": 100, "SessionId": "s", "SessionCommand": "ReturnLargeSet"]) { $1 }
      var rows: [[String: Any]] = []
      while true {
        let answer = try await services.run("Search-UnifiedAuditLog", parameters, of: Self.tenant)
        try #require(answer.status == 200)
        if answer.value.isEmpty { break }
        rows += answer.value
      }
      let identities = rows.compactMap { $0["Identity"] as? String }
      #expect(Set(identities) == expected)
      #expect(identities.count > count)
      #expect(rows.allSatisfy { $0["ResultCount"] as? Int == count })
      let times = rows.compactMap { $0["CreationDate"] as? String }
      #expect(times != times.sorted() && times != times.sorted(by: >))
      let data = try #require(rows[0]["AuditData"] as? String)
      #expect((try? JSONSerialization.jsonObject(with: Data(data.utf8))) != nil)
    }
  }

  @Test func `searches filter by operation and refuse too much`() async throws {
    try await Services.serving { services async throws in
      var parameters = Self.span(Self.tenant)
      parameters["Operations"] = ["New-InboxRule", "Set-InboxRule"]
      let rows = try await services.run("Search-UnifiedAuditLog", parameters, of: Self.tenant).value
      #expect(
        !rows.isEmpty && rows.allSatisfy { ["New-InboxRule", "Set-InboxRule"].contains($0["Operations"] as? String) })
      parameters["ResultSize"] = 5_001
      #expect(try await services.run("Search-UnifiedAuditLog", parameters, of: Self.tenant).status == 400)
    }
    try await Services.serving(#"{"defaults": {"audit": {"exchangeTimeouts": 1}}}"#) { services async throws in
      let first = try await services.run("Search-UnifiedAuditLog", Self.span(Self.tenant), of: Self.tenant).value
      #expect(first.first?["ResultIndex"] as? Int == -1 && first.first?["ResultCount"] as? Int == 0)
      #expect(try await services.run("Search-UnifiedAuditLog", Self.span(Self.tenant), of: Self.tenant).value.count > 1)
    }
    try await Services.serving(#"{"defaults": {"auditing": false}}"#) { services async throws in
      #expect(try await services.run("Search-UnifiedAuditLog", Self.span(Self.tenant), of: Self.tenant).value.isEmpty)
      let configuration = try await services.run("Get-AdminAuditLogConfig", of: Self.tenant).value.first
      #expect(configuration?["UnifiedAuditLogIngestionEnabled"] as? Bool == false)
    }
  }

  @Test func `the trace's cursor reaches every row`() async throws {
    let expected = Set(
      try Self.tenant.objects("message_trace").map { "\($0["MessageTraceId"] ?? "") \($0["RecipientAddress"] ?? "")" })
    try await Services.serving { services async throws in
      var parameters = Self.span(Self.tenant)
      parameters["ResultSize"] = 50
      var found: Set<String> = []
      var rows: [[String: Any]] = []
      repeat {
        rows = try await services.run("Get-MessageTraceV2", parameters, of: Self.tenant).value
        found.formUnion(rows.map { "\($0["MessageTraceId"] ?? "") \($0["RecipientAddress"] ?? "")" })
        parameters["EndDate"] = rows.last?["Received"]
        parameters["StartingRecipientAddress"] = rows.last?["RecipientAddress"]
      } while rows.count == 50
      #expect(found == expected)
      parameters["StartDate"] = Moment(seconds: Self.tenant.collectedAt - 20 * 86_400).text
      parameters["EndDate"] = Moment(seconds: Self.tenant.collectedAt).text
      #expect(try await services.run("Get-MessageTraceV2", parameters, of: Self.tenant).status == 400)
    }
  }

  @Test func `an audit search runs, succeeds, fails, is unknown to v1 or to tenants that do not audit`() async throws {
    let tenant = Services.graphTenant
    let body = try JSONSerialization.data(withJSONObject: [
      "displayName": "test", "filterStartDateTime": Moment(seconds: tenant.collectedAt - 8 * 86_400).text,
      "filterEndDateTime": Moment(seconds: tenant.collectedAt).text,
    ])
    let count = try tenant.objects("unified_audit").count
    @Sendable func create(_ services: Services, _ version: String) async throws -> Answer {
      try await services.send(
        "POST", "\(services.ports.graphURL)/\(version)/security/auditLog/queries", body: body,
        headers: ["Authorization": "Bearer " + services.token(tenant.id), "Content-Type": "application/json"])
    }
    try await Services.serving { services async throws in
      let made = try await create(services, "v1.0")
      #expect(made.status == 201 && made.object["status"] as? String == "notStarted")
      let path = "/v1.0/security/auditLog/queries/\(made.object["id"] as? String ?? "")"
      #expect(try await services.get(path, of: tenant).object["status"] as? String == "running")
      #expect(try await services.get(path, of: tenant).object["status"] as? String == "succeeded")
      #expect(try await services.all(path + "/records?$top=100", of: tenant).count == count)
      #expect(try await services.get("/v1.0/security/auditLog/queries/none", of: tenant).status == 404)
    }
    try await Services.serving(#"{"defaults": {"audit": {"outcome": "failed", "polls": 0, "betaOnly": true}}}"#) {
      services async throws in
      #expect(try await create(services, "v1.0").status == 404)
      let made = try await create(services, "beta")
      let path = "/beta/security/auditLog/queries/\(made.object["id"] as? String ?? "")"
      #expect(try await services.get(path, of: tenant).object["status"] as? String == "failed")
    }
    try await Services.serving(#"{"defaults": {"auditing": false}}"#) { services async throws in
      let refused = try await create(services, "v1.0")
      #expect(refused.status == 400 && refused.errorMessage?.contains("\"Status\": \"AuditingDisabledTenant\"") == true)
    }
  }
}
