/// Rows that are written as tenants come, and read back in the order of their keys.
final class RowSpool<Key: Comparable & Sendable, Row: Spoolable> {
  private struct Entry {
    let key: Key
    let slot: SpoolSlot
  }

  private let file: SpoolFile
  private var entries: [Entry] = []
  private var writer = SpoolWriter()
  private var written: UInt64 = 0
  private static var flushSize: Int { 1 << 18 }

  /// - Throws: `SpoolError` when the folder cannot be written to.
  init(folder: String) throws { file = try SpoolFile(folder: folder) }

  func append(_ row: Row, key: Key) throws {
    let start = writer.bytes.count
    writer.put(row)
    guard let length = UInt32(exactly: writer.bytes.count - start) else { throw SpoolError.damaged }
    entries.append(Entry(key: key, slot: SpoolSlot(offset: written + UInt64(start), length: length)))
    if writer.bytes.count >= Self.flushSize { try flush() }
  }

  /// The rows in the order of their keys; `place` tells a row its index.
  func finish(place: @escaping @Sendable (inout Row, Int) -> Void = { _, _ in }) throws -> ReportRows<Row> {
    try flush()
    entries.sort { $0.key < $1.key }
    let slots = entries.map(\.slot)
    entries = []
    return ReportRows(count: slots.count) { [file] index in
      var row = try file.read(slots[index]) { bytes in
        var reader = SpoolReader(bytes)
        return try Row(spooled: &reader)
      }
      place(&row, index)
      return row
    }
  }

  private func flush() throws {
    try file.write(writer.bytes, at: written)
    written += UInt64(writer.bytes.count)
    writer.removeAll()
  }
}
