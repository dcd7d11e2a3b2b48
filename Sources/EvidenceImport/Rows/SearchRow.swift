import AuditModel
import WireJSON

/// The outer columns of an audit search row, for records whose detail is empty or cut.
struct SearchRow {
  var users: [UInt8] = []
  var operations: [UInt8] = []
  var recordType: [UInt8] = []
  /// Empty when the row does not say its record's id.
  var identity: [UInt8] = []
  var auditData: [UInt8] = []

  /// Bytes in memory.
  var size: Int { users.count + operations.count + recordType.count + identity.count + auditData.count }

  /// Holds the row back as a record with cut detail.
  ///
  /// - Throws: what the sink throws.
  func keep(at moment: Timestamp, into session: inout ImportSession) throws {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("CreationDate", moment.lineText)
    write("UserIds", users, to: &writer)
    write("Operations", operations, to: &writer)
    if !recordType.isEmpty { write("RecordType", recordType, to: &writer) }
    let id = identity.isEmpty ? Self.leadingID(of: auditData) : identity
    if !id.isEmpty { write("Identity", id, to: &writer) }
    write("AuditData", auditData, to: &writer)
    writer.endObject()
    let key = (id.isEmpty ? writer.bytes : id).withUnsafeBufferPointer {
      SeenRecords.Key(.unifiedAudit, owner: nil, id: $0)
    }
    try writer.bytes.withUnsafeBufferPointer { try session.keepCut(.unifiedAudit, key: key, at: moment, $0) }
  }

  private func write(_ name: String, _ text: [UInt8], to writer: inout JSONWriter) {
    writer.key(name)
    text.withUnsafeBufferPointer { writer.string(utf8: $0) }
  }

  /// The `"Id":"…"` of a text that begins as AuditData does and is cut further on.
  private static func leadingID(of text: [UInt8]) -> [UInt8] {
    let label = Array("\"Id\":\"".utf8)
    var index = 0
    while index + label.count + 36 < text.count {
      if text[index] == label[0], text[index...].starts(with: label) {
        let rest = text[(index + label.count)...]
        guard let end = rest.firstIndex(of: UInt8(ascii: "\"")), rest[..<end].count == 36 else { return [] }
        return Array(rest[..<end])
      }
      index += 1
    }
    return []
  }
}
