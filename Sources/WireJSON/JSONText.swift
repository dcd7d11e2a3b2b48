/// A text inside a parsed document: unescaped, valid UTF-8, not copied. Valid only while its parse closure runs.
public struct JSONText {
  @usableFromInline let start: UnsafePointer<UInt8>
  /// Length in bytes of UTF-8.
  public let count: Int

  /// The bytes must be valid UTF-8.
  @inlinable
  public init(start: UnsafePointer<UInt8>, count: Int) {
    self.start = start
    self.count = count
  }

  /// The bytes where they lie; do not keep them.
  @inlinable
  public var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  /// A copy that may be kept.
  @inlinable
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  /// True for the empty text.
  @inlinable
  public var isEmpty: Bool { count == 0 }

  /// Compares byte by byte.
  @inlinable @inline(__always)
  public static func == (left: JSONText, right: StaticString) -> Bool {
    guard left.count == right.utf8CodeUnitCount else { return false }
    let other = right.utf8Start
    var index = 0
    while index < left.count {
      if left.start[index] != other[index] { return false }
      index += 1
    }
    return true
  }

  /// Lets a `switch` over a key list its names.
  @inlinable @inline(__always)
  public static func ~= (pattern: StaticString, text: JSONText) -> Bool { text == pattern }

  /// Compares ASCII letters without regard to case, all other bytes as they are.
  public func isEqualIgnoringCase(_ other: StaticString) -> Bool {
    count == other.utf8CodeUnitCount
      && (0..<count).allSatisfy { Self.lowercase(start[$0]) == Self.lowercase(other.utf8Start[$0]) }
  }

  /// True when it begins so, ASCII letters compared without regard to case.
  public func hasPrefixIgnoringCase(_ prefix: StaticString) -> Bool {
    count >= prefix.utf8CodeUnitCount
      && (0..<prefix.utf8CodeUnitCount).allSatisfy {
        Self.lowercase(start[$0]) == Self.lowercase(prefix.utf8Start[$0])
      }
  }

  /// Part of the text, by byte positions.
  @inlinable
  public subscript(range: Range<Int>) -> JSONText {
    JSONText(start: start + range.lowerBound, count: range.count)
  }

  /// True when that byte stands anywhere in it.
  public func contains(_ byte: UInt8) -> Bool { bytes.contains(byte) }

  private static func lowercase(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 32 : byte }
}
