/// Tells files of one JSON object a line from pages and lists whose lines happen to begin with objects.
enum JSONLines {
  /// True when the first two lines that are not blank both begin with `{`, and the second does not continue the first.
  static func areIn(_ text: ArraySlice<UInt8>) -> Bool {
    var first: ArraySlice<UInt8>?
    for line in text.split(separator: UInt8(ascii: "\n"), maxSplits: 64) {
      guard let start = line.first(where: { !JSONScan.isBlank($0) }) else { continue }
      guard start == UInt8(ascii: "{") else { return false }
      if let first { return !goesOnWithObject(first) }
      first = line
    }
    return false
  }

  /// True when JSON of which this is the first line may go on with an object: it ends in a list, or behind a colon.
  ///
  /// A line that ends anywhere else is whole, or was cut: then the next line is an object of its own.
  private static func goesOnWithObject(_ line: ArraySlice<UInt8>) -> Bool {
    var open: [UInt8] = []
    var isString = false
    var isEscaped = false
    var last: UInt8 = 0
    for byte in line where isString || !JSONScan.isBlank(byte) {
      last = byte
      if isString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): open.append(byte)
      case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = open.popLast()
      default: break
      }
    }
    guard !isString, let innermost = open.last else { return false }
    return innermost == UInt8(ascii: "[")
      ? last == UInt8(ascii: "[") || last == UInt8(ascii: ",") : last == UInt8(ascii: ":")
  }
}
