/// Rows of a report, read again by every format: in memory for a tenant, on disk for a fleet.
///
/// Memory for a fleet is 16 bytes a row; a row lives only while it is rendered.
package struct ReportRows<Row: Sendable>: Sendable {
  private enum Storage: Sendable {
    case memory([Row])
    case spool(count: Int, row: @Sendable (Int) throws -> Row)
  }

  private let storage: Storage

  /// Rows that are held in memory.
  package init(_ rows: [Row]) { storage = .memory(rows) }

  /// Rows that are read one by one when they are asked for.
  init(count: Int, row: @escaping @Sendable (Int) throws -> Row) { storage = .spool(count: count, row: row) }

  package var count: Int {
    switch storage {
    case .memory(let rows): rows.count
    case .spool(let count, _): count
    }
  }

  package var isEmpty: Bool { count == 0 }

  /// Hands every row to the body, in order; at most `limit` of them.
  ///
  /// - Throws: what the body throws, and `SpoolError` when the spool file cannot be read.
  package func forEach(limit: Int = .max, _ body: (Row) throws -> Void) throws {
    switch storage {
    case .memory(let rows):
      for row in rows.prefix(limit) { try body(row) }
    case .spool(let count, let row):
      for index in 0..<min(count, limit) { try body(row(index)) }
    }
  }

  /// The first rows as an array; for the few that a table shows.
  package func prefix(_ limit: Int) throws -> [Row] {
    var rows: [Row] = []
    try forEach(limit: limit) { rows.append($0) }
    return rows
  }

  /// All rows as an array: only for a tenant's own document, or in tests.
  package func all() throws -> [Row] { try prefix(.max) }
}
