/// Why a document, or one value of it, could not be read; and exactly where.
public struct JSONFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of trouble it is.
  public enum Reason: Hashable, Sendable {
    /// There is no value at all.
    case empty
    /// The document ends before its last value does.
    case cut
    /// Not JSON; the text says what was met or missed.
    case malformed(String)
    /// Nested deeper than so many levels.
    case tooDeep(Int)
    /// Longer than simdjson takes, or out of memory.
    case tooLong
    /// A value of another kind or form than the reader needs.
    case unexpected(expected: String)
    /// A member that the reader needs is absent or null.
    case missing(member: String)
  }

  /// What is wrong.
  public let reason: Reason
  /// `value[3].createdDateTime`; empty for the document itself.
  public let path: String
  /// The byte at which the trouble stands, counted from 0 at the start of the document.
  public let offset: Int

  /// At the document itself when no path is given.
  public init(reason: Reason, path: String = "", offset: Int) {
    self.reason = reason
    self.path = path
    self.offset = offset
  }

  /// One phrase that names the trouble, the path and the byte.
  public var description: String {
    let place = path.isEmpty ? "at byte \(offset)" : "at \(path), byte \(offset)"
    return switch reason {
    case .empty: "no JSON value \(place)"
    case .cut: "the JSON text ends too early \(place)"
    case .malformed(let what): "\(what) \(place)"
    case .tooDeep(let levels): "nested deeper than \(levels) levels \(place)"
    case .tooLong: "too long to be read in one piece \(place)"
    case .unexpected(let expected): "\(expected) expected \(place)"
    case .missing(let member): "\(member) is missing \(place)"
    }
  }
}

/// Thrown while a view is read; `JSONParser` turns it into a `JSONFailure` with path and offset, so that good values cost nothing.
public struct JSONMismatch: Error {
  let reason: JSONFailure.Reason
  /// The word of the tape at which the value begins.
  let position: Int
}
