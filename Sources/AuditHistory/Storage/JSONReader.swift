/// Reads the JSON texts that `JSONWriter` wrote; members that it does not know are skipped, as a later version may add some.
struct JSONReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// Calls back with each member's name; the value must be read or skipped.
  mutating func object(_ member: (inout JSONReader, String) throws -> Void) throws {
    try elements("{", "}") { reader in
      let name = try reader.string()
      try reader.expect(UInt8(ascii: ":"))
      try member(&reader, name)
    }
  }

  mutating func array<Element>(_ element: (inout JSONReader) throws -> Element) throws -> [Element] {
    var values: [Element] = []
    try elements("[", "]") { reader in values.append(try element(&reader)) }
    return values
  }

  /// Two texts in an array.
  mutating func pair() throws -> (String, String) {
    let values = try array { try $0.string() }
    guard values.count == 2 else { throw damage }
    return (values[0], values[1])
  }

  mutating func optional<Value>(_ value: (inout JSONReader) throws -> Value) throws -> Value? {
    guard peek == UInt8(ascii: "n") else { return try value(&self) }
    for byte in "null".utf8 { try expect(byte) }
    return nil
  }

  mutating func number() throws -> Int64 {
    let isNegative = peek == UInt8(ascii: "-")
    if isNegative { position += 1 }
    let start = position
    var value: Int64 = 0
    while let byte = peek, byte &- UInt8(ascii: "0") < 10 {
      let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, isBeyond) = product.subtractingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
      guard !isTooLarge, !isBeyond else { throw damage }
      value = sum
      position += 1
    }
    guard position > start, isNegative || value != .min else { throw damage }
    return isNegative ? value : -value
  }

  mutating func string() throws -> String {
    try expect(UInt8(ascii: "\""))
    let start = position
    while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { position += 1 }
    guard peek == UInt8(ascii: "\\") else {
      try expect(UInt8(ascii: "\""))
      return String(decoding: bytes[start..<(position - 1)], as: UTF8.self)
    }
    var text = Array(bytes[start..<position])
    while let byte = peek, byte != UInt8(ascii: "\"") {
      position += 1
      text.append(byte == UInt8(ascii: "\\") ? try escaped() : byte)
    }
    try expect(UInt8(ascii: "\""))
    return String(decoding: text, as: UTF8.self)
  }

  /// One of the names of a closed set.
  mutating func word<Word: RawRepresentable>(_ type: Word.Type = Word.self) throws -> Word
  where Word.RawValue == String {
    let name = try string()
    guard let word = Word(rawValue: name) else { throw UnreadableRow(reason: "unknown word \(name.prefix(40))") }
    return word
  }

  mutating func skip() throws {
    switch peek {
    case UInt8(ascii: "{"): try object { reader, _ in try reader.skip() }
    case UInt8(ascii: "["): _ = try array { try $0.skip() }
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "n"): _ = try optional { try $0.number() }
    default: _ = try number()
    }
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }
  private var damage: UnreadableRow { UnreadableRow(reason: "JSON of a row is damaged at byte \(position)") }

  private mutating func expect(_ byte: UInt8) throws {
    guard peek == byte else { throw damage }
    position += 1
  }

  private mutating func elements(
    _ start: Unicode.Scalar, _ end: Unicode.Scalar, _ element: (inout JSONReader) throws -> Void
  ) throws {
    try expect(UInt8(ascii: start))
    while peek != UInt8(ascii: end) {
      try element(&self)
      if peek != UInt8(ascii: end) { try expect(UInt8(ascii: ",")) }
    }
    position += 1
  }

  /// The writer escapes quotes, backslashes and what is below U+0020.
  private mutating func escaped() throws -> UInt8 {
    guard let byte = peek else { throw damage }
    position += 1
    guard byte == UInt8(ascii: "u") else { return byte }
    guard position + 4 <= bytes.count,
      let value = UInt8(String(decoding: bytes[position..<(position + 4)], as: UTF8.self), radix: 16)
    else { throw damage }
    position += 4
    return value
  }
}
