import AuditModel

/// Records with cut details, held back: a merged export may hold the same record whole, further down or in another file.
struct HeldRecords {
  struct Record {
    let kind: EvidenceKind
    let file: Int
    let moment: Timestamp?
    let line: [UInt8]
  }

  /// Bytes; more than this is not held back.
  private let capacity: Int
  private var size = 0
  private var records: [SeenRecords.Key: Record] = [:]
  private var order: [SeenRecords.Key] = []

  init(capacity: Int) { self.capacity = capacity }

  var isFull: Bool { size > capacity }

  func contains(_ key: SeenRecords.Key) -> Bool { records[key] != nil }

  mutating func hold(_ record: Record, as key: SeenRecords.Key) {
    records[key] = record
    order.append(key)
    size += record.line.count
  }

  /// Drops the cut copy of a record that was found whole; returns the file it came from.
  mutating func drop(_ key: SeenRecords.Key) -> Int? {
    guard let record = records.removeValue(forKey: key) else { return nil }
    size -= record.line.count
    return record.file
  }

  /// All that are still held, in the order in which they came; nothing is held afterwards.
  mutating func release() -> [(key: SeenRecords.Key, record: Record)] {
    defer { self = HeldRecords(capacity: capacity) }
    return order.compactMap { key in records[key].map { (key, $0) } }
  }
}
