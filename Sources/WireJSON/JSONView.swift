/// What a JSON value is.
public enum JSONKind: Sendable, Hashable {
  case object, array, string, integer, double, bool, null
}

// This module's declarations are public, not package: the compiler (6.3) inlines only public bodies into other modules, and
// walking a document without that is two to three times slower.

/// One value of a parsed document, read where it lies. Valid only while its parse closure runs.
///
/// Accessors that answer with an optional say nil when the value is of another kind; `JSONView+Expectation.swift` holds those
/// that throw. Walking follows simdjson's tape (doc/tape.md): word = type letter in the top byte, payload below.
public struct JSONView {
  @usableFromInline let tape: UnsafePointer<UInt64>
  @usableFromInline let strings: UnsafePointer<UInt8>
  /// The word of the tape at which the value begins.
  @usableFromInline let position: Int

  @inlinable
  init(tape: UnsafePointer<UInt64>, strings: UnsafePointer<UInt8>, position: Int) {
    self.tape = tape
    self.strings = strings
    self.position = position
  }

  @inlinable @inline(__always)
  var letter: UInt8 { UInt8(truncatingIfNeeded: tape[position] >> 56) }

  @inlinable @inline(__always)
  var payload: UInt64 { tape[position] & 0x00FF_FFFF_FFFF_FFFF }

  /// Where the value behind this one begins.
  @inlinable @inline(__always)
  var end: Int {
    switch letter {
    case UInt8(ascii: "{"), UInt8(ascii: "["): Int(tape[position] & 0xFFFF_FFFF)
    case UInt8(ascii: "l"), UInt8(ascii: "u"), UInt8(ascii: "d"): position + 2
    default: position + 1
    }
  }

  @inlinable @inline(__always)
  func view(at position: Int) -> JSONView { JSONView(tape: tape, strings: strings, position: position) }

  /// What the value is.
  public var kind: JSONKind {
    switch letter {
    case UInt8(ascii: "{"): .object
    case UInt8(ascii: "["): .array
    case UInt8(ascii: "\""): .string
    case UInt8(ascii: "l"), UInt8(ascii: "u"): .integer
    case UInt8(ascii: "d"): .double
    case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
    default: .null
    }
  }

  /// True for `null`.
  @inlinable
  public var isNull: Bool { letter == UInt8(ascii: "n") }
  /// True for `{…}`.
  @inlinable
  public var isObject: Bool { letter == UInt8(ascii: "{") }
  /// True for `[…]`.
  @inlinable
  public var isArray: Bool { letter == UInt8(ascii: "[") }

  /// The text where it lies, without a copy.
  @inlinable
  public var text: JSONText? { letter == UInt8(ascii: "\"") ? text(at: payload) : nil }

  /// A copy of the text that may be kept.
  @inlinable
  public var string: String? { text?.string }

  /// `true` or `false` themselves; for texts that say so see `optionalBool()`.
  @inlinable
  public var bool: Bool? {
    switch letter {
    case UInt8(ascii: "t"): true
    case UInt8(ascii: "f"): false
    default: nil
    }
  }

  /// A whole number that fits; never a rounded one.
  @inlinable
  public var int: Int? { letter == UInt8(ascii: "l") ? Int(truncatingIfNeeded: tape[position + 1]) : nil }

  /// A whole number from 0 to 2⁶⁴−1.
  @inlinable
  public var uint: UInt64? {
    switch letter {
    case UInt8(ascii: "u"): tape[position + 1]
    case UInt8(ascii: "l"): UInt64(exactly: Int64(bitPattern: tape[position + 1]))
    default: nil
    }
  }

  /// Any number, as the nearest double.
  @inlinable
  public var double: Double? {
    switch letter {
    case UInt8(ascii: "d"): Double(bitPattern: tape[position + 1])
    case UInt8(ascii: "l"): Double(Int64(bitPattern: tape[position + 1]))
    case UInt8(ascii: "u"): Double(tape[position + 1])
    default: nil
    }
  }

  @inlinable @inline(__always)
  func text(at offset: UInt64) -> JSONText {
    let header = UnsafeRawPointer(strings + Int(offset))
    return JSONText(
      start: strings + Int(offset) + 4, count: Int(header.loadUnaligned(as: UInt32.self)))
  }
}
