package import AuditModel

/// How many counted findings changed in each way since a compared run.
package struct ChangeTotals: Hashable, Sendable {
  private var counts: [Int]

  package init() { counts = Array(repeating: 0, count: FindingChange.allCases.count) }

  package subscript(change: FindingChange) -> Int {
    get { counts[Self.index(of: change)] }
    set { counts[Self.index(of: change)] = newValue }
  }

  package static func += (left: inout ChangeTotals, right: ChangeTotals) {
    for index in left.counts.indices { left.counts[index] += right.counts[index] }
  }

  private static func index(of change: FindingChange) -> Int {
    switch change {
    case .new: 0
    case .newCheck: 1
    case .worse: 2
    case .persistent: 3
    case .reopened: 4
    case .resolved: 5
    case .agedOut: 6
    case .unverified: 7
    }
  }
}
