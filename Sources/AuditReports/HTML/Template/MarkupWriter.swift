/// Collects the bytes of a page and hands them on in pieces, so that a page of any length needs little memory.
///
/// A class because one page has one end that everything is appended to.
final class MarkupWriter {
  private var bytes: [UInt8] = []
  private let sink: (UnsafeRawBufferPointer) throws -> Void
  private static let pieceSize = 64 * 1024

  /// - Parameter sink: takes each piece, in order.
  init(sink: @escaping (UnsafeRawBufferPointer) throws -> Void) {
    self.sink = sink
    bytes.reserveCapacity(Self.pieceSize + 8 * 1024)
  }

  /// Appends markup as it is.
  func append(literal: [UInt8]) throws {
    bytes.append(contentsOf: literal)
    if bytes.count >= Self.pieceSize { try flush() }
  }

  /// Appends text so that no character of it is markup, in content and in quoted attributes alike.
  ///
  /// Works on bytes: by characters a quotation mark with a combining accent would be another character and slip through.
  func append(text: String) throws {
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      for index in utf8.indices {
        guard let reference = Self.reference(for: utf8[index]) else { continue }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
        bytes.append(contentsOf: reference.utf8)
        start = index + 1
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
    }
    if bytes.count >= Self.pieceSize { try flush() }
  }

  /// Hands on what is left.
  func flush() throws {
    try bytes.withUnsafeBytes(sink)
    bytes.removeAll(keepingCapacity: true)
  }

  private static func reference(for byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }
}
