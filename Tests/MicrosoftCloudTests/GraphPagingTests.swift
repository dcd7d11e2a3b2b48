import MicrosoftCloud
import Synchronization
import Testing
import WireJSON

/// Listings of Graph, page by page.
struct GraphPagingTests {
  private static let users = GraphRequest(
    "/users", query: [.init("$filter", "startswith(displayName,'a b&c') and x eq 'é'"), .init("$top", "999")],
    limit: .directory(units: 1), isAdvanced: true)

  @Test func `pages come in order, next links are asked for as they stand, headers come with every page`() async throws
  {
    let cloud = try await FakeCloud { request in
      switch request.query("$skiptoken") {
      case nil:
        let link = request.origin + "/graph"
        return .json(Page.text(["a", "b"], next: link + "/v1.0/users?$skiptoken=X%2bY'Z=="))
      default: return .json(Page.text(["c"]))
      }
    }
    try await cloud.run { cloud in
      let ids = try await cloud.graph.ids(Self.users)
      #expect(ids == ["a", "b", "c"])
      let requests = cloud.serviceRequests
      #expect(
        requests.map(\.target) == [
          "/graph/v1.0/users?$filter=startswith(displayName,'a%20b%26c')%20and%20x%20eq%20'%C3%A9'&$top=999",
          "/graph/v1.0/users?$skiptoken=X%2bY'Z==",
        ])
      for request in requests {
        #expect(request.header("ConsistencyLevel") == ["eventual"])
        #expect(request.header("x-ms-throttle-priority") == ["Low"])
        #expect(request.header("Authorization") == ["Bearer token-\(FakeCloud.tenantID)-graph-1"])
        #expect(request.header("Accept-Encoding") == ["gzip"])
      }
      #expect(cloud.tokenRequests.count == 1)
    }
  }

  @Test(arguments: [
    "http://127.0.0.2:PORT/graph/v1.0/users?$skiptoken=1", "http://127.0.0.1:1/graph/v1.0/users?$skiptoken=1",
    "https://127.0.0.1:PORT/graph/v1.0/users?$skiptoken=1", "http://127.0.0.1:PORT@evil.example/v1.0/users",
    "http://evil.example\\\\@127.0.0.1:PORT/v1.0/users", "//evil.example/v1.0/users", "/v1.0/users?$skiptoken=1",
    "http://127.0.0.1.evil.example:PORT/v1.0/users", "javascript:alert(1)",
  ])
  func `a next link that leads elsewhere ends the listing, and no token is sent there`(link: String) async throws {
    let elsewhere = Mutex(0)
    let cloud = try await FakeCloud { request in
      if request.target.contains("skiptoken") || !request.target.hasPrefix("/graph/v1.0/users") {
        elsewhere.withLock { $0 += 1 }
      }
      return .json(
        Page.text(["a"], next: link.replacing("PORT", with: request.origin.split(separator: ":").last ?? "")))
    }
    try await cloud.run { cloud in
      let failure = try await failure { _ = try await cloud.graph.ids(Self.users) }
      #expect(failure?.reason == .foreignLink)
      #expect(failure?.path == "GET /v1.0/users")
      #expect(failure?.message.contains("skiptoken") == false)
      #expect(elsewhere.withLock { $0 } == 0)
      #expect(cloud.serviceRequests.count == 1)
    }
  }

  @Test(arguments: [301, 302, 307, 308])
  func `a redirect to another host is an error, and is not followed`(status: Int) async throws {
    let thief = try await TestServer { _ in .json(Page.text([])) }
    let cloud = try await FakeCloud { _ in
      .answer(status, ["Location": "http://127.0.0.1:\(thief.port)/graph/v1.0/users"], "")
    }
    try await cloud.run { cloud in
      let failure = try await failure { _ = try await cloud.graph.ids(Self.users) }
      #expect(failure?.reason == .foreignLink)
      #expect(failure?.http == status)
      #expect(cloud.serviceRequests.count == 1)
    }
    await thief.stop()
  }

  @Test func `empty pages with next links are followed to the end`() async throws {
    let cloud = try await FakeCloud { request in
      let number = Int(request.query("$skiptoken") ?? "0") ?? 0
      let next = "\(request.origin)/graph/v1.0/users?$skiptoken=\(number + 1)"
      return .json(number < 10 ? Page.text([], next: next) : Page.text(["last"]))
    }
    try await cloud.run { cloud in
      let ids = try await cloud.graph.ids(Self.users)
      #expect(ids == ["last"])
      #expect(cloud.serviceRequests.count == 11)
    }
  }

  @Test func `a next link that was followed before ends the listing`() async throws {
    let cloud = try await FakeCloud { request in
      let number = request.query("$skiptoken") == "1" ? 2 : 1
      return .json(Page.text(["\(number)"], next: "\(request.origin)/graph/v1.0/users?$skiptoken=\(number)"))
    }
    try await cloud.run { cloud in
      let failure = try await failure { _ = try await cloud.graph.ids(Self.users) }
      #expect(failure?.reason == .endlessPages)
      #expect(cloud.serviceRequests.count == 3)
    }
  }

  @Test func `a thousand identical pages under ever new links end soon`() async throws {
    let count = Mutex(0)
    let cloud = try await FakeCloud { request in
      let number = count.withLock { count in
        count += 1
        return count
      }
      return .json(Page.text(["a", "b"], next: "\(request.origin)/graph/v1.0/users?$skiptoken=\(number)"))
    }
    try await cloud.run { cloud in
      let failure = try await failure { _ = try await cloud.graph.ids(Self.users, maximumPages: 2_000) }
      #expect(failure?.reason == .endlessPages)
      #expect(cloud.serviceRequests.count == 3)
    }
  }

  @Test func `more pages than allowed end the listing`() async throws {
    let cloud = try await FakeCloud { request in
      let number = Int(request.query("$skiptoken") ?? "0") ?? 0
      return .json(
        Page.text(["\(number)"], next: "\(request.origin)/graph/v1.0/users?$skiptoken=\(number + 1)"))
    }
    try await cloud.run { cloud in
      let failure = try await failure { _ = try await cloud.graph.ids(Self.users, maximumPages: 7) }
      #expect(failure?.reason == .endlessPages)
      #expect(failure?.message.contains("more than 7 pages") == true)
      #expect(cloud.serviceRequests.count == 7)
    }
  }

  @Test(arguments: [1, 5, 6])
  func `an expired page token begins the listing again, five times at most`(expiries: Int) async throws {
    let count = Mutex(0)
    let cloud = try await FakeCloud { request in
      guard request.query("$skiptoken") != nil else {
        return .json(Page.text(["a"], next: "\(request.origin)/graph/v1.0/users?$skiptoken=1"))
      }
      let expired = count.withLock { count in
        count += 1
        return count <= expiries
      }
      return expired
        ? .answer(400, [:], Page.error("Directory_ExpiredPageToken")) : .json(Page.text(["b"]))
    }
    try await cloud.run { cloud in
      var ids: [String] = []
      let failure = try await failure { ids = try await cloud.graph.ids(Self.users) }
      if expiries <= 5 {
        #expect(ids == Array(repeating: "a", count: expiries + 1) + ["b"])
        #expect(failure == nil)
        #expect(cloud.log.lines.filter { $0.hasPrefix("listing begun again") }.count == expiries)
      } else {
        #expect(failure?.reason == .pageTokenExpired)
        #expect(cloud.serviceRequests.count == 12)
      }
    }
  }

  @Test func `what the page closure throws comes out as it is`() async throws {
    struct Full: Error {}
    let cloud = try await FakeCloud { _ in .json(Page.text(["a"])) }
    try await cloud.run { cloud in
      _ = await #expect(throws: Full.self) {
        try await cloud.graph.pages(of: Self.users, maximumPages: 1, element: Identifier.read) { _ in throw Full() }
      }
    }
  }
}
