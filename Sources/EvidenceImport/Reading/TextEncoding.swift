/// How an export writes its characters, told by its first bytes.
enum TextEncoding: Hashable {
  case utf8, utf16LittleEndian, utf16BigEndian

  /// The encoding, and how many bytes its mark takes.
  ///
  /// Windows PowerShell 5 writes UTF-16 with a mark; without one, a NUL in every second byte of the first letters tells.
  static func detect(_ start: ArraySlice<UInt8>) -> (encoding: TextEncoding, markLength: Int) {
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if start.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if start.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    let bytes = Array(start.prefix(8))
    if bytes.count == 8 {
      let odd = [bytes[1], bytes[3], bytes[5], bytes[7]]
      let even = [bytes[0], bytes[2], bytes[4], bytes[6]]
      if odd.allSatisfy({ $0 == 0 }), !even.contains(0) { return (.utf16LittleEndian, 0) }
      if even.allSatisfy({ $0 == 0 }), !odd.contains(0) { return (.utf16BigEndian, 0) }
    }
    return (.utf8, 0)
  }
}
