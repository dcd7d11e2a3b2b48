/// One line of an evidence archive while it is written: JSON as bytes, appended by hand.
///
/// A fleet of 100,000 users is about a gigabyte of lines; JSONEncoder would take minutes for it.
struct JSONLine {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  init() { bytes.reserveCapacity(4096) }

  /// Empties the line and keeps its memory.
  mutating func reset() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  // MARK: Structure

  /// Writes an object: as the line itself, as an array's element, or as a member when a key is given.
  mutating func object(_ key: StaticString? = nil, _ members: (inout JSONLine) -> Void) {
    begin(key, 0x7B)
    members(&self)
    end(0x7D)
  }

  /// Writes an array: as an element, or as a member when a key is given.
  mutating func array(_ key: StaticString? = nil, _ elements: (inout JSONLine) -> Void) {
    begin(key, 0x5B)
    elements(&self)
    end(0x5D)
  }

  private mutating func begin(_ key: StaticString?, _ bracket: UInt8) {
    if let key { name(key) } else { separate() }
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func end(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(0x2C) }
    needsComma = true
  }

  private mutating func name(_ key: StaticString) {
    separate()
    bytes.append(0x22)
    piece(key)
    bytes.append(0x22)
    bytes.append(0x3A)
  }

  // MARK: Members

  /// A text member from several pieces.
  mutating func text(_ key: StaticString, _ pieces: (inout JSONLine) -> Void) {
    name(key)
    bytes.append(0x22)
    pieces(&self)
    bytes.append(0x22)
  }

  /// A text member whose name is made of several pieces.
  mutating func memberWithLongName(_ name: (inout JSONLine) -> Void, _ pieces: (inout JSONLine) -> Void) {
    separate()
    bytes.append(0x22)
    name(&self)
    piece("\":\"")
    pieces(&self)
    bytes.append(0x22)
  }

  /// A text member of fixed text, escaped already.
  mutating func member(_ key: StaticString, _ value: StaticString) { text(key) { $0.piece(value) } }
  /// A text member of plain ASCII that needs no escaping (addresses, ids).
  mutating func member(_ key: StaticString, safe value: String) { text(key) { $0.piece(value) } }
  /// A text member.
  mutating func member(_ key: StaticString, _ value: JSONText) { text(key) { $0.piece(value.escaped) } }
  /// A GUID as text.
  mutating func member(_ key: StaticString, _ value: SyntheticID) { text(key) { $0.piece(value) } }
  /// A number.
  mutating func member(_ key: StaticString, _ value: Int) {
    name(key)
    piece(value)
  }
  /// A number that may be beyond Int64 (Exchange's rule identity).
  mutating func member(_ key: StaticString, _ value: UInt64) {
    name(key)
    piece(value)
  }
  /// A number with a fraction, as it is written.
  mutating func member(_ key: StaticString, number value: StaticString) {
    name(key)
    piece(value)
  }
  /// A truth value.
  mutating func member(_ key: StaticString, _ value: Bool) {
    name(key)
    piece(value ? "true" : "false")
  }
  /// A null.
  mutating func null(_ key: StaticString) {
    name(key)
    piece("null")
  }
  /// A member whose value is JSON already.
  mutating func member(_ key: StaticString, json value: [UInt8]) {
    name(key)
    bytes.append(contentsOf: value)
  }

  // MARK: Elements of arrays

  /// A text element from several pieces.
  mutating func element(_ pieces: (inout JSONLine) -> Void) {
    separate()
    bytes.append(0x22)
    pieces(&self)
    bytes.append(0x22)
  }
  /// A text element.
  mutating func element(_ value: JSONText) { element { $0.piece(value.escaped) } }

  /// `{"Name": …, "Value": …}`, the form of all properties in audit records.
  mutating func named(_ name: StaticString, _ value: StaticString) {
    object {
      $0.member("Name", name)
      $0.member("Value", value)
    }
  }
  /// `{"Name": …, "Value": …}` with a value from several pieces.
  mutating func named(_ name: StaticString, _ pieces: (inout JSONLine) -> Void) {
    object {
      $0.member("Name", name)
      $0.text("Value", pieces)
    }
  }

  // MARK: Pieces

  /// Fixed bytes as they are.
  mutating func piece(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
  /// Text that needs no escaping, or is escaped already.
  mutating func piece(_ text: String) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }
  /// A GUID.
  mutating func piece(_ id: SyntheticID) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 36) { buffer in
      id.write(to: buffer)
      bytes.append(contentsOf: buffer)
    }
  }
  /// A decimal number.
  mutating func piece(_ number: Int) {
    if number < 0 { bytes.append(0x2D) }
    piece(UInt64(number.magnitude))
  }
  /// A decimal number.
  mutating func piece(_ number: UInt64) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { buffer in
      var position = 20
      var rest = number
      repeat {
        position -= 1
        buffer[position] = 0x30 + UInt8(rest % 10)
        rest /= 10
      } while rest > 0
      bytes.append(contentsOf: buffer[position...])
    }
  }
  /// A number with leading zeros.
  mutating func piece(_ number: Int, digits: Int) {
    var divisor = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      bytes.append(0x30 + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }
  /// Bytes escaped once more, for JSON inside a JSON text.
  mutating func escapedPiece(_ raw: [UInt8]) {
    for byte in raw {
      if byte == 0x22 || byte == 0x5C {
        bytes.append(0x5C)
        bytes.append(byte)
      } else if byte < 0x20 {
        piece("\\u00")
        bytes.append(byte < 16 ? 0x30 : 0x31)
        bytes.append(byte & 15 < 10 ? 0x30 + byte & 15 : 0x57 + byte & 15)
      } else {
        bytes.append(byte)
      }
    }
  }
}
