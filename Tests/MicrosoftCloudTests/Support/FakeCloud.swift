import Logging
import MicrosoftCloud
import NIOCore
import Synchronization
import Testing

/// A cloud of one server: the token endpoint grants, Graph and Exchange do what the test says.
final class FakeCloud: Sendable {
  static let secretValue = "s3cr3t&Value=~"
  static let tenantID = "11111111-2222-3333-4444-555555555555"

  private struct State {
    var requests: [TestServer.Request] = []
    var tokenCount = 0
  }

  let log = LogRecorder()
  let clock: any MonotonicClock
  let server: TestServer
  let session: CloudSession
  private let state: Holder

  private final class Holder: Sendable {
    let state = Mutex(State())
  }

  /// - Parameters:
  ///   - token: nil grants tokens `token-<tenant>-<graph|exchange>-<n>`, numbered from 1.
  ///   - service: answers Graph (`/graph/…`) and Exchange (`/exchange/…`).
  init(
    clock: any MonotonicClock = LeapingClock(), credential: CloudCredential? = nil, limits: CloudLimits = CloudLimits(),
    bounds: RequestBounds = RequestBounds(), compresses: Bool = false, scheme: String = "http",
    now: @escaping @Sendable () -> Double = { 1e9 },
    adjust: (inout TransportSettings) -> Void = { _ in }, token: TestServer.Handler? = nil,
    service: @escaping TestServer.Handler
  ) async throws {
    self.clock = clock
    let holder = Holder()
    state = holder
    server = try await TestServer(compresses: compresses) { request in
      let number = holder.state.withLock { state in
        state.requests.append(request)
        if request.path.hasSuffix("/token") { state.tokenCount += 1 }
        return state.tokenCount
      }
      guard request.path.hasSuffix("/token") else { return await service(request) }
      return await token?(request) ?? Self.grant(request, number)
    }
    var endpoints = try #require(CloudEndpoints.named("global"))
    endpoints.login = try BaseURL("\(scheme)://127.0.0.1:\(server.port)/login")
    endpoints.graph = try BaseURL("\(scheme)://127.0.0.1:\(server.port)/graph")
    endpoints.exchange = try BaseURL("\(scheme)://127.0.0.1:\(server.port)/exchange")
    var settings = TransportSettings()
    settings.connectTimeout = .seconds(5)
    settings.requestTimeout = .seconds(30)
    adjust(&settings)
    session = try CloudSession(
      endpoints: endpoints, credential: credential ?? .secret(applicationID: "app-1", Secret(Self.secretValue)),
      limits: limits, bounds: bounds, transport: settings, now: now, random: { 0.5 }, logger: log.logger, clock: clock)
  }

  static func grant(_ request: TestServer.Request, _ number: Int) -> TestServer.Reply {
    let scope = TestForm.values(in: request.body)["scope"] ?? ""
    let service = scope.contains("graph") ? "graph" : "exchange"
    let tenant = request.path.split(separator: "/").dropFirst().first ?? ""
    return .json(#"{"token_type":"Bearer","expires_in":3599,"access_token":"token-\#(tenant)-\#(service)-\#(number)"}"#)
  }

  var graph: GraphClient { session.tenant(Self.tenantID).graph }
  var exchange: ExchangeClient { session.tenant(Self.tenantID).exchange }

  /// Everything that was asked, in order of arrival.
  var requests: [TestServer.Request] { state.state.withLock { $0.requests } }
  var tokenRequests: [TestServer.Request] { requests.filter { $0.path.hasSuffix("/token") } }
  var serviceRequests: [TestServer.Request] { requests.filter { !$0.path.hasSuffix("/token") } }

  /// The base of links to the Graph of this cloud.
  var graphLink: String { "http://127.0.0.1:\(server.port)/graph" }

  func stop() async {
    await session.shutdown()
    await server.stop()
  }

  /// Runs the body, and always ends server and session.
  func run<Result>(_ body: (FakeCloud) async throws -> Result) async throws -> Result {
    do {
      let result = try await body(self)
      await stop()
      return result
    } catch {
      await stop()
      throw error
    }
  }
}
