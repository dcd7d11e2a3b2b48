/// Walks a document byte by byte to say where it is broken, or where a value stands. For errors only: slow, but exact.
///
/// What `JSONRepair` mends (lone surrogates, raw control characters, invalid UTF-8, huge numbers) is no fault here.
struct JSONLocator {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let maximumDepth: Int
  private var position: Int
  private var frames: [Frame] = []

  private struct Frame {
    let isObject: Bool
    var ordinal = 0
    var name = 0..<0
  }

  /// What comes next in the text.
  private enum Expectation { case value, firstElement, name, firstName, separator }

  /// - Parameter start: where the document begins, behind a byte-order mark.
  init(document: UnsafeBufferPointer<UInt8>, start: Int, maximumDepth: Int) {
    bytes = document
    position = start
    self.maximumDepth = maximumDepth
  }

  /// The first fault of the document; nil when it has none.
  mutating func fault() -> JSONFailure? {
    do throws(JSONFailure) {
      _ = try walk(to: nil)
      return nil
    } catch { return error }
  }

  /// The byte at which the value stands that those steps lead to; nil when the document is broken before it.
  mutating func offset(of steps: [JSONStep]) -> Int? { try? walk(to: steps.map(\.ordinal)) }

  private mutating func walk(to target: [Int]?) throws(JSONFailure) -> Int? {
    var next = Expectation.value
    while true {
      skipBlanks()
      guard position < bytes.count else {
        if next == .separator, frames.isEmpty { return nil }
        throw failure(position == 0 ? .empty : .cut)
      }
      let byte = bytes[position]
      switch next {
      case .firstElement where byte == UInt8(ascii: "]"), .firstName where byte == UInt8(ascii: "}"):
        close()
        next = .separator
      case .value, .firstElement:
        if let target, target.count == frames.count, zip(target, frames).allSatisfy({ $0 == $1.ordinal }) {
          return position
        }
        next = try passValue(byte)
      case .name, .firstName:
        try passName(byte)
        next = .value
      case .separator:
        next = try passSeparator(byte)
      }
    }
  }

  private mutating func passValue(_ byte: UInt8) throws(JSONFailure) -> Expectation {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard frames.count < maximumDepth else { throw failure(.tooDeep(maximumDepth)) }
      frames.append(Frame(isObject: byte == UInt8(ascii: "{")))
      position += 1
      return byte == UInt8(ascii: "{") ? .firstName : .firstElement
    case UInt8(ascii: "\""): try passString()
    case UInt8(ascii: "t"): try passWord("true")
    case UInt8(ascii: "f"): try passWord("false")
    case UInt8(ascii: "n"): try passWord("null")
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let range = JSONNumber.range(in: bytes, from: position)
      guard JSONNumber.isWellFormed(bytes[range]) else { throw failure(.malformed("a malformed number")) }
      position = range.upperBound
    default: throw failure(.malformed("a value expected, not \(Self.shown(byte)),"))
    }
    return .separator
  }

  private mutating func passName(_ byte: UInt8) throws(JSONFailure) {
    guard byte == UInt8(ascii: "\"") else {
      throw failure(.malformed("a member name expected, not \(Self.shown(byte)),"))
    }
    let start = position + 1
    try passString()
    frames[frames.count - 1].name = start..<(position - 1)
    skipBlanks()
    guard position < bytes.count else { throw failure(.cut) }
    guard bytes[position] == UInt8(ascii: ":") else { throw failure(.malformed("a colon expected")) }
    position += 1
  }

  private mutating func passSeparator(_ byte: UInt8) throws(JSONFailure) -> Expectation {
    guard let frame = frames.last else { throw failure(.malformed("more text behind the end of the value")) }
    switch byte {
    case UInt8(ascii: ","):
      frames[frames.count - 1].ordinal += 1
      position += 1
      return frame.isObject ? .name : .value
    case frame.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"):
      close()
      return .separator
    default:
      throw failure(.malformed("a comma or \(frame.isObject ? "}" : "]") expected, not \(Self.shown(byte)),"))
    }
  }

  private mutating func close() {
    frames.removeLast()
    position += 1
  }

  private mutating func passString() throws(JSONFailure) {
    position += 1
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return
      case UInt8(ascii: "\\"):
        guard position + 1 < bytes.count else {
          position = bytes.count
          throw failure(.cut)
        }
        try passEscape()
      default: position += 1
      }
    }
    throw failure(.cut)
  }

  private mutating func passEscape() throws(JSONFailure) {
    switch bytes[position + 1] {
    case UInt8(ascii: "u"):
      let digits = bytes[min(position + 2, bytes.count)..<min(position + 6, bytes.count)]
      guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else {
        throw failure(.malformed("a malformed \\u escape"))
      }
      position = min(position + 6, bytes.count)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 2
    default: throw failure(.malformed("an unknown escape"))
    }
  }

  private mutating func passWord(_ word: StaticString) throws(JSONFailure) {
    let start = position
    for index in 0..<word.utf8CodeUnitCount {
      guard start + index < bytes.count else {
        position = bytes.count
        throw failure(.cut)
      }
      guard bytes[start + index] == word.utf8Start[index] else {
        throw failure(.malformed("a value expected, not an unknown word,"))
      }
    }
    position += word.utf8CodeUnitCount
  }

  private mutating func skipBlanks() {
    while position < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) { position += 1 }
  }

  private func failure(_ reason: JSONFailure.Reason) -> JSONFailure {
    let steps = frames.map { frame in
      frame.isObject
        ? JSONStep.member(frame.ordinal, name: String(decoding: bytes[frame.name], as: UTF8.self))
        : JSONStep.element(frame.ordinal)
    }
    return JSONFailure(reason: reason, path: JSONStep.path(steps), offset: position)
  }

  private static func shown(_ byte: UInt8) -> String {
    (0x21..<0x7F).contains(byte) ? "'\(Character(Unicode.Scalar(byte)))'" : "byte 0x\(String(byte, radix: 16))"
  }
}
