import AsyncHTTPClient
import NIOCore
import NIOHTTPCompression
import NIOPosix
import NIOSSL

/// Why there is no answer.
enum TransportFault: Error, Hashable {
  case timedOut(String)
  case unreachable(String)
  /// Not trusted: trying again does not help.
  case untrusted(String)
  case tooLarge(limit: Int)

  /// - Parameter limit: in bytes, for an answer that was refused while it was unpacked.
  init(_ error: any Error, limit: Int) {
    switch error {
    case let error as HTTPClientError where Self.timeouts.contains(error):
      self = .timedOut("no answer in time (\(error.shortDescription))")
    case let error as HTTPClientError where error == .remoteConnectionClosed:
      self = .unreachable("the connection was closed before the answer was whole")
    case let error as HTTPClientError: self = .unreachable("the connection failed (\(error.shortDescription))")
    case is NIOConnectionError: self = .unreachable("no connection could be made")
    case let error as IOError: self = .unreachable("the connection broke (error \(error.errnoCode))")
    case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
      self = .untrusted("no trusted TLS connection could be made (is a proxy in between? see the extra CA file)")
    case is ChannelError: self = .unreachable("no connection could be made in time")
    case NIOHTTPDecompression.DecompressionError.limit: self = .tooLarge(limit: limit)
    default: self = .unreachable("the connection failed (\(type(of: error)))")
    }
  }

  /// True when another try may go better.
  var isTransient: Bool {
    switch self {
    case .timedOut, .unreachable: true
    case .untrusted, .tooLarge: false
    }
  }

  var reason: CloudFailure.Reason {
    switch self {
    case .timedOut: .timedOut
    case .unreachable, .untrusted: .unreachable
    case .tooLarge: .answerTooLarge
    }
  }

  /// A clause, without the full stop.
  var explanation: String {
    switch self {
    case .timedOut(let text), .unreachable(let text), .untrusted(let text): text
    case .tooLarge(let limit): "the answer is larger than \(limit) bytes"
    }
  }

  private static let timeouts: [HTTPClientError] = [
    .readTimeout, .writeTimeout, .connectTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout,
    .tlsHandshakeTimeout,
    .httpProxyHandshakeTimeout,
  ]
}
