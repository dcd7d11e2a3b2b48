import AuditModel

/// Turns values into the bytes of a spool file: positional, without names, read back by the same program only.
struct SpoolWriter {
  private(set) var bytes: [UInt8] = []

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// A whole number in seven-bit groups, the sign in the lowest bit.
  mutating func put(_ value: Int) {
    var rest = UInt64(bitPattern: Int64(value)) << 1 ^ UInt64(bitPattern: Int64(value) >> 63)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func put(_ value: Bool) { bytes.append(value ? 1 : 0) }

  mutating func put(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      put(utf8.count)
      bytes.append(contentsOf: utf8)
    }
  }

  mutating func put(_ moment: Timestamp) { put(Int(moment.microseconds)) }

  mutating func put<Name: RawRepresentable>(_ name: Name) where Name.RawValue == String { put(name.rawValue) }

  mutating func put<Value: Spoolable>(_ value: Value) { value.spool(to: &self) }

  mutating func put<Value>(_ value: Value?, _ put: (inout SpoolWriter, Value) -> Void) {
    guard let value else { return bytes.append(0) }
    bytes.append(1)
    put(&self, value)
  }

  mutating func put<Value>(_ values: [Value], _ put: (inout SpoolWriter, Value) -> Void) {
    self.put(values.count)
    for value in values { put(&self, value) }
  }
}

/// A value that a spool file can hold.
protocol Spoolable: Sendable {
  func spool(to writer: inout SpoolWriter)
  init(spooled reader: inout SpoolReader) throws
}
