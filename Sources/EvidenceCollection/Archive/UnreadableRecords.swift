import AuditModel
import WireJSON

/// The records of one file that could not be read: how many, the first few by place, and whose they are where that is known.
struct UnreadableRecords {
  private static let shown = 3
  let file: String
  /// The lines of this file name an owner each.
  let namesOwners: Bool
  private(set) var count = 0
  private var places: [String] = []
  /// Nil as soon as one record's owner is unknown.
  private var owners: Set<UserID>? = []

  init(file: String, namesOwners: Bool) {
    self.file = file
    self.namesOwners = namesOwners
  }

  mutating func add(_ line: LineReader.Line, _ error: any Error, owner: UserID?) {
    guard let failure = error as? JSONFailure else { return add(line, "\(error)", owner: owner) }
    // The byte is counted in the file, as an editor or `tail -c` does.
    let place = JSONFailure(reason: failure.reason, path: failure.path, offset: line.offset + failure.offset)
    add(line, place.description, owner: owner)
  }

  mutating func add(_ line: LineReader.Line, _ problem: String, owner: UserID?) {
    count += 1
    if places.count < Self.shown { places.append("line \(line.number): \(problem)") }
    if let owner { owners?.insert(owner) } else { owners = nil }
  }

  /// The gap that they make, together with one that the manifest states already.
  func gap(of kind: EvidenceKind, joining other: CollectionGap?) -> CollectionGap {
    let more = count > places.count ? "; and \(count - places.count) more" : ""
    let records = count == 1 ? "1 record" : "\(count) records"
    let message = "\(file): \(records) could not be read (\(places.joined(separator: "; "))\(more))."
    let missed = namesOwners ? owners?.sorted() : nil
    guard let other else {
      return CollectionGap(kind: kind, reason: .schemaUnexpected, message: message, missedUsers: missed)
    }
    let allMissed = missed.flatMap { missed in other.missedUsers.map { Array(Set($0 + missed)).sorted() } }
    return CollectionGap(
      kind: kind, reason: other.reason, message: "\(other.message) \(message)", needs: other.needs,
      missedUsers: allMissed, error: other.error)
  }
}
