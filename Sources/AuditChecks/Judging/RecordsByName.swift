import AuditModel

/// The records of a log by what they are called, each once.
///
/// Records are large to move: they are sorted once, and handed out by their positions.
struct RecordsByName<Record: LoggedRecord> {
  private let records: [Record]
  private let positions: [String: [Int]]

  /// - Parameter records: in a fixed order; of copies the first one counts.
  init(_ records: [Record]) {
    var folded: [String: String] = [:]
    var positions: [String: [Int]] = [:]
    for position in records.indices {
      let spelling = records[position].action
      let key: String
      if let known = folded[spelling] {
        key = known
      } else {
        key = Self.folded(spelling)
        folded[spelling] = key
      }
      positions[key, default: []].append(position)
    }
    self.records = records
    self.positions = positions.mapValues { Self.distinct($0, of: records) }
  }

  /// Those of any of the names, in order.
  ///
  /// - Parameter names: in lower case.
  func named(_ names: [String]) -> [Record] {
    let lists = names.compactMap { positions[$0] }
    if lists.count == 1 { return lists[0].map { records[$0] } }
    let sorted = lists.flatMap { $0 }.sorted()
    // A name may be asked for twice.
    return sorted.indices.filter { $0 == 0 || sorted[$0] != sorted[$0 - 1] }.map { records[sorted[$0]] }
  }

  /// Lower case, without the trailing dot and blanks that some services add.
  private static func folded(_ name: String) -> String {
    var name = name.lowercased()[...]
    while let last = name.last, last == "." || last == " " { name.removeLast() }
    return String(name)
  }

  /// Pages that were read twice and merged exports hold records twice.
  private static func distinct(_ positions: [Int], of records: [Record]) -> [Int] {
    if positions.count == 1 { return positions }
    var ids: Set<String> = []
    ids.reserveCapacity(positions.count)
    var nameless: Set<Record> = []
    return positions.filter { position in
      let id = records[position].id
      return id.isEmpty ? nameless.insert(records[position]).inserted : ids.insert(id).inserted
    }
  }
}

/// A record of a log of the tenant.
protocol LoggedRecord: Hashable {
  /// Empty for records without one, which are copies of each other when they are equal.
  var id: String { get }
  /// What was done, as the log calls it.
  var action: String { get }
}

extension AuditRecord: LoggedRecord {
  var action: String { operation }
}

extension DirectoryAudit: LoggedRecord {
  var action: String { activity }
}
