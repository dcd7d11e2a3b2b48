import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL

/// Connections to the three services: HTTP/1.1, reused, bounded in time and size, never following a redirect.
///
/// HTTP/2 is left out on purpose: with large bodies its buffers were measured to grow to gigabytes.
final class HTTPTransport: Sendable {
  private let direct: HTTPClient
  private let proxied: HTTPClient?
  private let settings: TransportSettings
  private let group: MultiThreadedEventLoopGroup

  /// Wake-ups of the run's clock come from here.
  var eventLoop: any EventLoop { group.any() }

  /// - Throws: `CloudFailure` when the file of certificate authorities cannot be used.
  init(settings: TransportSettings, connections: Int) throws(CloudFailure) {
    self.settings = settings
    var tls = TLSConfiguration.makeClientConfiguration()
    if let file = settings.certificateAuthorityFile {
      do {
        tls.additionalTrustRoots = [.certificates(try NIOSSLCertificate.fromPEMFile(file))]
      } catch {
        throw CloudFailure(
          .unreachable, service: nil, path: "",
          message: "the certificate authorities in \"\(file)\" cannot be read: it must be a PEM file.")
      }
    }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    self.group = group
    var configuration = HTTPClient.Configuration(
      tlsConfiguration: tls, redirectConfiguration: .disallow,
      timeout: .init(
        connect: .nanoseconds(settings.connectTimeout.nanoseconds), read: .nanoseconds(settings.readTimeout.nanoseconds)
      ),
      decompression: .enabled(limit: .size(settings.largestAnswer)))
    configuration.httpVersion = .http1Only
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connections
    // Retries are ours: counted, logged and bounded.
    configuration.connectionPool.retryConnectionEstablishment = false
    direct = HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration)
    if let proxy = settings.proxy {
      configuration.proxy = proxy.configuration
      proxied = HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration)
    } else {
      proxied = nil
    }
  }

  /// Sends, and reads the whole answer.
  ///
  /// - Throws: `TransportFault`, or `CancellationError`.
  func send(_ call: HTTPCall, to base: BaseURL) async throws -> HTTPAnswer {
    var request = HTTPClientRequest(url: base.origin + call.target)
    request.method = call.method
    request.headers = call.headers
    request.headers.replaceOrAdd(name: "Accept-Encoding", value: "gzip")
    request.headers.replaceOrAdd(name: "User-Agent", value: "roundsman/\(settings.programVersion)")
    if let body = call.body { request.body = .bytes(body) }
    let client = proxied.flatMap { settings.proxy?.concerns(base) == true ? $0 : nil } ?? direct
    let deadline = NIODeadline.now() + .nanoseconds(settings.requestTimeout.nanoseconds)
    do {
      let response = try await client.execute(request, deadline: deadline)
      let body = try await body(of: response, until: deadline)
      return HTTPAnswer(status: Int(response.status.code), headers: response.headers, body: body)
    } catch let fault as TransportFault {
      throw fault
    } catch {
      // A body whose reading was cancelled ends early: that is no answer, nor the server's fault.
      try Task.checkCancellation()
      throw TransportFault(error, limit: settings.largestAnswer)
    }
  }

  private func body(of response: HTTPClientResponse, until deadline: NIODeadline) async throws -> ByteBuffer {
    if let length = response.headers.first(name: "Content-Length").flatMap({ Int($0) }), length > settings.largestAnswer
    {
      throw TransportFault.tooLarge(limit: settings.largestAnswer)
    }
    var whole = ByteBuffer()
    for try await part in response.body {
      guard whole.readableBytes + part.readableBytes <= settings.largestAnswer else {
        throw TransportFault.tooLarge(limit: settings.largestAnswer)
      }
      if whole.readableBytes == 0 { whole = part } else { whole.writeImmutableBuffer(part) }
      if NIODeadline.now() > deadline { throw TransportFault.timedOut("the answer was not complete in time") }
    }
    try Task.checkCancellation()
    return whole
  }

  /// Ends all connections.
  func shutdown() async {
    try? await direct.shutdown()
    try? await proxied?.shutdown()
    try? await group.shutdownGracefully()
  }
}

/// One HTTP request to a service.
struct HTTPCall: Sendable {
  var method: HTTPMethod = .GET
  /// Path and query; the base URL gives scheme, host and port, so that no link can lead elsewhere.
  var target: String
  var headers = HTTPHeaders()
  var body: ByteBuffer?
}

/// What came back, whole.
struct HTTPAnswer: Sendable {
  let status: Int
  let headers: HTTPHeaders
  let body: ByteBuffer
}
