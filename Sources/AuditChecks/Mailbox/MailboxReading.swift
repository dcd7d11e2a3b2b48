import AuditModel

/// What one client read of one mailbox on one day.
struct MailboxReading {
  /// As Microsoft spells it. Source: Microsoft Learn, "Use MailItemsAccessed to investigate compromised accounts", checked 2026-11.
  static let operations = ["MailItemsAccessed"]

  /// A mailbox, a client and a day; also why it is not counted.
  struct Place: Hashable {
    let mailbox: MailboxDay
    /// The application's id in lower case, else what the client calls itself, without versions.
    let client: String
    /// True when the client is known by its application's id.
    let isApplication: Bool
  }

  let place: Place
  let mailboxName: String
  /// By time.
  let records: [AuditRecord]
  let actors: [Actor]

  /// Messages that were read one by one.
  var boundMessages: Int {
    records.reduce(0) { $0 + ($1.isSync ? 0 : $1.messageCount) }
  }

  /// Records by which whole folders were copied.
  var syncs: [AuditRecord] { records.filter(\.isSync) }

  /// Exchange stopped recording for a day because there was too much.
  var isThrottled: Bool { records.contains { $0.parameter("IsThrottled")?.isTrue == true } }

  /// All of the window, in no order.
  static func inWindow(of evidence: EvidenceReader) -> [MailboxReading] {
    var owners = MailboxOwners(people: evidence.people)
    var groups: [Place: (name: String, records: [AuditRecord], actors: [Actor])] = [:]
    for record in evidence.auditRecords(operations) ?? []
    where record.hasSucceeded != false && evidence.window.contains(record.occurredAt) {
      let owner = owners.owner(of: record)
      let name = owner.map { evidence.people.name(of: $0) } ?? record.mailboxOwner ?? "a mailbox that is not named"
      let actor = evidence.actors.actor(of: record)
      let (client, isApplication) = client(of: record)
      let place = Place(
        mailbox: MailboxDay(
          owner: owner, mailbox: name, day: CalendarDay(record.occurredAt),
          cause: evidence.setAsideCause(of: record, by: actor)),
        client: client, isApplication: isApplication)
      groups[place, default: (name, [], [])].records.append(record)
      groups[place, default: (name, [], [])].actors.append(actor)
    }
    return groups.map { place, group in
      MailboxReading(place: place, mailboxName: group.name, records: group.records, actors: group.actors)
    }
  }

  private static func client(of record: AuditRecord) -> (String, Bool) {
    if let id = record.applicationID, !id.isEmpty { return (id.lowercased(), true) }
    guard let text = record.clientInfo, !text.isEmpty else { return ("", false) }
    // `Client=WebServices;eM Client/9.2.1577`: what stands behind a slash is a version.
    let parts = text.lowercased().split(separator: ";").prefix(3).map { $0.prefix { $0 != "/" }.trimmed }
    return (parts.joined(separator: ";"), false)
  }
}

extension AuditRecord {
  /// True when a whole folder was copied to a client.
  fileprivate var isSync: Bool { parameter("MailAccessType")?.lowercased() == "sync" }
}

/// Mail clients and backup programs that intruders bring along to take a mailbox with them.
///
/// Source: public reports of business e-mail compromise that name eM Client and PerfectData Software, checked 2026-11.
enum MailTheftClients {
  private static let names = PhraseList(words: [], stems: ["em client", "emclient", "perfectdata"])

  /// The name of such a program; nil for all others.
  static func name(ofApplication id: String?, client: String?) -> String? {
    if let name = id.flatMap(AbusedApplications.entry)?.name { return name }
    return client.flatMap { names.matches($0) ? $0 : nil }
  }
}
