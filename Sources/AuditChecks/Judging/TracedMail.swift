package import AuditModel

/// The message trace of a tenant, as messages by sender instead of rows by recipient.
///
/// Most mail is asked for by nobody, so messages are put together when they are.
package final class TracedMail {
  /// One message with all its recipients.
  package struct Message: Hashable, Sendable {
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
  }

  package struct Recipient: Hashable, Sendable {
    package let address: String
    package let status: String
  }

  private let rows: [TracedMessage]
  private let people: PeopleDirectory
  /// Which of `users` an address names; none for strangers.
  private var places: [String: Int?] = [:]
  private var placesOfUsers: [UserID: Int] = [:]
  private var users: [UserID] = []

  /// Messages that the mailbox of a user sent, by time.
  package private(set) lazy var sentByUser = positions { $0.sender }.mapValues { messages(at: $0) }
  private lazy var received = positions { $0.recipient }

  init(_ rows: [TracedMessage], people: PeopleDirectory) {
    self.rows = rows
    self.people = people
  }

  /// Messages that came to the mailbox of a user from outside or inside, by time; each with that one recipient.
  package func received(by user: UserID) -> [Message] { received[user].map { messages(at: $0) } ?? [] }

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
    for position in rows.indices {
      let name = address(rows[position])
      if name != last || position == 0 {
        last = name
        place = placeOfUser(named: name)
        while let place, positions.count <= place { positions.append([]) }
      }
      if let place { positions[place].append(position) }
    }
    return Dictionary(
      uniqueKeysWithValues: positions.enumerated().lazy.filter { !$0.element.isEmpty }.map {
        (self.users[$0.offset], $0.element)
      })
  }

  private func placeOfUser(named name: String) -> Int? {
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

  /// The messages that rows tell of, by time. Rows are copied for messages of several recipients only.
  private func messages(at positions: [Int]) -> [Message] {
    var places: [String: Int] = [:]
    places.reserveCapacity(positions.count)
    var groups: [(first: Int, others: [Int])] = []
    groups.reserveCapacity(positions.count)
    for position in positions {
      if let place = places[rows[position].traceID] {
        groups[place].others.append(position)
      } else {
        places[rows[position].traceID] = groups.count
        groups.append((position, []))
      }
    }
    return groups.map { group in
      if group.others.isEmpty {
        let row = rows[group.first]
        return Message(row, to: [Recipient(address: row.recipient, status: row.status ?? "")])
      }
      let rows = ([group.first] + group.others).map { self.rows[$0] }
      let first = rows.min { Self.key($0) < Self.key($1) } ?? rows[0]
      let recipients = Set(rows.map { Recipient(address: $0.recipient, status: $0.status ?? "") })
        .sorted { ($0.address, $0.status) < ($1.address, $1.status) }.distinct(by: \.address)
      return Message(first, to: recipients)
    }.inFixedOrder { ($0.sentAt, $0.traceID) < ($1.sentAt, $1.traceID) }
  }

  private static func key(_ row: TracedMessage) -> (Timestamp, String, String, String, String, String) {
    (row.receivedAt, row.recipient, row.status ?? "", row.sender, row.subject ?? "", row.messageID ?? "")
  }
}

extension TracedMail.Message {
  fileprivate init(_ row: TracedMessage, to recipients: [TracedMail.Recipient]) {
    self.init(
      traceID: row.traceID, messageID: row.messageID, sentAt: row.receivedAt, sender: row.sender,
      subject: row.subject ?? "", fromAddress: row.fromAddress, recipients: recipients)
  }
}
