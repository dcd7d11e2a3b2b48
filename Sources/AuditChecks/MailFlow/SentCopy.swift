import AuditModel

/// A message that left a mailbox, as the audit log or the message trace tells it.
struct LeftMessage {
  let messageID: String?
  let subject: String
  let sentAt: Timestamp
  /// `unified_audit` record or trace id.
  let reference: EvidenceReference
  /// The record that tells of it; nil where only the message trace does.
  let record: AuditRecord?
  /// False when the client asked Exchange to keep no copy.
  let isSaved: Bool
}

/// A message whose copy is not in Sent Items.
struct MissingCopy {
  enum Cause { case deleted(MailDeletion), neverSaved }

  let message: LeftMessage
  let cause: Cause

  var deletion: MailDeletion? {
    if case .deleted(let deletion) = cause { deletion } else { nil }
  }

  /// From sending to deletion.
  var secondsAfter: Int64 { deletion.map { $0.record.occurredAt.seconds(since: message.sentAt) } ?? 0 }

  /// Where the deletion came from, else the sending.
  var clientAddress: String? { (deletion?.record ?? message.record)?.clientAddress }

  /// True when the deleted copy bears the message's own id, so that no namesake can be meant.
  var isByID: Bool {
    guard let id = message.messageID, let deletion else { return false }
    return deletion.record.items.contains { $0.messageID == id }
  }

  /// Tells messages of one second apart.
  var rank: String { (message.messageID ?? "") + "\u{1F}" + message.reference.recordID }

  func references(in evidence: EvidenceReader) -> [EvidenceReference] {
    [message.reference] + (deletion.map { [$0.record.reference(in: evidence)] } ?? [])
  }
}

/// What one mailbox sent, to find the message behind a deleted copy.
struct LeftMessages {
  private var byID: [String: LeftMessage] = [:]
  private var bySubject: [String: [LeftMessage]] = [:]

  /// - Parameter messages: records, then rows of the trace, each by time; of the same message the record counts.
  init(_ messages: [LeftMessage]) {
    for message in messages {
      // Several recipients' rows and a record tell of one message: the first counts.
      if let id = message.messageID, !id.isEmpty, byID[id] == nil { byID[id] = message }
      let subject = BareSubject.of(message.subject)
      if !subject.isEmpty { bySubject[subject, default: []].append(message) }
    }
  }

  /// The message whose copy an item was: by internet message id, else by subject; sent within that time before.
  func message(of item: AuditRecord.MailItem, deletedAt moment: Timestamp, within seconds: Int64) -> LeftMessage? {
    func isNear(_ message: LeftMessage) -> Bool {
      let passed = moment.seconds(since: message.sentAt)
      // Records of one act carry times that differ by seconds.
      return passed >= -60 && passed <= seconds
    }
    if let id = item.messageID, let message = byID[id] { return isNear(message) ? message : nil }
    guard let subject = item.subject.map(BareSubject.of), !subject.isEmpty else { return nil }
    return bySubject[subject]?.last { isNear($0) && ($0.messageID == nil || item.messageID == nil) }
  }
}
