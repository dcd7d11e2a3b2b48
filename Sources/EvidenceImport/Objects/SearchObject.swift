import AuditModel
import WireJSON

/// A Search-UnifiedAuditLog row as JSON: from the Exchange API, or from `ConvertTo-Json`.
struct SearchObject {
  private var row = SearchRow()
  private var detail: JSONView?
  private var date: JSONView?

  init(_ object: JSONView) {
    for (key, value) in object.members {
      switch key {
      case "AuditData": detail = value
      case "CreationDate", "CreationTime": date = value
      case "UserIds", "UserId": row.users = Self.bytes(value)
      case "Operations", "Operation": row.operations = Self.bytes(value)
      case "RecordType": row.recordType = Self.bytes(value)
      case "Identity", "RecordId": row.identity = Self.bytes(value)
      default: break
      }
    }
  }

  /// Keeps the record inside when it is whole, else the row.
  ///
  /// - Throws: `RowProblem` when neither says what happened and when, and what the sink throws.
  func keep(into session: inout ImportSession) throws {
    if let detail, detail.isObject, try keepWhole(AuditFacts(detail), Array(detail.json.utf8), into: &session) {
      return
    }
    if let text = detail?.text, !text.isEmpty {
      let facts = try? session.innerParser.parse(text) { $0.isObject ? AuditFacts($0) : nil }
      if let facts, try keepWhole(facts, Array(text.bytes), into: &session) { return }
    }
    var row = row
    row.auditData = detail.map(Self.bytes) ?? []
    guard !row.operations.isEmpty else {
      throw RowProblem("AuditData is empty or cut, and the row names no operation")
    }
    try row.keep(at: moment(), into: &session)
  }

  private func keepWhole(_ facts: AuditFacts, _ json: [UInt8], into session: inout ImportSession) throws -> Bool {
    guard facts.isWhole else { return false }
    try json.withUnsafeBufferPointer { json in
      let key = ListedObject.key(.unifiedAudit, owner: nil, id: facts.id, json)
      try session.keep(.unifiedAudit, key: key, at: facts.moment, json)
    }
    return true
  }

  private func moment() throws(RowProblem) -> Timestamp {
    // Windows PowerShell 5 wraps dates: {"value": "/Date(…)/", "DateTime": "…"}.
    let date = date?["value"] ?? date
    guard let text = date?.text else { throw RowProblem("AuditData is empty or cut, and CreationDate is missing") }
    var order = SlashOrder()
    switch ExportDate(text.bytes) {
    case .moment(let moment): return moment
    case .slashed(let date): return try order.moment(date)
    case .unreadable:
      throw RowProblem("AuditData is empty or cut, and “\(text.string.prefix(40))” is no date")
    }
  }

  /// Texts as they are, anything else as JSON.
  private static func bytes(_ value: JSONView) -> [UInt8] {
    if value.isNull { return [] }
    return value.text.map { Array($0.bytes) } ?? Array(value.json.utf8)
  }
}
