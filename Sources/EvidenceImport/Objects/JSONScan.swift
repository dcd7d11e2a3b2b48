/// Finds where JSON values end, by brackets and quotes only; whether the value is well formed is the parser's to say.
struct JSONScan {
  enum Outcome: Hashable {
    /// The position behind the value.
    case end(Int)
    /// The window ends first.
    case incomplete
    case broken(String)
  }

  let bytes: UnsafeBufferPointer<UInt8>
  /// In newline-delimited files no value goes beyond its line.
  let stopsAtLineEnd: Bool

  private static let deepest = 512

  /// The first position that is no white space; in newline-delimited files line ends are white space between values too.
  func skipBlank(from start: Int) -> Int {
    var index = start
    while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
    return index
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\t")
  }

  /// Scans the value that begins there.
  func value(from start: Int) -> Outcome {
    guard start < bytes.count else { return .incomplete }
    switch bytes[start] {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return container(from: start)
    case UInt8(ascii: "\""): return string(from: start)
    default: return scalar(from: start)
    }
  }

  private func container(from start: Int) -> Outcome {
    var open: [UInt8] = []
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\""):
        guard case .end(let end) = string(from: index) else { return string(from: index) }
        index = end
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        // In ASCII both closing brackets stand two behind their opening ones.
        open.append(byte + 2)
        if open.count > Self.deepest { return .broken("nested deeper than \(Self.deepest) levels") }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard open.popLast() == byte else { return .broken("a bracket closes what is not open") }
        if open.isEmpty { return .end(index + 1) }
      case UInt8(ascii: "\n") where stopsAtLineEnd: return .broken("the JSON text ends too early")
      case 0: return .broken("NUL bytes instead of text (a damaged copy)")
      default: break
      }
      index += 1
    }
    return .incomplete
  }

  /// A string never holds a raw line end: one inside it shows that the text was cut.
  func string(from start: Int) -> Outcome {
    var index = start + 1
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""): return .end(index + 1)
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "\n"): return .broken("the JSON text ends too early, inside a string")
      default: index += 1
      }
    }
    return .incomplete
  }

  private func scalar(from start: Int) -> Outcome {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") || Self.isBlank(byte) {
        return index > start ? .end(index) : .broken("a value is missing")
      }
      index += 1
    }
    return .incomplete
  }
}
