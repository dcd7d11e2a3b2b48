import MicrosoftCloud
import Testing

/// Cmdlets, page by page and in batches.
struct ExchangeTests {
  private static let folder = "/exchange/adminapi/beta/\(FakeCloud.tenantID)"
  private static let mailboxes = ExchangeCommand(
    "Get-Mailbox",
    parameters: [
      "ResultSize": .string("Unlimited"), "IncludeInactive": .bool(true), "Limit": .int(3),
      "Kinds": .strings(["a", "b"]),
    ],
    select: ["Guid", "Name"])
  private static let body =
    #"{"CmdletInput":{"CmdletName":"Get-Mailbox","Parameters":{"IncludeInactive":true,"Kinds":["a","b"],"Limit":3,"ResultSize":"Unlimited"}}}"#

  @Test func `pages are asked for by posting the same body to each next link`() async throws {
    let cloud = try await FakeCloud { request in
      request.target.contains("skiptoken")
        ? .json(Page.text(["b"]))
        : .json(Page.text(["a"], next: request.origin + Self.folder + "/InvokeCommand?$skiptoken=1"))
    }
    try await cloud.run { cloud in
      let ids = try await cloud.exchange.ids(Self.mailboxes)
      #expect(ids == ["a", "b"])
      #expect(
        cloud.serviceRequests.map(\.target) == [
          Self.folder + "/InvokeCommand?$select=Guid,Name", Self.folder + "/InvokeCommand?$skiptoken=1",
        ])
      for request in cloud.serviceRequests {
        #expect(request.method == "POST")
        #expect(request.body == Self.body)
        #expect(request.header("Content-Type") == ["application/json; charset=utf-8"])
        #expect(
          request.header("X-AnchorMailbox") == [
            "APP:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@\(FakeCloud.tenantID)"
          ])
        #expect(request.header("Prefer") == ["odata.maxpagesize=1000"])
        #expect(request.header("X-CmdletName") == ["Get-Mailbox"])
      }
    }
  }

  @Test func `a mailbox's cmdlet is anchored at it, and a hostile name stays one header`() async throws {
    let cloud = try await FakeCloud { _ in .json(Page.text([])) }
    try await cloud.run { cloud in
      _ = try await cloud.exchange.ids(ExchangeCommand("Get-InboxRule", anchor: .user("adele@contoso.example")))
      _ = try await cloud.exchange.ids(ExchangeCommand("Get-InboxRule", anchor: .user("a\r\nX-Evil: 1ü@b")))
      #expect(
        cloud.serviceRequests.flatMap { $0.header("X-AnchorMailbox") } == [
          "UPN:adele@contoso.example", "UPN:aX-Evil:1@b",
        ])
      #expect(cloud.serviceRequests.allSatisfy { $0.header("X-Evil").isEmpty })
    }
  }

  @Test func `a page token that Exchange refuses begins the cmdlet again`() async throws {
    let cloud = try await FakeCloud { request in
      request.target.contains("skiptoken")
        ? .answer(400, [:], Page.error("BadRequest", "Expired or Invalid pagination request."))
        : .json(Page.text(["a"], next: request.origin + Self.folder + "/InvokeCommand?$skiptoken=1"))
    }
    try await cloud.run { cloud in
      let failure = try await failure { _ = try await cloud.exchange.ids(Self.mailboxes) }
      #expect(failure?.reason == .pageTokenExpired)
      #expect(cloud.serviceRequests.count == 12)
    }
  }

  @Test func `ten cmdlets go in one request, with their bodies`() async throws {
    let cloud = try await FakeCloud { request in
      guard let batch = try? FakeBatch(request) else { return .answer(400, [:], "") }
      return FakeBatch.reply(
        batch.items.map { item in
          let mailbox = item.headers["X-AnchorMailbox"] ?? ""
          return mailbox == "UPN:m13@x.example"
            ? item.answer(403, "null") : item.answer(200, Page.text([mailbox]))
        })
    }
    try await cloud.run { cloud in
      let commands = (0..<24).map { number in
        ExchangeCommand(
          "Get-InboxRule", parameters: ["Mailbox": .string("m\(number)@x.example"), "IncludeHidden": .bool(true)],
          anchor: .user("m\(number)@x.example"))
      }
      var outcomes: [Int: Result<[String], CloudFailure>] = [:]
      try await cloud.exchange.listings(commands, element: Identifier.read) { outcomes[$0] = $1 }
      #expect(outcomes.count == 24)
      for (index, outcome) in outcomes where index != 13 { #expect(try outcome.get() == ["UPN:m\(index)@x.example"]) }
      guard case .failure(let failure) = outcomes[13] else { return #expect(Bool(false), "m13 must fail") }
      #expect(failure.reason == .roleMissing)
      let batches = try cloud.serviceRequests.map { try FakeBatch($0) }
      #expect(batches.map(\.items.count).sorted() == [4, 10, 10])
      let item = try #require(batches.flatMap(\.items).first { $0.headers["X-AnchorMailbox"] == "UPN:m0@x.example" })
      #expect(item.method == "POST")
      #expect(item.url == "/adminapi/beta/\(FakeCloud.tenantID)/InvokeCommand")
      #expect(
        item.body
          == #"{"CmdletInput":{"CmdletName":"Get-InboxRule","Parameters":{"IncludeHidden":true,"Mailbox":"m0@x.example"}}}"#
      )
      #expect(cloud.serviceRequests.allSatisfy { $0.target == Self.folder + "/$batch" })
    }
  }

  @Test(arguments: ["\"AAAA\"", "\"\"", "\"no base64!\"", "null", "\"PGh0bWw+\""])
  func `a missing role in a batch is known by its status, whatever the body`(body: String) async throws {
    let cloud = try await FakeCloud { request in
      guard let batch = try? FakeBatch(request) else { return .answer(400, [:], "") }
      return FakeBatch.reply(batch.items.map { $0.answer(403, body) })
    }
    try await cloud.run { cloud in
      var reasons: [CloudFailure.Reason] = []
      let commands = (0..<3).map { ExchangeCommand("Get-InboxRule", anchor: .user("m\($0)@x.example")) }
      try await cloud.exchange.listings(commands, element: Identifier.read) { _, outcome in
        if case .failure(let failure) = outcome { reasons.append(failure.reason) }
      }
      #expect(reasons == [.roleMissing, .roleMissing, .roleMissing])
      #expect(cloud.serviceRequests.count == 1)
    }
  }

  @Test(arguments: [("Get-Mailbox", 8), ("Search-UnifiedAuditLog", 8), ("Set-Mailbox", 1)])
  func `only cmdlets that read are tried again`(name: String, tries: Int) async throws {
    let cloud = try await FakeCloud { _ in .answer(500, [:], "") }
    try await cloud.run { cloud in
      let failure = try await failure { _ = try await cloud.exchange.ids(ExchangeCommand(name)) }
      #expect(failure?.reason == .serviceError)
      #expect(cloud.serviceRequests.count == tries)
    }
  }

  @Test func `a budget that Exchange calls spent is let rest until its reset`() async throws {
    let clock = LeapingClock()
    let cloud = try await FakeCloud(clock: clock) { _ in
      let headers = ["Rate-Limit-Limit": "30000", "Rate-Limit-Remaining": "0", "Rate-Limit-Reset": "42"]
      return .answer(200, headers, Page.text([]))
    }
    try await cloud.run { cloud in
      _ = try await cloud.exchange.ids(Self.mailboxes)
      #expect(clock.waits.isEmpty)
      _ = try await cloud.exchange.ids(Self.mailboxes)
      #expect(clock.waits.first == 42)
    }
  }
}
