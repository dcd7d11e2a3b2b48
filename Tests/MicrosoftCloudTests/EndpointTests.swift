import Synchronization
import Testing

@testable import MicrosoftCloud

/// Base URLs, clouds and proxies.
struct EndpointTests {
  @Test(arguments: [
    ("https://graph.microsoft.com", "https://graph.microsoft.com"),
    ("https://GRAPH.Microsoft.com/", "https://graph.microsoft.com"),
    ("https://x.example:8443/a/b/", "https://x.example:8443/a/b"), ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
    ("http://127.9.9.9", "http://127.9.9.9"), ("http://localhost:1/x", "http://localhost:1/x"),
    ("http://[::1]:8080", "http://[::1]:8080"), ("https://x.example:443", "https://x.example"),
  ])
  func `a base URL is https, or http to this machine`(text: String, shown: String) throws {
    #expect(try BaseURL(text).description == shown)
  }

  @Test(arguments: [
    "", "graph.microsoft.com", "http://graph.microsoft.com", "ftp://x.example", "https://", "https://user@x.example",
    "https://x.example:0", "https://x.example:99999", "https://x.example:x", "https://x.example?x=1",
    "https://x.example#x",
    "http://128.0.0.1", "http://127.0.0.1.evil.example", "http://127.0.0.256", "http://[::2]", "https://x.exa mple",
    "https://x.example\\y", "https://ex\u{e4}mple.example", "http://localhost.evil.example",
  ])
  func `anything else is refused with a word why`(text: String) {
    let refusal = #expect(throws: InvalidBaseURL.self) { try BaseURL(text) }
    #expect(refusal?.description.contains("\"\(text)\" ") == true)
  }

  @Test func `national clouds have their own hosts and resources`() throws {
    let china = try #require(CloudEndpoints.named("china"))
    #expect(china.login.description == "https://login.chinacloudapi.cn")
    #expect(china.graphScope == "https://microsoftgraph.chinacloudapi.cn/.default")
    var global = try #require(CloudEndpoints.named("global"))
    global.graph = try BaseURL("http://127.0.0.1:1")
    #expect(global.graphScope == "https://graph.microsoft.com/.default")
    #expect(CloudEndpoints.named("mars") == nil)
    for name in CloudEndpoints.names { #expect(CloudEndpoints.named(name)?.cloud == name) }
  }

  @Test func `the proxy comes from the environment, and its exceptions`() throws {
    let proxy = try #require(
      try ProxySettings(environment: [
        "HTTPS_PROXY": "http://user:p%40ss@proxy.example:3128", "NO_PROXY": "127.0.0.1, .corp.example,x.example:8443",
      ]))
    #expect(proxy.host == "proxy.example")
    #expect(proxy.port == 3_128)
    #expect(proxy.login == "user:p@ss")
    #expect(proxy.concerns(try BaseURL("https://graph.microsoft.com")))
    #expect(!proxy.concerns(try BaseURL("http://127.0.0.1:99")))
    let everywhere = ProxySettings(host: "proxy.example", port: 3_128)
    #expect(everywhere.concerns(try BaseURL("https://127.0.0.1:99")))
    #expect(!everywhere.concerns(try BaseURL("http://127.0.0.1:99")), "a secret would leave this machine in clear")
    #expect(!proxy.concerns(try BaseURL("https://a.corp.example")))
    #expect(proxy.concerns(try BaseURL("https://a.corp.example.evil.example")))
    #expect(!proxy.concerns(try BaseURL("https://x.example:8443")))
    #expect(proxy.concerns(try BaseURL("https://x.example")))
    #expect(try ProxySettings(environment: [:]) == nil)
    #expect(try ProxySettings(environment: ["https_proxy": ""]) == nil)
  }

  @Test(arguments: [true, false])
  func `requests go through the proxy, but those of this machine in clear never`(isInClear: Bool) async throws {
    let asked = Mutex<Set<String>>([])
    let proxy = try await TestServer { request in
      asked.withLock { _ = $0.insert("\(request.method) \(request.target)") }
      return .answer(403, [:], "")
    }
    let cloud = try await FakeCloud(
      scheme: isInClear ? "http" : "https",
      adjust: { $0.proxy = ProxySettings(host: "127.0.0.1", port: proxy.port) },
      service: { _ in .json(Page.text(["direct"])) })
    try await cloud.run { cloud in
      var ids: [String] = []
      let failure = try await failure {
        ids = try await cloud.graph.ids(GraphRequest("/users", limit: .directory(units: 1)))
      }
      #expect(ids == (isInClear ? ["direct"] : []))
      #expect(failure?.reason == (isInClear ? nil : .unreachable))
      #expect(asked.withLock { $0 } == (isInClear ? [] : ["CONNECT 127.0.0.1:\(cloud.server.port)"]))
    }
    await proxy.stop()
  }

  @Test func `a bad proxy URL is refused without its password`() {
    let refusal = #expect(throws: InvalidBaseURL.self) {
      try ProxySettings(environment: ["HTTPS_PROXY": "socks5://user:hunter2@proxy.example"])
    }
    #expect(refusal?.description.contains("HTTPS_PROXY") == true)
    #expect(refusal?.description.contains("hunter2") == false)
  }

  @Test(arguments: [("AQAAAJ5dZqA=", "AQAAAJ5dZqA%3D"), ("a/../b", "a%2F..%2Fb"), ("ü?#", "%C3%BC%3F%23")])
  func `an id becomes one segment of a path`(id: String, segment: String) {
    #expect(GraphRequest.segment(id) == segment)
  }

  @Test func `a secret does not print itself`() {
    let secret = Secret("hunter2")
    var dumped = ""
    dump(secret, to: &dumped)
    let credential = CloudCredential.secret(applicationID: "a", secret)
    for text in ["\(secret)", String(reflecting: secret), dumped, "\(credential)", String(reflecting: credential)] {
      #expect(!text.contains("hunter2"))
    }
  }

  @Test func `a missing file of authorities is told`() {
    var settings = TransportSettings()
    settings.certificateAuthorityFile = "/nonexistent/ca.pem"
    let failure = #expect(throws: CloudFailure.self) { try HTTPTransport(settings: settings, connections: 1) }
    #expect(failure?.message.contains("/nonexistent/ca.pem") == true)
  }
}
