/// The cells of one row, unquoted, in reused storage.
struct CSVRow {
  private(set) var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// The number of cells.
  var count: Int { ends.count }

  /// The cell at that place; empty when the row is shorter.
  subscript(index: Int) -> ArraySlice<UInt8> {
    guard index < ends.count else { return [] }
    return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  func text(_ index: Int) -> String { String(decoding: self[index], as: UTF8.self) }

  /// A line with nothing in it, as exports leave at their end.
  var isBlank: Bool { ends.count <= 1 && bytes.isEmpty }

  /// Nothing but NUL, as in a file whose end was never written to disk.
  var isZeroFilled: Bool { !bytes.isEmpty && bytes.allSatisfy { $0 == 0 } }

  /// True when all cells from that place on are empty, as Excel leaves behind a table.
  func isEmpty(from place: Int) -> Bool { place > 0 && ends[place - 1] == bytes.count }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  mutating func append(_ part: Slice<UnsafeBufferPointer<UInt8>>) { bytes.append(contentsOf: part) }
  mutating func append(_ byte: UInt8) { bytes.append(byte) }
  mutating func endCell() { ends.append(bytes.count) }
}
