/// What was recognised as innocent by who did it, and not counted: how much, and why.
package struct SetAside: Hashable, Sendable, Codable {
  /// Why something was not counted.
  package enum Cause: String, CaseIterable, Sendable, Codable, Comparable {
    case microsoftService = "microsoft_service"
    case directorySynchronization = "directory_synchronization"
    /// An administrator of the MSP, or the audit's own application.
    case partner
    /// A network, application, domain, sender or country that the configuration trusts.
    case trusted
    /// Recorded by a version that did not keep causes.
    case unrecorded

    package static func < (left: Cause, right: Cause) -> Bool { left.rawValue < right.rawValue }
  }

  package private(set) var counts: [Cause: Int]

  package init(_ counts: [Cause: Int] = [:]) { self.counts = counts.filter { $0.value > 0 } }

  /// The causes with their counts, in a fixed order.
  package var sortedCounts: [(cause: Cause, count: Int)] {
    counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  package var total: Int { counts.values.reduce(0, +) }

  /// A JSON object of causes and counts.
  package init(from decoder: any Decoder) throws {
    let counts = try decoder.singleValueContainer().decode([String: Int].self)
    self.init(
      Dictionary(
        counts.compactMap { name, count in Cause(rawValue: name).map { ($0, count) } }, uniquingKeysWith: +))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) }))
  }

  package mutating func add(_ cause: Cause, count: Int = 1) {
    if count > 0 { counts[cause, default: 0] += count }
  }
}
