import AuditModel
import WireJSON

/// Rows of Purview's audit CSV and of `Search-UnifiedAuditLog | Export-Csv`: outer columns, and the record as JSON in AuditData.
struct AuditSearchTable: TableReader {
  let kind = EvidenceKind.unifiedAudit
  private let columnCount: Int
  private let auditData: Int
  private let date: Int?
  private let operation: Int?
  private let user: Int?
  private let recordType: Int?
  private let identity: Int?
  private var order = SlashOrder()
  /// Cut rows with slashed dates wait for the end of the file, which may prove the order of day and month.
  private var undated: [(row: SearchRow, date: SlashedDate, line: Int)] = []
  private var undatedSize = 0
  private static let undatedLimit = 32 << 20

  init(_ columns: TableColumns) {
    func place(_ names: String...) -> Int? { names.lazy.compactMap { columns.places(of: $0).first }.first }
    columnCount = columns.names.count
    auditData = place("AuditData") ?? 0
    date = place("CreationDate", "CreationTime")
    operation = place("Operations", "Operation")
    user = place("UserIds", "UserId", "UserID")
    recordType = place("RecordType")
    identity = place("Identity", "RecordId")
  }

  func accepts(_ row: CSVRow) -> Bool {
    // Some programs drop empty cells at the end of a row; a detail that is whole vouches for the cells before it.
    row.count < columnCount && row[auditData].first == UInt8(ascii: "{") && row[auditData].last == UInt8(ascii: "}")
  }

  mutating func read(_ row: CSVRow, line: Int, into session: inout ImportSession) throws {
    let detail = row[auditData]
    let outer = date.map { ExportDate(row[$0]) } ?? .unreadable
    let facts = detail.isEmpty ? nil : facts(of: detail, session)
    guard let facts, facts.isWhole, let moment = facts.moment else {
      try readCut(row, outer, line: line, into: &session)
      return
    }
    if case .slashed(let date) = outer { order.learn(date, moment: moment) }
    let id = facts.id.isEmpty ? detail : facts.id[...]
    let key = id.withUnsafeBufferPointer { SeenRecords.Key(.unifiedAudit, owner: nil, id: $0) }
    try detail.withUnsafeBufferPointer { try session.keep(.unifiedAudit, key: key, at: moment, $0) }
  }

  mutating func finish(into session: inout ImportSession) throws {
    if order.isDayFirstProven, !undated.isEmpty {
      session.note("dates with slashes are day/month/year here: whole records of this file prove it")
    }
    try settleUndated(into: &session)
    if let warning = order.warning { session.note(warning) }
  }

  private func facts(of detail: ArraySlice<UInt8>, _ session: borrowing ImportSession) -> AuditFacts? {
    detail.withUnsafeBufferPointer { bytes in
      try? session.parser.parse(bytes) { $0.isObject ? AuditFacts($0) : nil }
    }
  }

  /// A record whose detail is empty, cut or says too little: the outer columns still say what happened.
  private mutating func readCut(
    _ row: CSVRow, _ outer: ExportDate, line: Int, into session: inout ImportSession
  ) throws {
    var search = SearchRow()
    search.users = user.map { Array(row[$0]) } ?? []
    search.operations = operation.map { Array(row[$0]) } ?? []
    search.recordType = recordType.map { Array(row[$0]) } ?? []
    search.identity = identity.map { Array(row[$0]) } ?? []
    search.auditData = Array(row[auditData])
    guard !search.operations.isEmpty else {
      throw RowProblem("AuditData is empty or cut, and the row names no operation")
    }
    switch outer {
    case .moment(let moment): try search.keep(at: moment, into: &session)
    case .slashed(let date):
      undated.append((search, date, line))
      undatedSize += search.size
      if undatedSize > Self.undatedLimit { try settleUndated(into: &session) }
    case .unreadable:
      let written = date.map { row.text($0).prefix(40) } ?? ""
      throw RowProblem("AuditData is empty or cut, and “\(written)” is no date")
    }
  }

  private mutating func settleUndated(into session: inout ImportSession) throws {
    let rows = undated
    (undated, undatedSize) = ([], 0)
    // One impossible month shows that the file does not write the month first: then no doubtful date of it is taken.
    var isDoubtful = !order.isMonthFirstProven && !order.isDayFirstProven
    isDoubtful = isDoubtful && rows.contains { $0.date.monthFirst == nil }
    for (row, date, line) in rows {
      do {
        let moment = try order.moment(date)
        if isDoubtful {
          throw RowProblem("the order of day and month in \(date.first)/\(date.second)/\(date.year) is not certain")
        }
        try row.keep(at: moment, into: &session)
      } catch let problem as RowProblem {
        session.unreadable(line: line, problem.reason, kind: kind)
      }
    }
  }
}
