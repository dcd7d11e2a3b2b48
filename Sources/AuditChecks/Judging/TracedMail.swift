package import AuditModel

/// The message trace of a tenant, as messages by sender instead of rows by recipient.
package struct TracedMail: Sendable {
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
    /// Sorted by address.
    package let recipients: [Recipient]
  }

  package struct Recipient: Hashable, Sendable {
    package let address: String
    package let status: String
  }

  /// Messages that the mailbox of a user sent, by time.
  package let sentByUser: [UserID: [Message]]
  /// Messages that came to the mailbox of a user from outside or inside, by time; each with that one recipient.
  package let receivedByUser: [UserID: [Message]]

  init(_ rows: [TracedMessage], people: PeopleDirectory) {
    var rowsBySender: [String: [Int]] = [:]
    var rowsByRecipient: [String: [Int]] = [:]
    for (position, row) in rows.enumerated() {
      rowsBySender[row.sender, default: []].append(position)
      rowsByRecipient[row.recipient, default: []].append(position)
    }
    func byUser(_ addresses: [String: [Int]]) -> [UserID: [Message]] {
      var positions: [UserID: [Int]] = [:]
      for (address, list) in addresses {
        guard let user = people.account(named: address) else { continue }
        positions[user, default: []] += list
      }
      return positions.mapValues { Self.messages(of: $0.map { rows[$0] }) }
    }
    sentByUser = byUser(rowsBySender)
    receivedByUser = byUser(rowsByRecipient)
  }

  private static func messages(of rows: [TracedMessage]) -> [Message] {
    let groups = Dictionary(grouping: rows, by: \.traceID)
    let messages = groups.map { id, rows in
      let first = rows.min { Self.key($0) < Self.key($1) } ?? rows[0]
      let recipients = Set(rows.map { Recipient(address: $0.recipient, status: $0.status ?? "") })
        .sorted { ($0.address, $0.status) < ($1.address, $1.status) }
      return Message(
        traceID: id, messageID: first.messageID, sentAt: first.receivedAt, sender: first.sender,
        subject: first.subject ?? "",
        fromAddress: first.fromAddress, recipients: recipients)
    }
    return messages.sorted { ($0.sentAt, $0.traceID) < ($1.sentAt, $1.traceID) }
  }

  private static func key(_ row: TracedMessage) -> (Timestamp, String, String) {
    (row.receivedAt, row.recipient, row.status ?? "")
  }
}
