import Crypto
import Glibc
import WireJSON

/// Reads a file line by line in bounded memory and computes its SHA-256 on the way.
///
/// Memory: 128 KiB, or twice the longest line, up to `longestLine`; a longer line is passed over and reported as such.
final class LineReader {
  /// 64 MiB: no single record of Microsoft's comes near.
  static let longestLine = 64 << 20
  /// What was read is hashed and parsed while it is still in the processor's cache.
  private static let chunk = 1 << 17

  /// One line, without its line feed. The bytes are padded for `JSONParser` and valid only during the call.
  struct Line {
    let bytes: UnsafeBufferPointer<UInt8>
    /// Counted from 1.
    let number: Int
    /// Where in the file it begins.
    let offset: Int
    /// False for the last line of a file that ends without a line feed.
    let isEnded: Bool
    let isTooLong: Bool
  }

  private(set) var byteCount = 0
  private(set) var lineCount = 0
  private let path: String
  private let descriptor: Int32
  private var hash = SHA256()
  private let memory: LineBuffer
  private let limit: Int

  /// - Parameter memory: lent until the reader is gone; one reader at a time.
  init(
    path: String, limit: Int = LineReader.longestLine, memory: LineBuffer = LineBuffer()
  ) throws(EvidenceArchiveError) {
    self.path = path
    self.limit = limit
    self.memory = memory
    guard let file = try FileSystem.openFile(path, remedy: "check its permissions") else {
      throw EvidenceArchiveError(
        path: path, problem: "is missing or is no file", remedy: "copy or collect the archive again")
    }
    descriptor = file.descriptor
    memory.reserve(min(max(file.size + 1, 4096), Self.chunk))
  }

  deinit { close(descriptor) }

  /// Hex of the SHA-256 of what was read; of the whole file once `forEachLine` has returned.
  func digest() -> String { hash.finalize().hex }

  /// Every line in order. Blank lines are lines too.
  func forEachLine(_ body: (Line) throws -> Void) throws {
    var start = 0
    var filled = 0
    var searched = 0
    var isSkipping = false
    while true {
      let buffer = memory.start
      if let feed = memchr(buffer + searched, 0x0A, filled - searched) {
        let end = buffer.distance(to: feed.assumingMemoryBound(to: UInt8.self))
        try pass(buffer, start..<end, filled: filled, isEnded: true, isTooLong: isSkipping, body)
        isSkipping = false
        start = end + 1
        searched = start
        continue
      }
      if start > 0 {
        memmove(buffer, buffer + start, filled - start)
        filled -= start
        start = 0
      }
      if isSkipping || filled > limit {
        isSkipping = true
        filled = 0
      }
      searched = filled
      if filled == memory.capacity { memory.grow(keeping: filled) }
      let target = memory.start
      let length = try FileSystem.read(
        descriptor, into: target + filled, count: min(memory.capacity - filled, Self.chunk), path: path)
      if length == 0 {
        if filled > 0 || isSkipping {
          try pass(target, 0..<filled, filled: filled, isEnded: false, isTooLong: isSkipping, body)
        }
        return
      }
      hash.update(bufferPointer: UnsafeRawBufferPointer(start: target + filled, count: length))
      filled += length
      byteCount += length
    }
  }

  private func pass(
    _ buffer: UnsafeMutablePointer<UInt8>, _ range: Range<Int>, filled: Int, isEnded: Bool, isTooLong: Bool,
    _ body: (Line) throws -> Void
  ) throws {
    lineCount += 1
    let bytes = UnsafeBufferPointer(start: UnsafePointer(buffer + range.lowerBound), count: range.count)
    try body(
      Line(
        bytes: bytes, number: lineCount, offset: byteCount - filled + range.lowerBound, isEnded: isEnded,
        isTooLong: isTooLong))
  }
}

extension Sequence where Element == UInt8 {
  /// Lower-case hexadecimal digits.
  var hex: String {
    var digits: [UInt8] = []
    digits.reserveCapacity(2 * underestimatedCount)
    for byte in self {
      digits.append(Self.digit(byte >> 4))
      digits.append(Self.digit(byte & 15))
    }
    return String(decoding: digits, as: UTF8.self)
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }
}
