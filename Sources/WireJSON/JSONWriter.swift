/// Writes compact JSON as UTF-8 bytes, append-only. Commas are set by itself; balance is the caller's.
///
///     writer.beginObject(); writer.member("id", "a"); writer.key("item"); writer.value(view); writer.endObject()
package struct JSONWriter {
  /// What was written so far.
  package private(set) var bytes: [UInt8] = []
  private var needsComma = false

  package init() {}

  /// Starts again, with the memory that is there.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  package mutating func beginObject() { open(UInt8(ascii: "{")) }
  package mutating func endObject() { close(UInt8(ascii: "}")) }
  package mutating func beginArray() { open(UInt8(ascii: "[")) }
  package mutating func endArray() { close(UInt8(ascii: "]")) }

  /// The name of the member whose value is written next.
  package mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  package mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { string(utf8: $0) }
  }

  /// A text, or `null`.
  package mutating func string(_ text: String?) {
    if let text { string(text) } else { null() }
  }

  /// - Parameter utf8: valid UTF-8.
  package mutating func string(utf8: UnsafeBufferPointer<UInt8>) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    var start = 0
    for (index, byte) in utf8.enumerated() where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    {
      bytes.append(contentsOf: utf8[start..<index])
      escape(byte)
      start = index + 1
    }
    bytes.append(contentsOf: utf8[start...])
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  package mutating func integer(_ number: some BinaryInteger) { word(String(number)) }

  /// The shortest text that reads back as the same number; `null` for what JSON cannot say (infinite, not a number).
  package mutating func double(_ number: Double) { word(number.isFinite ? number.description : "null") }
  package mutating func bool(_ value: Bool) { word(value ? "true" : "false") }
  package mutating func null() { word("null") }

  /// A member with a text, or `null`.
  package mutating func member(_ name: String, _ text: String?) {
    key(name)
    string(text)
  }

  /// JSON text that is known to be well formed and on one line, as it is.
  package mutating func raw(_ json: some Collection<UInt8>) {
    separate()
    bytes.append(contentsOf: json)
    needsComma = true
  }

  /// A parsed value with all that is in it. Whole numbers stay exact, other numbers keep their value, not their spelling.
  package mutating func value(_ view: JSONView) {
    switch view.kind {
    case .object:
      beginObject()
      for (key, value) in view.members {
        string(utf8: key.bytes)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
        self.value(value)
      }
      endObject()
    case .array:
      beginArray()
      for element in view.elements { value(element) }
      endArray()
    case .string: if let text = view.text { string(utf8: text.bytes) }
    case .integer: if let int = view.int { integer(int) } else if let uint = view.uint { integer(uint) }
    case .double: if let double = view.double { self.double(double) }
    case .bool: bool(view.bool == true)
    case .null: null()
    }
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func word(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    default:
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: "\\u00".utf8)
      bytes.append(contentsOf: [digits[Int(byte >> 4)], digits[Int(byte & 15)]])
    }
  }
}

extension JSONView {
  /// The value as compact JSON text.
  package var json: String {
    var writer = JSONWriter()
    writer.value(self)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
