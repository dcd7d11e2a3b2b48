import AuditModel

/// JSON text under construction: keys in the order they are put, no spaces, every value escaped as it must be.
struct JSONBytes {
  var bytes: [UInt8] = []
  private var needsComma = false

  /// Puts an object; its members are put by the body.
  mutating func object(_ members: (inout JSONBytes) -> Void) {
    begin(UInt8(ascii: "{"))
    members(&self)
    end(UInt8(ascii: "}"))
  }

  /// Puts an array of these elements.
  mutating func array<Element>(_ elements: some Sequence<Element>, _ put: (inout JSONBytes, Element) -> Void) {
    begin(UInt8(ascii: "["))
    for element in elements { put(&self, element) }
    end(UInt8(ascii: "]"))
  }

  mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  mutating func end(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  /// Starts a new line where a person or a diff is glad of one.
  mutating func newLine() {
    separate()
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  mutating func key(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func put(_ value: Int) { literal(String(value)) }
  mutating func put(_ value: Bool) { literal(value ? "true" : "false") }
  mutating func putNull() { literal("null") }

  /// A decimal number of thousandths, without trailing zeros: exact, no floating point.
  mutating func put(thousandths value: Int) {
    var text = String(value / 1000)
    var rest = value % 1000
    if rest > 0 {
      text += "."
      for unit in [100, 10, 1] where rest > 0 {
        text += String(rest / unit)
        rest %= unit
      }
    }
    literal(text)
  }

  mutating func put(_ moment: Timestamp) { put(moment.iso8601) }
  mutating func put<Name: RawRepresentable>(_ name: Name) where Name.RawValue == String { put(name.rawValue) }

  mutating func put(_ text: String) {
    separate()
    var text = text
    text.withUTF8 { appendEscaped($0) }
    needsComma = true
  }

  private mutating func literal(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = false
  }

  private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    var start = 0
    for index in text.indices {
      let byte = text[index]
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
      bytes.append(contentsOf: text[start..<index])
      start = index + 1
      bytes.append(UInt8(ascii: "\\"))
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
      case 0x0A: bytes.append(UInt8(ascii: "n"))
      case 0x0D: bytes.append(UInt8(ascii: "r"))
      case 0x09: bytes.append(UInt8(ascii: "t"))
      default:
        bytes.append(contentsOf: "u00".utf8)
        bytes.append(Self.hexDigits[Int(byte >> 4)])
        bytes.append(Self.hexDigits[Int(byte & 15)])
      }
    }
    bytes.append(contentsOf: text[start..<text.count])
    bytes.append(UInt8(ascii: "\""))
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)
}

/// Members of objects: a key and its value; nil is written as `null`, never left out.
extension JSONBytes {
  mutating func member(_ name: StaticString, _ value: Int) {
    key(name)
    put(value)
  }
  mutating func member(_ name: StaticString, _ value: Bool) {
    key(name)
    put(value)
  }
  mutating func member(_ name: StaticString, _ value: String) {
    key(name)
    put(value)
  }
  mutating func member(_ name: StaticString, _ value: Timestamp) {
    key(name)
    put(value)
  }
  mutating func member<Name: RawRepresentable>(_ name: StaticString, _ value: Name) where Name.RawValue == String {
    key(name)
    put(value)
  }
  mutating func member(_ name: StaticString, _ value: Int?) { member(name, value) { $0.put($1) } }
  mutating func member(_ name: StaticString, _ value: Bool?) { member(name, value) { $0.put($1) } }
  mutating func member(_ name: StaticString, _ value: String?) { member(name, value) { $0.put($1) } }
  mutating func member(_ name: StaticString, _ value: Timestamp?) { member(name, value) { $0.put($1) } }
  mutating func member<Name: RawRepresentable>(_ name: StaticString, _ value: Name?) where Name.RawValue == String {
    member(name, value) { $0.put($1) }
  }

  /// A value of its own form, or `null`.
  mutating func member<Value>(_ name: StaticString, _ value: Value?, _ put: (inout JSONBytes, Value) -> Void) {
    key(name)
    if let value { put(&self, value) } else { putNull() }
  }

  mutating func member(_ name: StaticString, _ members: (inout JSONBytes) -> Void) {
    key(name)
    object(members)
  }

  mutating func member<Element>(
    _ name: StaticString, list: some Sequence<Element>, _ put: (inout JSONBytes, Element) -> Void
  ) {
    key(name)
    array(list, put)
  }
}
