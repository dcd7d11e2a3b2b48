import Foundation
import Hummingbird
import Logging
import NIOCore

/// One service on its port.
struct HTTPListener: Sendable {
  let desk: ServiceDesk
  let address: String
  /// 0 lets the system choose.
  let port: Int
  let logger: Logger

  /// Serves until it is cancelled.
  ///
  /// - Parameter listening: called with the port, once, when connections are taken.
  func run(listening: @escaping @Sendable (Int) async -> Void) async throws {
    let application = Application(
      responder: WireResponder(desk: desk),
      configuration: ApplicationConfiguration(address: .hostname(address, port: port), serverName: nil),
      onServerRunning: { await listening($0.localAddress?.port ?? 0) }, logger: logger)
    try await application.run()
  }
}

/// Makes our requests of Hummingbird's, and its answers of ours.
private struct WireResponder: HTTPResponder {
  typealias Context = WireContext
  let desk: ServiceDesk

  func respond(to request: Request, context: WireContext) async throws -> Response {
    let core = desk.core
    let arrival = core.uptime()
    let body = try await request.body.collect(upTo: 8 << 20)
    var headers: [String: String] = [:]
    for field in request.headers { headers[field.name.canonicalName] = field.value }
    let target = (request.head.path ?? "/").split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let wire = WireRequest(
      service: desk.service, method: request.head.method.rawValue, path: String(target[0]),
      rawQuery: target.count > 1 ? String(target[1]) : "", headers: headers, body: Array(body.readableBytesView),
      host: request.head.authority ?? "127.0.0.1", arrival: arrival, number: core.nextNumber())
    let answer = try await desk.answer(wire)
    if let breakage = answer.breakage { return try await broken(breakage, answer, context) }
    var response = Response(
      status: .init(code: answer.status), headers: fields(of: answer, wire),
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    if answer.body.isEmpty { response.headers[.contentLength] = "0" }
    return response
  }

  private func fields(of answer: WireAnswer, _ request: WireRequest) -> HTTPFields {
    var fields = HTTPFields()
    for (name, value) in answer.headers {
      if let name = HTTPFields.Element.Name(name) { fields.append(HTTPFields.Element(name: name, value: value)) }
    }
    for name in ["request-id", "client-request-id"] {
      let value = name == "client-request-id" ? request.headers[name] : request.requestID
      if let field = HTTPFields.Element.Name(name), let value {
        fields.append(HTTPFields.Element(name: field, value: value))
      }
    }
    return fields
  }

  /// Says half, or nothing, and closes the connection: without a half-said answer by a reset.
  private func broken(_ breakage: WireAnswer.Breakage, _ answer: WireAnswer, _ context: WireContext) async throws
    -> Response
  {
    switch breakage {
    case .reset:
      if let provider = context.channel as? any SocketOptionProvider {
        try? await provider.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
      }
      try? await context.channel.close()
      throw HTTPError(.internalServerError)
    case .truncated:
      let body = answer.body
      let channel = context.channel
      return Response(
        status: .init(code: answer.status), headers: [.contentType: WireAnswer.json],
        body: ResponseBody(contentLength: body.count * 4) { writer in
          try await writer.write(ByteBuffer(bytes: body))
          try? await channel.close()
          throw HTTPError(.internalServerError)
        })
    }
  }
}

/// The context of a request, which knows its connection.
private struct WireContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }
}
