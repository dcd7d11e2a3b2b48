import AuditModel
import EvidenceCollection
import Foundation
import Testing
import WireJSON

/// Every kind as a willing tenant gives it.
struct CollectorTests {
  @Test func `a quiet tenant has every kind but folders, complete, and is named as it names itself`() async throws {
    let tenant = try await collect { call in
      if call.path == "/servicePrincipals" {
        return .list([#"{"id":"sp-graph","appId":"00000003-0000-0000-c000-000000000000"}"#])
      }
      return nil
    }
    #expect(Set(tenant.summary.kinds.map(\.kind)) == Set(EvidenceKind.allCases).subtracting([.mailFolders]))
    #expect(tenant.summary.kinds.filter { $0.gap != nil }.map(\.kind) == [])
    #expect(tenant.summary.tenant.displayName == "Contoso Ltd")
    #expect(tenant.summary.tenant.defaultDomain == "contoso.example")
    #expect(try tenant.archive.manifest().tenant == tenant.summary.tenant)
  }

  @Test func `a name from the configuration stays`() async throws {
    let named = plan { $0.tenant = Tenant(id: TenantID(tenantID), displayName: "Client 7") }
    let tenant = try await collect(named) { _ in nil }
    #expect(tenant.summary.tenant.displayName == "Client 7")
    #expect(tenant.summary.tenant.defaultDomain == "contoso.example")
  }

  @Test func `objects are written as they came, page after page, duplicates too`() async throws {
    let odd = #"{"id":"a","userPrincipalName":"a@contoso.example","x":[1,18446744073709551615,null,{"é":"\n"}]}"#
    let tenant = try await collect { call in
      guard call.path == "/users" else { return nil }
      return call.query["$skiptoken"] == nil
        ? .list([odd], next: "\(call.origin)/graph/v1.0/users?$skiptoken=2") : .list([odd, user("b")])
    }
    #expect(tenant.lines(.users) == [odd, odd, user("b")])
  }

  @Test func `kinds that are not wanted are neither asked for nor written`() async throws {
    let tenant = try await collect(plan { $0.kinds = [.domains] }) { _ in nil }
    #expect(tenant.stub.calls.map(\.path) == ["/domains"])
    #expect(tenant.summary.kinds.map(\.kind) == [.domains])
  }

  @Test func `application roles are read of Graph and Exchange only`() async throws {
    let tenant = try await collect(plan { $0.kinds = [.servicePrincipals, .appRoleAssignments] }) { call in
      switch call.path {
      case "/servicePrincipals":
        .list([
          #"{"id":"other","appId":"99999999-0000-0000-0000-000000000000"}"#,
          #"{"id":"sp-graph","appId":"00000003-0000-0000-c000-000000000000"}"#,
          #"{"id":"sp-exo","appId":"00000002-0000-0ff1-ce00-000000000000"}"#,
        ])
      case "/servicePrincipals/sp-graph/appRoleAssignedTo": .list([#"{"id":"1"}"#])
      case "/servicePrincipals/sp-exo/appRoleAssignedTo": .list([#"{"id":"2"}"#])
      default: nil
      }
    }
    #expect(tenant.lines(.servicePrincipals)?.count == 3)
    #expect(tenant.lines(.appRoleAssignments)?.sorted() == [#"{"id":"1"}"#, #"{"id":"2"}"#])
  }

  @Test func `without these service principals their roles are a gap, not an empty list`() async throws {
    let tenant = try await collect(plan { $0.kinds = [.servicePrincipals, .appRoleAssignments] }) { _ in nil }
    #expect(tenant.gap(.appRoleAssignments)?.reason == .prerequisiteFailed)
    #expect(tenant.status(.appRoleAssignments) == .unavailable)
  }

  @Test func `events are asked for from a day before the window`() async throws {
    let tenant = try await collect { _ in nil }
    let day: Int64 = 86_400
    let from = auditTime.advanced(bySeconds: -3 * day).iso8601
    #expect(
      tenant.stub.calls("/auditLogs/directoryAudits").first?.query["$filter"]
        == "activityDateTime ge \(from) and activityDateTime le \(auditTime.iso8601)")
    #expect(tenant.stub.cmdlets("Search-UnifiedAuditLog").first?.parameters["StartDate"] == from)
    #expect(tenant.stub.cmdlets("Get-MessageTraceV2").first?.parameters["StartDate"] == from)
  }

  @Test func `the six small listings of Exchange share one request`() async throws {
    let tenant = try await collect(
      plan {
        $0.kinds = [
          .auditConfiguration, .blockedSenders, .transportRules, .inboundConnectors, .outboundConnectors,
          .remoteDomains,
        ]
      }
    ) { call in call.cmdlet.isEmpty ? nil : .list([#"{"Name":"\#(call.cmdlet)"}"#]) }
    #expect(tenant.stub.calls.count == 6)
    #expect(tenant.stub.requests == 2, "one for the token")
    #expect(tenant.lines(.inboundConnectors) == [#"{"Name":"Get-InboundConnector"}"#])
    #expect(tenant.lines(.blockedSenders) == [#"{"Name":"Get-BlockedSenderAddress"}"#])
  }

  @Test func `sign-in methods are read of members, each line with its owner`() async throws {
    let tenant = try await collect(plan { $0.kinds = [.users, .authenticationMethods] }) { call in
      if call.path == "/users" { return .list([user("a"), user("g", type: "Guest")]) }
      return call.path.hasSuffix("/authentication/methods") ? .list([#"{"id":"m-\#(call.owner)"}"#]) : nil
    }
    #expect(
      tenant.lines(.authenticationMethods) == [
        #"{"owner":{"id":"a","user_principal_name":"a@contoso.example"},"item":{"id":"m-a"}}"#
      ])
  }

  @Test(
    .enabled(if: PublishedSampleTests.folder != nil),
    arguments: [
      ("/users", EvidenceKind.users, "users-list"), ("/auditLogs/signIns", .signIns, "signins-list"),
      ("/auditLogs/directoryAudits", .directoryAudits, "directoryaudits-list"),
      ("/identityProtection/riskDetections", .riskDetections, "riskdetections-list"),
      ("/identityProtection/riskyUsers", .riskyUsers, "riskyusers-list"),
      ("/oauth2PermissionGrants", .oauth2PermissionGrants, "oauth2permissiongrants-list"),
      ("/servicePrincipals", .servicePrincipals, "serviceprincipals-list"),
      ("/subscribedSkus", .subscribedSkus, "subscribedskus-list"), ("/domains", .domains, "domains-list"),
      ("Get-Mailbox", .mailboxes, "exo-get-mailbox-response"),
      ("Get-MessageTraceV2", .messageTrace, "exo-get-messagetracev2-response"),
      ("Search-UnifiedAuditLog", .unifiedAudit, "exo-search-unifiedauditlog-response"),
      ("Get-BlockedSenderAddress", .blockedSenders, "exo-get-blockedsenderaddress-response"),
    ])
  func `published bodies are kept object by object`(_ source: String, _ kind: EvidenceKind, _ name: String) async throws
  {
    let path = try #require(PublishedSampleTests.folder) + "/\(name).json"
    let items = try JSONParser().parse([UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))) { view in
      try #require(view["value"]).elements.map(\.json)
    }
    let tenant = try await collect { call in call.path == source || call.cmdlet == source ? .list(items) : nil }
    #expect(!items.isEmpty)
    #expect(tenant.lines(kind) == items)
  }
}
