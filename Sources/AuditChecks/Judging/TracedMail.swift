package import AuditModel

/// The message trace of a tenant, as messages by sender instead of rows by recipient.
///
/// Most mail is asked for by nobody, so messages are put together when they are.
package final class TracedMail {
  /// One message with all its recipients.
  ///
  /// A class, because messages are large and are handed around in many lists.
  package final class Message: Sendable {
    package let traceID: String
    package let messageID: String?
    package let sentAt: Timestamp
    /// Lower case; empty for bounces.
    package let sender: String
    package let subject: String
    /// Address of the client that handed it in.
    package let fromAddress: String?
    /// Each address once, sorted.
    package let recipients: [Recipient]

    fileprivate init(_ row: TracedMessage, to recipients: [Recipient]) {
      traceID = row.traceID
      messageID = row.messageID
      sentAt = row.receivedAt
      sender = row.sender
      subject = row.subject ?? ""
      fromAddress = row.fromAddress
      self.recipients = recipients
    }
  }

  package struct Recipient: Hashable, Sendable {
    /// Lower case.
    package let address: String
    package let status: String
    /// The number of its domain within this trace, by which `DomainAnswers` judges each once. Nil without an `@`.
    let domain: Int?
  }

  private let rows: [TracedMessage]
  private let people: PeopleDirectory
  private var placesOfUsers = PlacesOfUsers()
  private var placesOfDomains: [Substring: Int] = [:]

  /// Messages that the mailbox of a user sent, by time.
  package private(set) lazy var sentByUser = positions { $0.sender }.mapValues { messages(at: $0) }
  private lazy var received = positions { $0.recipient }

  init(_ rows: [TracedMessage], people: PeopleDirectory) {
    self.rows = rows
    self.people = people
  }

  /// When messages came to the mailbox of a user, by internet message id: of several copies the first one.
  package func arrivals(of messageIDs: Set<String>, at user: UserID) -> [String: Timestamp] {
    var arrivals: [String: Timestamp] = [:]
    for position in received[user] ?? [] {
      guard let id = rows[position].messageID, messageIDs.contains(id) else { continue }
      let moment = rows[position].receivedAt
      arrivals[id] = arrivals[id].map { min($0, moment) } ?? moment
    }
    return arrivals
  }

  /// Non-delivery reports that came to the mailboxes of users, by user.
  package var reports: [UserID: [Message]] {
    var reports: [UserID: [Int]] = [:]
    for position in rows.indices where Bounces.isSender(rows[position].sender) {
      if let user = people.account(named: rows[position].recipient) { reports[user, default: []].append(position) }
    }
    return reports.mapValues { messages(at: $0) }
  }

  /// By user, in the order of the rows. A trace names the same addresses again and again, often in rows that follow each
  /// other.
  private func positions(by address: (TracedMessage) -> String) -> [UserID: [Int]] {
    var last = ""
    var place: Int?
    var positions: [[Int]] = []
    // Taken out while it grows, so that it is not copied.
    var places = placesOfUsers
    placesOfUsers = PlacesOfUsers()
    defer { placesOfUsers = places }
    for position in rows.indices {
      let name = address(rows[position])
      if name != last || position == 0 {
        last = name
        place = places.place(named: name, among: people)
        while let place, positions.count <= place { positions.append([]) }
      }
      if let place { positions[place].append(position) }
    }
    return Dictionary(
      uniqueKeysWithValues: positions.enumerated().lazy.filter { !$0.element.isEmpty }.map {
        (places.users[$0.offset], $0.element)
      })
  }

  /// The messages that rows tell of, by time. Rows are copied for messages of several recipients only.
  private func messages(at positions: [Int]) -> [Message] {
    var places: [String: Int] = [:]
    places.reserveCapacity(positions.count)
    var groups: [(first: Int, others: [Int])] = []
    groups.reserveCapacity(positions.count)
    for position in positions {
      if let place = places.updateValue(groups.count, forKey: rows[position].traceID) {
        places[rows[position].traceID] = place
        groups[place].others.append(position)
      } else {
        groups.append((position, []))
      }
    }
    return groups.map { group in
      if group.others.isEmpty { return Message(rows[group.first], to: [recipient(at: group.first)]) }
      let all = [group.first] + group.others
      let first = all.min { Self.key(rows[$0]) < Self.key(rows[$1]) } ?? group.first
      var recipients: [Recipient] = []
      recipients.reserveCapacity(all.count)
      for recipient in all.map(recipient).sorted(by: { ($0.address, $0.status) < ($1.address, $1.status) })
      where recipients.last?.address != recipient.address {
        recipients.append(recipient)
      }
      return Message(rows[first], to: recipients)
    }.inFixedOrder { ($0.sentAt, $0.traceID) < ($1.sentAt, $1.traceID) }
  }

  private func recipient(at position: Int) -> Recipient {
    let address = rows[position].recipient
    return Recipient(address: address, status: rows[position].status ?? "", domain: placeOfDomain(of: address))
  }

  private func placeOfDomain(of address: String) -> Int? {
    guard let domain = address.partBehindAt else { return nil }
    if let known = placesOfDomains[domain] { return known }
    placesOfDomains[domain] = placesOfDomains.count
    return placesOfDomains.count - 1
  }

  private static func key(_ row: TracedMessage) -> (Timestamp, String, String, String, String, String) {
    (row.receivedAt, row.recipient, row.status ?? "", row.sender, row.subject ?? "", row.messageID ?? "")
  }
}

extension TracedMail.Message: CustomStringConvertible {
  /// All that it holds, because copies of one rank are put in order by it.
  package var description: String {
    "\(traceID) \(sentAt) \(sender) \(messageID ?? "") \(subject) \(fromAddress ?? "") \(recipients)"
  }
}

/// Whom the addresses of a trace name.
private struct PlacesOfUsers {
  private(set) var users: [UserID] = []
  /// Which of `users` an address names; none for strangers.
  private var places: [String: Int?] = [:]
  private var placesOfUsers: [UserID: Int] = [:]

  mutating func place(named name: String, among people: PeopleDirectory) -> Int? {
    if let known = places[name] { return known }
    let place = people.account(named: name).map { user in
      if let known = placesOfUsers[user] { return known }
      users.append(user)
      placesOfUsers[user] = users.count - 1
      return users.count - 1
    }
    places.updateValue(place, forKey: name)
    return place
  }
}

/// What has been said of domains, by their place among those of the trace.
struct DomainAnswers<Answer> {
  private var answers: [Answer?] = []

  /// - Parameter answer: asked once for each domain.
  mutating func answer(for place: Int, _ answer: () -> Answer) -> Answer {
    if place < answers.count, let known = answers[place] { return known }
    while answers.count <= place { answers.append(nil) }
    let given = answer()
    answers[place] = given
    return given
  }
}
