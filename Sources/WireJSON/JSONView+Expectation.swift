// Reading with an expectation: null and absence are told from a value of the wrong kind, which throws and names its place.
extension JSONView {
  /// The error that this value is not what the reader needs.
  public func mismatch(expected: String) -> JSONMismatch {
    JSONMismatch(reason: .unexpected(expected: expected), position: position)
  }

  /// The error that this object lacks a member the reader needs.
  public func missing(_ member: String) -> JSONMismatch {
    JSONMismatch(reason: .missing(member: member), position: position)
  }

  /// Nil for null. - Throws: `JSONMismatch` for anything but a text.
  @inlinable
  public func optionalText() throws -> JSONText? {
    if let text { return text }
    if isNull { return nil }
    throw mismatch(expected: "a text")
  }

  /// Nil for null. - Throws: `JSONMismatch` for anything but a text.
  @inlinable
  public func optionalString() throws -> String? { try optionalText()?.string }

  /// Nil for null; also reads `"True"` and `"false"`, which Exchange writes. - Throws: `JSONMismatch` for anything else.
  public func optionalBool() throws -> Bool? {
    if let bool { return bool }
    if isNull { return nil }
    if let text {
      if text.isEqualIgnoringCase("true") { return true }
      if text.isEqualIgnoringCase("false") { return false }
      if text.isEmpty { return nil }
    }
    throw mismatch(expected: "true or false")
  }

  /// Nil for null; also reads a number written as text. - Throws: `JSONMismatch` for anything else, and when it does not fit.
  public func optionalInt() throws -> Int? {
    if let int { return int }
    if isNull { return nil }
    if let text, let number = Int(text.string) { return number }
    throw mismatch(expected: "a whole number")
  }

  /// A text, or a number in its decimal form: ids come as both. Nil for null. - Throws: `JSONMismatch` for anything else.
  public func optionalIdentifier() throws -> String? {
    if let text { return text.string }
    if isNull { return nil }
    if let int { return String(int) }
    if let uint { return String(uint) }
    throw mismatch(expected: "an id")
  }

  /// - Throws: `JSONMismatch` when this is no object.
  @inlinable
  public func requireObject() throws {
    guard isObject else { throw mismatch(expected: "an object") }
  }
}
