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
<<<<<<< HEAD
=======

/// Something that two findings may have in common although they are about different users or tenants: a trace of one
/// intruder.
package struct Trace: Hashable, Sendable, Comparable {
  package enum Kind: String, CaseIterable, Sendable, Codable {
    /// An outside address that mail is forwarded, redirected or copied to.
    case forwardingTarget = "forwarding_target"
    /// The outside domain of such an address, unless many people have addresses there.
    case outsideDomain = "outside_domain"
    /// The id of an application that was consented to or appeared.
    case application
    /// A phone number that serves as a second factor, digits only with a leading `+`.
    case phone
    /// A client address from which something was done that a check counts.
    case clientAddress = "client_address"
  }

  package let kind: Kind
  /// Lower case.
  package let value: String
  /// The finding that shows it; nil for something that is no sign by itself, and one only where another tenant shows the
  /// same: to be matched and forgotten, never stored or shown otherwise.
  package let findingKey: FindingKey?
  package let userID: UserID?

  package init(_ kind: Kind, _ value: String, of finding: Finding) {
    self.kind = kind
    self.value = value.lowercased()
    findingKey = finding.key
    userID = finding.userID
  }

  /// A trace of a user that belongs to no finding.
  package init(_ kind: Kind, _ value: String, of user: UserID) {
    self.kind = kind
    self.value = value.lowercased()
    findingKey = nil
    userID = user
  }

  package static func < (left: Trace, right: Trace) -> Bool {
    if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
    if left.value != right.value { return left.value < right.value }
    let leftKey = left.findingKey?.rawValue ?? ""
    let rightKey = right.findingKey?.rawValue ?? ""
    return leftKey == rightKey ? (left.userID?.rawValue ?? "") < (right.userID?.rawValue ?? "") : leftKey < rightKey
  }
}
>>>>>>> 6679569fcac90aa467b3ec96bdf04b782cdb53ff
