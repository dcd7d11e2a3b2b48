import EvidenceCollection
import Hummingbird
import Logging
import MicrosoftCloud
import Synchronization
import Testing
import WireJSON

/// Token endpoint, Microsoft Graph and Exchange Online of one tenant, on a real socket of 127.0.0.1.
final class TenantServer: Sendable {
  static let tenantID = "11111111-2222-3333-4444-555555555555"
  static let secret = "s3cr3t&Value=~"

  /// Everything that was asked, as far as it may be looked at afterwards.
  struct Record: Sendable {
    var calls: [TenantCall] = []
    /// HTTP requests: a batch is one, a token request too.
    var requests = 0
    /// How many items each batch held.
    var batches: [(service: TenantCall.Service, items: Int)] = []

    func calls(_ path: String) -> [TenantCall] { calls.filter { $0.path == path } }
  }

  private let tenant: ServedTenant
  private let state = Mutex(Record())
  private let port = Mutex(0)

  init(_ tenant: ServedTenant) { self.tenant = tenant }

  var record: Record { state.withLock { $0 } }

  /// Serves while the body runs.
  func serving<Result: Sendable>(_ body: @Sendable @escaping (CloudEndpoints) async throws -> Result) async throws
    -> Result
  {
    let (ports, found) = AsyncStream<Int>.makeStream()
    var logger = Logger(label: "stub") { _ in SwiftLogNoOpLogHandler() }
    logger.logLevel = .critical
    let application = Application(
      responder: CallbackResponder<BasicRequestContext> { request, _ in try await self.respond(to: request) },
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0), serverName: nil),
      onServerRunning: { found.yield($0.localAddress?.port ?? 0) }, logger: logger)
    return try await withThrowingTaskGroup(of: Result?.self) { group in
      group.addTask {
        try await application.run()
        return nil
      }
      for await port in ports {
        self.port.withLock { $0 = port }
        break
      }
      let endpoints = try endpoints()
      group.addTask { try await body(endpoints) }
      while let result = try await group.next() {
        guard let result else { continue }
        group.cancelAll()
        return result
      }
      throw CancellationError()
    }
  }

  private var base: String { "http://127.0.0.1:\(port.withLock { $0 })" }

  private func endpoints() throws -> CloudEndpoints {
    var endpoints = try #require(CloudEndpoints.named("global"))
    endpoints.login = try BaseURL(base + "/login")
    endpoints.graph = try BaseURL(base + "/graph")
    endpoints.exchange = try BaseURL(base + "/exchange")
    return endpoints
  }

  private func respond(to request: Request) async throws -> Response {
    let buffer = try await request.body.collect(upTo: 8 << 20)
    let body = String(buffer: buffer)
    let target = request.head.path ?? "/"
    let parts = target.split(separator: "/", maxSplits: 1)
    let service = TenantCall.Service(rawValue: parts.first.map(String.init) ?? "") ?? .login
    state.withLock { $0.requests += 1 }
    let rest = target.dropFirst(service.rawValue.count + 1)
    if rest.hasSuffix("/$batch") { return try batch(service, body, version: String(rest.split(separator: "/")[0])) }
    let call = kept(try TenantCall(service: service, method: request.method.rawValue, target: rest, body: body))
    let answer = tenant.answer(to: call)
    return Self.response(answer.status, answer.text(base: base, call: call))
  }

  /// Answers in the reverse order, as a batch may.
  private func batch(_ service: TenantCall.Service, _ body: String, version: String) throws -> Response {
    let items = try JSONParser().parse(Array(body.utf8)) { view in
      try #require(view["requests"]).elements.map { item in
        (
          id: item["id"]?.string ?? "", url: item["url"]?.string ?? "", method: item["method"]?.string ?? "",
          body: item["body"]?.json ?? ""
        )
      }
    }
    state.withLock { $0.batches.append((service, items.count)) }
    let answers = try items.map { item in
      let target = service == .graph ? "/\(version)" + item.url : item.url
      let call = kept(
        try TenantCall(service: service, method: item.method, target: target[...], body: item.body, isBatched: true))
      let answer = tenant.answer(to: call)
      let text = answer.text(base: base, call: call)
      return
        #"{"id":"\#(item.id)","status":\#(answer.status),"headers":{},"body":\#(text.isEmpty ? "null" : text)}"#
    }
    return Self.response(200, #"{"responses":[\#(answers.reversed().joined(separator: ","))]}"#)
  }

  private func kept(_ call: TenantCall) -> TenantCall {
    state.withLock { record in
      var call = call
      call.number = record.calls.count { $0.path == call.path }
      record.calls.append(call)
      return call
    }
  }

  private static func response(_ status: Int, _ body: String) -> Response {
    Response(
      status: .init(code: status), headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
  }
}
