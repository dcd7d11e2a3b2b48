/// Why a file cannot be imported as a whole; the text says what to do.
struct FileRefusal: Error, Hashable, CustomStringConvertible {
  let description: String

  static func unopenable(_ problem: String) -> FileRefusal { FileRefusal(description: "cannot be opened: \(problem)") }

  static func unreadable(_ problem: String) -> FileRefusal { FileRefusal(description: "reading failed: \(problem)") }

  static let directory = FileRefusal(description: "is a directory; name the files in it")

  static let empty = FileRefusal(description: "is empty")

  /// The refusal of a packed or binary file, by its first bytes; nil for what may be text.
  static func packed(_ start: ArraySlice<UInt8>) -> FileRefusal? {
    if start.starts(with: [0x1F, 0x8B]) {
      return FileRefusal(description: "is packed with gzip; unpack it first (gunzip)")
    }
    if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      return FileRefusal(description: "is a zip archive or a workbook; unpack it, or save the sheet as CSV UTF-8")
    }
    if start.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) || start.starts(with: Array("BZh".utf8))
      || start.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A]) || start.starts(with: [0x37, 0x7A, 0xBC, 0xAF])
    {
      return FileRefusal(description: "is packed; unpack it first")
    }
    if start.starts(with: Array("SQLite format 3".utf8)) || start.starts(with: Array("%PDF".utf8))
      || start.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    {
      return FileRefusal(description: "is no text file; export it as CSV or JSON")
    }
    return nil
  }
}
