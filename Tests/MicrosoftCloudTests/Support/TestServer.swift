import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix

/// An HTTP server on 127.0.0.1 that does what a test says, also what no decent server does.
final class TestServer: Sendable {
  /// A request, whole.
  struct Request: Sendable {
    let method: String
    /// Path and query as they came.
    let target: String
    private let headers: HTTPHeaders
    let body: String

    init(method: String, target: String, headers: HTTPHeaders, body: String) {
      self.method = method
      self.target = target
      self.headers = headers
      self.body = body
    }

    /// All values of that header.
    func header(_ name: String) -> [String] { headers[name] }

    /// Scheme, host and port of this server.
    var origin: String { "http://" + (headers.first(name: "Host") ?? "") }

    var path: String { String(target.prefix { $0 != "?" }) }

    /// A query option, decoded.
    func query(_ name: String) -> String? {
      let query = target.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
      return TestForm.values(in: String(query))[name]
    }
  }

  /// What the server does with it.
  enum Reply: Sendable {
    case answer(Int, [String: String] = [:], String)
    /// 200 with a body whose length is not announced.
    case stream(String)
    /// Announces the whole body, sends so many bytes of it, and hangs up.
    case cut(String, after: Int)
    /// Hangs up at once.
    case reset
    /// Says nothing.
    case silence

    static func json(_ text: String) -> Reply { .answer(200, ["Content-Type": "application/json"], text) }
  }

  typealias Handler = @Sendable (Request) async -> Reply

  let port: Int
  private let channel: any Channel
  private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

  init(compresses: Bool = false, handler: @escaping Handler) async throws {
    channel = try await ServerBootstrap(group: Self.group)
      .serverChannelOption(.backlog, value: 256)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          if compresses { try channel.pipeline.syncOperations.addHandler(HTTPResponseCompressor()) }
          try channel.pipeline.syncOperations.addHandler(TestServerHandler(handler: handler))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    port = channel.localAddress?.port ?? 0
  }

  func stop() async { try? await channel.close().get() }
}

private final class TestServerHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let handler: TestServer.Handler
  private var head: HTTPRequestHead?
  private var body = ByteBuffer()

  init(handler: @escaping TestServer.Handler) { self.handler = handler }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body.clear()
    case .body(let part): body.writeImmutableBuffer(part)
    case .end:
      guard let head else { return }
      let request = TestServer.Request(
        method: head.method.rawValue, target: head.uri, headers: head.headers, body: String(buffer: body))
      let handler = handler
      let channel = context.channel
      context.eventLoop.makeFutureWithTask { await handler(request) }.whenSuccess { reply in
        Self.send(reply, on: channel)
      }
    }
  }

  private static func send(_ reply: TestServer.Reply, on channel: any Channel) {
    switch reply {
    case .silence: break
    case .reset: channel.close(promise: nil)
    case .stream(let text): write(200, [:], text, nil, on: channel)
    case .answer(let status, let headers, let text): write(status, headers, text, text.utf8.count, on: channel)
    case .cut(let text, let count):
      write(200, [:], String(decoding: text.utf8.prefix(count), as: UTF8.self), text.utf8.count, on: channel)
      channel.close(promise: nil)
    }
  }

  private static func write(
    _ status: Int, _ headers: [String: String], _ text: String, _ length: Int?, on channel: any Channel
  ) {
    var all = HTTPHeaders(headers.map { ($0, $1) })
    if let length { all.replaceOrAdd(name: "Content-Length", value: String(length)) }
    let head = HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: status), headers: all)
    channel.write(HTTPServerResponsePart.head(head), promise: nil)
    channel.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(string: text))), promise: nil)
    // A cut body lacks its end as well.
    if length == nil || text.utf8.count == length {
      channel.writeAndFlush(HTTPServerResponsePart.end(nil), promise: nil)
    } else {
      channel.flush()
    }
  }
}

/// Form fields and query options.
enum TestForm {
  static func values(in text: String) -> [String: String] {
    var values: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      values[decoded(parts[0])] = parts.count > 1 ? decoded(parts[1]) : ""
    }
    return values
  }

  private static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
