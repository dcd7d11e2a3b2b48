import NIOCore
import WireJSON

extension JSONParser {
  /// Parses an answer's body where it lies.
  func parse<Result>(_ body: ByteBuffer, _ read: (JSONView) throws -> Result) throws -> Result {
    var body = body
    // Room behind the text for the parser's last wide reads.
    body.reserveCapacity(minimumWritableBytes: Self.padding)
    return try body.withUnsafeReadableBytes { bytes in
      try parse(padded: bytes.bindMemory(to: UInt8.self), read)
    }
  }
}
