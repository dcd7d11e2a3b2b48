import AuditModel
import EvidenceCollection
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import MicrosoftCloud
import NIOCore
import Synchronization
import WireJSON

/// A cloud on 127.0.0.1 that answers each read as a test says, in batches and alone, and remembers what it was asked.
final class StubCloud: Sendable {
  /// Nil answers as a quiet tenant does.
  typealias Handler = @Sendable (StubCall) -> StubReply?

  private struct Log {
    var calls: [StubCall] = []
    var requests = 0
  }

  private let log = Mutex(Log())
  private let handler: Handler

  init(_ handler: @escaping Handler) { self.handler = handler }

  /// All reads, those in batches one by one, without those for tokens.
  var calls: [StubCall] { log.withLock { $0.calls.filter { $0.service != .login } } }
  var logins: Int { log.withLock { $0.calls.count { $0.service == .login } } }
  /// HTTP requests, a batch as one.
  var requests: Int { log.withLock { $0.requests } }

  func calls(_ path: String) -> [StubCall] { calls.filter { $0.path == path } }
  func cmdlets(_ name: String) -> [StubCall] { calls.filter { $0.cmdlet == name } }

  /// Serves while the body runs.
  func serve<Result: Sendable>(_ body: @Sendable (_ port: Int) async throws -> Result) async throws -> Result {
    let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
    var quiet = Logger(label: "stub")
    quiet.logLevel = .critical
    let responder = CallbackResponder<BasicRequestContext> { request, _ in try await self.respond(to: request) }
    let application = Application(
      responder: responder, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { continuation.yield($0.localAddress?.port ?? 0) }, logger: quiet)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await application.run() }
      defer { group.cancelAll() }
      var iterator = ports.makeAsyncIterator()
      return try await body(await iterator.next() ?? 0)
    }
  }

  private func respond(to request: Request) async throws -> Response {
    var request = request
    let body = String(buffer: try await request.collectBody(upTo: 16 << 20))
    let origin = "http://" + (request.head.authority ?? "")
    let target = request.head.path ?? "/"
    log.withLock { $0.requests += 1 }
    let method = request.method.rawValue
    let reply =
      target.hasSuffix("$batch")
      ? batch(body, target, origin)
      : answer(StubCall(method: method, target: target, body: body, origin: origin))
    return Response(
      status: HTTPResponse.Status(code: reply.status), headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: reply.body)))
  }

  private func batch(_ body: String, _ target: String, _ origin: String) -> StubReply {
    let prefix = target.hasPrefix("/graph") ? String(target.dropLast("/$batch".count)) : "/exchange"
    let answers = try? JSONParser().parse(body) { view in
      (view["requests"]?.elements.map { item -> String in
        let call = StubCall(
          method: item["method"]?.string ?? "", target: prefix + (item["url"]?.string ?? ""),
          body: item["body"]?.json ?? "", origin: origin)
        let reply = answer(call)
        return #"{"id":"\#(item["id"]?.string ?? "")","status":\#(reply.status),"headers":{},"body":\#(reply.body)}"#
      } ?? [])
    }
    return StubReply(body: #"{"responses":[\#((answers ?? []).reversed().joined(separator: ","))]}"#)
  }

  private func answer(_ call: StubCall) -> StubReply {
    log.withLock { $0.calls.append(call) }
    return handler(call) ?? Self.quiet(call)
  }

  /// A tenant with all licences in which nothing happens.
  private static func quiet(_ call: StubCall) -> StubReply {
    switch (call.service, call.path, call.cmdlet) {
    case (.login, _, _):
      StubReply(body: #"{"token_type":"Bearer","expires_in":3599,"access_token":"token"}"#)
    case (_, "/organization", _):
      .list([
        #"{"id":"t","displayName":"Contoso Ltd","verifiedDomains":[{"name":"contoso.example","isDefault":true}]}"#
      ])
    case (_, "/subscribedSkus", _): .list([sku(["AAD_PREMIUM_P2", "INTUNE_A"])])
    case (_, _, "Get-AdminAuditLogConfig"): .list([#"{"UnifiedAuditLogIngestionEnabled":true}"#])
    default: .list([])
    }
  }

  static func sku(_ plans: [String]) -> String {
    let plans = plans.map { #"{"servicePlanName":"\#($0)","provisioningStatus":"Success"}"# }
    return #"{"capabilityStatus":"Enabled","servicePlans":[\#(plans.joined(separator: ","))]}"#
  }
}

/// Waits cost no time.
final class EagerClock: MonotonicClock {
  private let time = Mutex(Int64(0))

  func now() -> Moment { time.withLock { Moment(nanoseconds: $0) } }

  func schedule(at moment: Moment, _ action: @escaping @Sendable () -> Void) {
    time.withLock { $0 = max($0, moment.nanoseconds) }
    Task { action() }
  }
}
