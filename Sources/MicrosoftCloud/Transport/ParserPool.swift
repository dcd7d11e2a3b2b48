import NIOCore
import Synchronization
import WireJSON

/// JSON parsers with their grown buffers, lent one at a time; as many as parse at once, which is at most one a core.
final class ParserPool: Sendable {
  /// Proof of sendability: a box is in the pool or with one borrower, never with two.
  private struct Box: @unchecked Sendable {
    let parser: JSONParser
  }

  private let idle = Mutex<[Box]>([])
  /// Buffers beyond that are given back.
  private let keptBytes = 4 << 20

  /// Parses the body where it lies.
  ///
  /// - Throws: `CloudFailure` for what is not as expected, with JSON path and byte; else what the closure throws.
  func parse<Result>(_ body: ByteBuffer, of call: ServiceCall, _ read: (JSONView) throws -> Result) throws -> Result {
    try lend(for: call) { try $0.parse(body, read) }
  }

  /// As `parse`, for who needs the parser more than once.
  func lend<Result>(for call: ServiceCall, _ body: (JSONParser) throws -> Result) throws -> Result {
    do {
      return try lend(body)
    } catch let fault as JSONFailure {
      throw CloudFailure(
        .malformedAnswer, service: call.service, path: call.place, message: "\(call.place): \(fault).", http: 200)
    }
  }

  /// The error in a body that may be anything.
  func error(in body: ByteBuffer) -> ServiceError {
    lend { parser in body.withUnsafeReadableBytes { ServiceError(body: $0.bindMemory(to: UInt8.self), parser: parser) }
    }
  }

  private func lend<Result>(_ body: (JSONParser) throws -> Result) rethrows -> Result {
    let box = idle.withLock { $0.popLast() } ?? Box(parser: JSONParser())
    defer {
      box.parser.releaseMemory(above: keptBytes)
      idle.withLock { $0.append(box) }
    }
    return try body(box.parser)
  }
}
