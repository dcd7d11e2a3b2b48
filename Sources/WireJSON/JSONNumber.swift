/// The grammar of JSON numbers, for what simdjson refuses.
enum JSONNumber {
  /// The bytes from there on that can belong to a number.
  static func range(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int> {
    var end = start
    while end < bytes.count, isPart(bytes[end]) { end += 1 }
    return start..<end
  }

  /// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`
  static func isWellFormed(_ token: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var rest = token
    func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let whole = rest.prefix(while: isDigit)
    guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0") else { return false }
    rest = rest.dropFirst(whole.count)
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix(while: isDigit)
      guard !fraction.isEmpty else { return false }
      rest = rest.dropFirst(1 + fraction.count)
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
      let exponent = rest.prefix(while: isDigit)
      guard !exponent.isEmpty else { return false }
      rest = rest.dropFirst(exponent.count)
    }
    return rest.isEmpty
  }

  /// True when it is well formed, but neither Int64 nor UInt64 nor a finite double holds it.
  static func isTooLarge(_ token: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard isWellFormed(token) else { return false }
    let text = String(decoding: token, as: UTF8.self)
    if token.contains(where: { $0 == UInt8(ascii: ".") || $0 | 32 == UInt8(ascii: "e") }) {
      return !(Double(text)?.isFinite ?? false)
    }
    return Int64(text) == nil && UInt64(text) == nil
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }
}
