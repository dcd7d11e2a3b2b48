import AuditModel

/// One record of the mailbox audit by which messages were deleted.
struct MailDeletion {
  /// As Microsoft spells them. Source: Microsoft Learn, "Manage mailbox auditing", checked 2026-11.
  static let operations = ["HardDelete", "SoftDelete", "MoveToDeletedItems"]

  enum Act: String, CaseIterable {
    case moved, soft, hard

    init?(operation: String) {
      switch operation.lowercased() {
      case "movetodeleteditems": self = .moved
      case "softdelete": self = .soft
      case "harddelete": self = .hard
      default: return nil
      }
    }
  }

  let record: AuditRecord
  let act: Act
  let owner: UserID?
  /// The owner's name, or what the record calls the mailbox.
  let mailbox: String
  let actor: Actor

  var count: Int { record.messageCount }
  var day: CalendarDay { CalendarDay(record.occurredAt) }

  /// Where each of its items lay, as far as that keeps traces; in the order of the items.
  let places: [ClearedPlace?]
  /// Where the record itself says that the messages lay.
  let recordPlace: ClearedPlace?

  /// Its items, each with the place that keeps traces out of which it was deleted; nil for other folders.
  var placedItems: Zip2Sequence<[AuditRecord.MailItem], [ClearedPlace?]> { zip(record.items, places) }

  /// How many messages lay in a place that keeps traces.
  func count(in place: ClearedPlace) -> Int {
    if record.items.isEmpty { return recordPlace == place ? count : 0 }
    let there = places.count { $0 == place }
    // A long list is cut: when all that is listed lay there, so did the rest.
    return there == places.count ? max(there, count) : there
  }

  /// All that succeeded in the window, by time.
  static func inWindow(of evidence: EvidenceReader, operations: [String] = operations) -> [MailDeletion] {
    var owners = MailboxOwners(people: evidence.people)
    var folders = ClearedPlaces()
    return (evidence.auditRecords(operations) ?? []).compactMap { record in
      guard record.hasSucceeded != false, evidence.window.contains(record.occurredAt),
        let act = Act(operation: record.operation)
      else { return nil }
      let owner = owners.owner(of: record)
      return MailDeletion(
        record: record, act: act, owner: owner,
        mailbox: owner.map { evidence.people.name(of: $0) } ?? record.mailboxOwner ?? "a mailbox that is not named",
        actor: evidence.actors.actor(of: record),
        places: record.items.map { folders.place(at: $0.folderPath ?? record.folderPath) },
        recordPlace: folders.place(at: record.folderPath))
    }
  }
}

extension AuditRecord {
  /// How many messages it stands for; at least one.
  ///
  /// With an end, because counts of many records are added up and a file may say any number.
  var messageCount: Int { min(max(1, itemCount ?? items.count), 1_000_000) }
}

/// Whose mailbox a record of the mailbox audit is about; each name is looked up once.
struct MailboxOwners {
  private let people: PeopleDirectory
  private var known: [String: UserID?] = [:]

  init(people: PeopleDirectory) { self.people = people }

  /// The mailbox's owner as the record names it, else the actor's own mailbox.
  mutating func owner(of record: AuditRecord) -> UserID? {
    guard let name = record.mailboxOwner ?? record.actor, !name.isEmpty else { return nil }
    if let owner = known[name] { return owner }
    let owner = people.mailbox(named: name)
    known.updateValue(owner, forKey: name)
    return owner
  }
}

/// One mailbox on one day, as far as those acts are to be counted or are set aside for one cause.
struct MailboxDay: Hashable {
  let owner: UserID?
  /// Empty where the owner is known, so that a renamed user stays the same.
  let mailbox: String
  let day: CalendarDay
  let cause: SetAside.Cause?

  init(owner: UserID?, mailbox: String, day: CalendarDay, cause: SetAside.Cause?) {
    self.owner = owner
    self.mailbox = owner == nil ? mailbox.lowercased() : ""
    self.day = day
    self.cause = cause
  }

  /// What tells it apart among the findings about one user or the tenant.
  var discriminator: String { "day:" + day.text + (owner == nil ? ":" + mailbox : "") }
}

extension EvidenceReader {
  /// Why an act is not counted: by whom it was done, or with which application.
  func setAsideCause(of record: AuditRecord, by actor: Actor) -> SetAside.Cause? {
    actor.setAsideCause ?? (settings.isTrustedApplication(record.applicationID) ? .trusted : nil)
  }
}
