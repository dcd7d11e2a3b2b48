import AuditModel

/// Reads back what `SpoolWriter` wrote, never past its end.
///
/// - Throws: every function throws `SpoolError.damaged` when the bytes are not what was written.
struct SpoolReader {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  mutating func int() throws -> Int {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try self.byte()
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
      guard shift < 64 else { throw SpoolError.damaged }
    }
    return Int(truncatingIfNeeded: Int64(bitPattern: value >> 1) ^ -Int64(value & 1))
  }

  mutating func bool() throws -> Bool { try byte() != 0 }

  mutating func text() throws -> String {
    let count = try int()
    guard count >= 0, count <= bytes.count - position else { throw SpoolError.damaged }
    defer { position += count }
    return String(decoding: bytes[position..<(position + count)], as: UTF8.self)
  }

  mutating func moment() throws -> Timestamp { Timestamp(microseconds: Int64(try int())) }

  mutating func name<Name: RawRepresentable>() throws -> Name where Name.RawValue == String {
    guard let name = Name(rawValue: try text()) else { throw SpoolError.damaged }
    return name
  }

  mutating func value<Value: Spoolable>() throws -> Value { try Value(spooled: &self) }

  mutating func optional<Value>(_ read: (inout SpoolReader) throws -> Value) throws -> Value? {
    try bool() ? try read(&self) : nil
  }

  mutating func list<Value>(_ read: (inout SpoolReader) throws -> Value) throws -> [Value] {
    let count = try int()
    guard count >= 0, count <= bytes.count - position else { throw SpoolError.damaged }
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try read(&self)) }
    return values
  }

  private mutating func byte() throws -> UInt8 {
    guard position < bytes.count else { throw SpoolError.damaged }
    defer { position += 1 }
    return bytes[position]
  }
}
