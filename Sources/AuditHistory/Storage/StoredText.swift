/// Tenants' text on its way into a column and back.
///
/// The driver hands text over as a C string, which ends at U+0000, and a tenant's name may hold one. So U+0000 is
/// stored as U+001B `0` and U+001B itself as U+001B `e`; all other text is stored as it is.
enum StoredText {
  private static let escape: UInt8 = 0x1B

  /// What to store for a text.
  static func stored(_ text: String) -> String {
    guard text.hasByte({ $0 == 0 || $0 == escape }) else { return text }
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0: bytes += [escape, UInt8(ascii: "0")]
      case escape: bytes += [escape, UInt8(ascii: "e")]
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text that was stored.
  static func text(_ stored: String) -> String {
    guard stored.hasByte({ $0 == escape }) else { return stored }
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in stored.utf8 {
      if isEscaped {
        bytes.append(byte == UInt8(ascii: "0") ? 0 : escape)
        isEscaped = false
      } else if byte == escape {
        isEscaped = true
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension String {
  /// True when both are the same bytes. `==` takes canonically equivalent spellings for one, and a look-alike is news.
  func isIdentical(to other: String) -> Bool {
    utf8.count == other.utf8.count
      && withBytes { bytes in other.withBytes { bytes.elementsEqual($0) } }
  }

  /// True when its bytes are these.
  func isIdentical(to bytes: [UInt8]) -> Bool {
    utf8.count == bytes.count && withBytes { $0.elementsEqual(bytes) }
  }

  private func withBytes<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    if let value = utf8.withContiguousStorageIfAvailable(body) { return value }
    var copy = self
    return copy.withUTF8(body)
  }

  fileprivate func hasByte(_ condition: (UInt8) -> Bool) -> Bool { withBytes { $0.contains(where: condition) } }
}

extension String? {
  /// True when both are nil or the same bytes.
  func isIdentical(to other: String?) -> Bool {
    switch (self, other) {
    case (nil, nil): true
    case (let left?, let right?): left.isIdentical(to: right)
    default: false
    }
  }
}
