/// What separates the cells and the rows of one file.
struct CSVDialect: Hashable {
  /// `,`, or `;` where Excel's list separator is that, or a tab.
  let delimiter: UInt8
  /// `\n`; `\r` only in files that know no other line end. Elsewhere a lone CR is part of its cell.
  let lineEnd: UInt8

  /// Tells both by the header line: the delimiter that gives the most columns.
  static func detect(header text: ArraySlice<UInt8>) -> CSVDialect {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    var lineEnd = UInt8(ascii: "\n")
    for (index, byte) in zip(text.indices, text) {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard !isQuoted else { continue }
      if byte == UInt8(ascii: "\n") { break }
      if byte == UInt8(ascii: "\r") {
        if index + 1 < text.endIndex, text[index + 1] != UInt8(ascii: "\n") { lineEnd = byte }
        break
      }
      counts[byte, default: 0] += 1
    }
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    var best = candidates[0]
    for candidate in candidates where counts[candidate, default: 0] > counts[best, default: 0] { best = candidate }
    return CSVDialect(delimiter: best, lineEnd: lineEnd)
  }
}
