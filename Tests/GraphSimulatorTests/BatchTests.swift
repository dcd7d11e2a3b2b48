import Foundation
import SyntheticFleet
import Testing

@testable import GraphSimulator

/// Behaviours 4, 6 and 7: batches, mailboxes that are none, rules as Graph shows them.
@Suite struct BatchTests {
  static let tenant = Services.graphTenant

  static func rules(_ user: String) -> String { "/users/\(user)/mailFolders/inbox/messageRules" }

  static func people(of tenant: SyntheticTenant, _ type: String) throws -> [String] {
    try tenant.objects("users").filter { $0["userType"] as? String == type }.compactMap { $0["id"] as? String }
  }

  @Test func `items answer for themselves, in an order of their own`() async throws {
    let members = try Self.people(of: Self.tenant, "Member")
    let guest = try #require(try Self.people(of: Self.tenant, "Guest").first)
    try await Services.serving { services async throws in
      let urls = members.prefix(18).map { Self.rules($0) } + [Self.rules(guest), Self.rules("nobody@example.com")]
      let answer = try await services.batch(Array(urls), of: Self.tenant)
      #expect(answer.status == 200)
      let ids = answer.responses.compactMap { ($0["id"] as? String).flatMap { Int($0) } }
      #expect(ids.sorted() == Array(0..<20))
      #expect(ids != ids.sorted())
      let statuses = Dictionary(uniqueKeysWithValues: zip(ids, answer.responses.compactMap { $0["status"] as? Int }))
      #expect((0..<18).allSatisfy { statuses[$0] == 200 })
      #expect(statuses[18] == 404 && statuses[19] == 404)
    }
  }

  @Test func `twenty-one requests, doubled ids and foreign addresses are no batch`() async throws {
    try await Services.serving { services async throws in
      let urls = Array(repeating: "/organization", count: 21)
      #expect(try await services.batch(urls, of: Self.tenant).status == 400)
      #expect(try await services.batch(Array(urls.dropLast()), of: Self.tenant).status == 200)
      #expect(try await services.batch(["http://elsewhere.example/users"], of: Self.tenant).status == 400)
      let twice =
        #"{"requests": [{"id": "a", "method": "GET", "url": "/users"}, {"id": "A", "method": "GET", "url": "/users"}]}"#
      let answer = try await services.send(
        "POST", services.ports.graphURL + "/v1.0/$batch", body: Data(twice.utf8),
        headers: ["Authorization": "Bearer " + services.token(Self.tenant.id)])
      #expect(answer.status == 400)
    }
  }

  @Test func `a failed dependency fails what depends on it`() async throws {
    let body = """
      {"requests": [{"id": "1", "method": "GET", "url": "/users/nobody"},
                    {"id": "2", "method": "GET", "url": "/organization", "dependsOn": ["1"]}]}
      """
    try await Services.serving { services async throws in
      let answer = try await services.send(
        "POST", services.ports.graphURL + "/v1.0/$batch", body: Data(body.utf8),
        headers: ["Authorization": "Bearer " + services.token(Self.tenant.id)])
      let second = answer.responses.first { $0["id"] as? String == "2" }
      #expect(second?["status"] as? Int == 424)
    }
  }

  @Test func `mailboxes that are none, blocked, slow or gone say so`() async throws {
    let members = try Self.people(of: Self.tenant, "Member")
    let scenario = """
      {"defaults": {"mailboxes": {"onPremises": ["\(members[0])"], "blockedByPolicy": ["\(members[1])"],
        "slow": ["\(members[2])"], "softDeleted": ["\(members[3])"]}}}
      """
    try await Services.serving(scenario) { services async throws in
      func answer(_ user: String) async throws -> (Int, String?) {
        let answer = try await services.get("/v1.0" + Self.rules(user), of: Self.tenant)
        return (answer.status, answer.errorCode)
      }
      #expect(try await answer(members[0]) == (404, "MailboxNotEnabledForRESTAPI"))
      let blocked = try await services.get("/v1.0" + Self.rules(members[1]), of: Self.tenant)
      #expect(blocked.status == 403 && blocked.errorMessage?.contains("[RAOP]") == true)
      #expect(try await answer(members[2]).0 == 504)
      #expect(try await answer(members[3]) == (404, "MailboxNotEnabledForRESTAPI"))
      let methods = try await services.get("/v1.0/users/\(members[3])/authentication/methods", of: Self.tenant)
      #expect(methods.errorCode == "Request_ResourceNotFound")
      #expect(try await answer(members[4]).0 == 200)
    }
  }

  @Test func `planted slow mailboxes never answer`() async throws {
    let slow = Services.freeTenant.wire.slowMailboxes
    #expect(!slow.isEmpty)
    try await Services.serving { services async throws in
      for mailbox in slow {
        for _ in 0..<2 {
          let answer = try await services.get("/v1.0" + Self.rules(mailbox), of: Services.freeTenant)
          #expect(answer.status == 504 && answer.errorCode == "UnknownError")
        }
      }
    }
  }

  @Test func `rules and methods are those of the evidence`() async throws {
    let rules = try Self.tenant.objects("inbox_rules")
    let owner = try #require((rules[0]["owner"] as? [String: Any])?["user_principal_name"] as? String)
    let own = rules.filter { ($0["owner"] as? [String: Any])?["user_principal_name"] as? String == owner }
    let expected = own.compactMap { ($0["item"] as? [String: Any])?["id"] as? String }
    let bare = rules.first { ($0["item"] as? [String: Any])?["conditions"] == nil }
    #expect(bare != nil)
    try await Services.serving { services async throws in
      let answer = try await services.get("/v1.0" + Self.rules(owner), of: Self.tenant)
      #expect(answer.value.compactMap { $0["id"] as? String } == expected)
    }
  }

  @Test func `Graph does not show the rules that Exchange hides`() async throws {
    let tenant = Services.exchangeTenant
    let hidden = try tenant.objects("inbox_rules").first { line in
      (line["item"] as? [String: Any])?["SupportedByTask"] as? Bool == false
    }
    let owner = try #require((hidden?["owner"] as? [String: Any])?["user_principal_name"] as? String)
    let name = try #require((hidden?["item"] as? [String: Any])?["Name"] as? String)
    try await Services.serving { services async throws in
      let shown = try await services.get("/v1.0" + Self.rules(owner), of: tenant)
      #expect(shown.status == 200 && !shown.value.contains { $0["displayName"] as? String == name })
      let all = try await services.run("Get-InboxRule", ["Mailbox": owner, "IncludeHidden": true], of: tenant)
      #expect(all.value.contains { $0["Name"] as? String == name })
      let plain = try await services.run("Get-InboxRule", ["Mailbox": owner], of: tenant)
      #expect(!plain.value.contains { $0["Name"] as? String == name })
    }
  }
}
