/// Finds the members of one JSON object without building anything: the simulator's own reading of evidence lines.
///
/// Lines were written by our own generator or checked by our own importer; a line that is no object has no members.
enum ObjectScanner {
  /// Calls the body with the name (without quotes, escapes kept) and the value of each top-level member, until it returns false.
  static func forEachMember(
    of bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>,
    _ body: (_ name: Range<Int>, _ value: Range<Int>) -> Bool
  ) {
    var at = skippingSpace(bytes, range.lowerBound, range.upperBound)
    let end = range.upperBound
    guard at < end, bytes[at] == UInt8(ascii: "{") else { return }
    at += 1
    while true {
      at = skippingSpace(bytes, at, end)
      guard at < end, bytes[at] == UInt8(ascii: "\"") else { return }
      let nameEnd = endOfText(bytes, at, end)
      let name = (at + 1)..<max(at + 1, nameEnd - 1)
      at = skippingSpace(bytes, nameEnd, end)
      guard at < end, bytes[at] == UInt8(ascii: ":") else { return }
      let start = skippingSpace(bytes, at + 1, end)
      let stop = endOfValue(bytes, start, end)
      if !body(name, start..<stop) { return }
      at = skippingSpace(bytes, stop, end)
      guard at < end, bytes[at] == UInt8(ascii: ",") else { return }
      at += 1
    }
  }

  /// Calls the body with each element of an array, until it returns false.
  static func forEachElement(
    of bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, _ body: (Range<Int>) -> Bool
  ) {
    var at = skippingSpace(bytes, range.lowerBound, range.upperBound)
    let end = range.upperBound
    guard at < end, bytes[at] == UInt8(ascii: "[") else { return }
    at += 1
    while true {
      let start = skippingSpace(bytes, at, end)
      guard start < end, bytes[start] != UInt8(ascii: "]") else { return }
      let stop = endOfValue(bytes, start, end)
      if !body(start..<stop) { return }
      at = skippingSpace(bytes, stop, end)
      guard at < end, bytes[at] == UInt8(ascii: ",") else { return }
      at += 1
    }
  }

  /// The value of a member, looked up by the names of a path; nil where there is none.
  static func value(
    of path: some Collection<String>, in range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Range<Int>? {
    var range = range
    for name in path {
      var found: Range<Int>?
      forEachMember(of: bytes, in: range) { member, value in
        guard bytes[member].elementsEqual(name.utf8) else { return true }
        found = value
        return false
      }
      guard let found else { return nil }
      range = found
    }
    return range
  }

  /// The plain text of a string value; nil for other values.
  static func text(in range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard range.count >= 2, bytes[range.lowerBound] == UInt8(ascii: "\"") else { return nil }
    let inside = bytes[(range.lowerBound + 1)..<(range.upperBound - 1)]
    guard inside.contains(UInt8(ascii: "\\")) else { return String(decoding: inside, as: UTF8.self) }
    return JSONText.plain(inside)
  }

  private static func skippingSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var at = start
    while at < end, bytes[at] == 32 || (bytes[at] >= 9 && bytes[at] <= 13) { at += 1 }
    return at
  }

  /// The position after the closing quote of a text that begins at `start`.
  private static func endOfText(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var at = start + 1
    while at < end, bytes[at] != UInt8(ascii: "\"") { at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1 }
    return min(at + 1, end)
  }

  private static func endOfValue(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    guard start < end else { return end }
    switch bytes[start] {
    case UInt8(ascii: "\""): return endOfText(bytes, start, end)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      var depth = 0
      var at = start
      while at < end {
        switch bytes[at] {
        case UInt8(ascii: "\""):
          at = endOfText(bytes, at, end)
          continue
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          depth -= 1
          if depth == 0 { return at + 1 }
        default: break
        }
        at += 1
      }
      return end
    default:
      var at = start
      while at < end, bytes[at] != UInt8(ascii: ","), bytes[at] != UInt8(ascii: "}"), bytes[at] != UInt8(ascii: "]"),
        bytes[at] > 32
      { at += 1 }
      return at
    }
  }
}
