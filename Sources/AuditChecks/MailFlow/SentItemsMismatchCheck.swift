import AuditModel

/// Mail left a mailbox, and its copy is not in Sent Items: deleted right after, or never kept.
///
/// Misses: copies that a client never made without saying so. May be innocent: people who delete a sent message at once.
struct SentItemsMismatchCheck: Check {
  /// As Microsoft spells them. Source: Microsoft Learn, "Manage mailbox auditing", checked 2026-11.
  static let sendOperations = ["Send", "SendAs", "SendOnBehalf"]
  static let deleteOperations = ["SoftDelete", "HardDelete"]

  func assessment(of evidence: EvidenceReader) -> Assessment {
    var assessment = Assessment()
    let deletions = Self.deletions(in: evidence)
    let sends = Self.sends(in: evidence)
    let mail = evidence.mail
    var missing: [MailboxDay: [MissingCopy]] = [:]
    for (owner, list) in deletions {
      let left = LeftMessages(Self.left(owner, sends: sends[owner] ?? [], mail: mail, in: evidence))
      for (place, copy) in Self.deletedCopies(list, left: left, in: evidence) {
        missing[place, default: []].append(copy)
      }
    }
    for (owner, list) in sends {
      for message in list where !message.isSaved {
        guard let record = message.record else { continue }
        let actor = evidence.actors.actor(of: record)
        // Programs that send by themselves keep no copies.
        if case .application = actor { continue }
        let place = MailboxDay(
          owner: owner, mailbox: "", day: CalendarDay(message.sentAt),
          cause: evidence.setAsideCause(of: record, by: actor))
        missing[place, default: []].append(MissingCopy(message: message, cause: .neverSaved))
      }
    }
    for (place, copies) in missing {
      if let cause = place.cause {
        assessment.setAside.add(cause)
        continue
      }
      let copies = copies.inFixedOrder { ($0.message.sentAt, $0.rank) < ($1.message.sentAt, $1.rank) }
      assessment.add(finding(place, copies, in: evidence), addresses: copies.map(\.clientAddress), in: evidence)
    }
    return assessment
  }

  /// Deletions out of Sent Items, or of what had gone from there to Deleted or Recoverable Items, by owner and time.
  private static func deletions(in evidence: EvidenceReader) -> [UserID: [MailDeletion]] {
    let places = evidence.index.hiddenPlaces
    var deletions: [UserID: [MailDeletion]] = [:]
    for deletion in MailDeletion.inWindow(of: evidence, operations: deleteOperations) {
      guard let owner = deletion.owner else { continue }
      if deletion.placedItems.contains(where: { deletion.mayBeSentCopy($0, in: $1, places: places) }) {
        deletions[owner, default: []].append(deletion)
      }
    }
    return deletions
  }

  /// Records of sending by the mailbox from which it was sent, by time.
  private static func sends(in evidence: EvidenceReader) -> [UserID: [LeftMessage]] {
    var owners = MailboxOwners(people: evidence.people)
    var sends: [UserID: [LeftMessage]] = [:]
    for record in evidence.auditRecords(sendOperations) ?? []
    where record.hasSucceeded != false && evidence.window.contains(record.occurredAt) {
      guard let owner = owners.owner(of: record) else { continue }
      let isSaved = record.parameter("SaveToSentItems").map(\.isTrue) ?? true
      for item in record.items {
        sends[owner, default: []].append(
          LeftMessage(
            messageID: item.messageID, subject: item.subject ?? "", sentAt: record.occurredAt,
            reference: record.reference(in: evidence), record: record, isSaved: isSaved))
      }
    }
    return sends
  }

  private static func left(
    _ owner: UserID, sends: [LeftMessage], mail: TracedMail?, in evidence: EvidenceReader
  ) -> [LeftMessage] {
    let traced = (mail?.sentByUser[owner] ?? []).map { message in
      LeftMessage(
        messageID: message.messageID, subject: message.subject, sentAt: message.sentAt,
        reference: EvidenceReference(
          source: "exchange:Get-MessageTraceV2", recordID: message.traceID,
          collectedAt: evidence.collectedAt(.messageTrace)),
        record: nil, isSaved: true)
    }
    return sends + traced
  }

  private static func deletedCopies(
    _ deletions: [MailDeletion], left: LeftMessages, in evidence: EvidenceReader
  ) -> [(MailboxDay, MissingCopy)] {
    let seconds = Int64(evidence.settings.thresholds.sentCopyMinutes) * 60
    var told: Set<String> = []
    var copies: [(MailboxDay, MissingCopy)] = []
    for deletion in deletions {
      for (item, place) in deletion.placedItems
      where deletion.mayBeSentCopy(item, in: place, places: evidence.index.hiddenPlaces) {
        guard let message = left.message(of: item, deletedAt: deletion.record.occurredAt, within: seconds),
          told.insert(message.messageID ?? message.reference.recordID).inserted
        else { continue }
        let cause = evidence.setAsideCause(of: deletion.record, by: deletion.actor)
        let day = MailboxDay(
          owner: deletion.owner, mailbox: deletion.mailbox, day: CalendarDay(message.sentAt), cause: cause)
        copies.append((day, MissingCopy(message: message, cause: .deleted(deletion))))
      }
    }
    return copies
  }

  private func finding(_ place: MailboxDay, _ copies: [MissingCopy], in evidence: EvidenceReader) -> Finding {
    let name = place.owner.map { evidence.people.name(of: $0) } ?? "a mailbox that is not named"
    let deleted = copies.filter { $0.deletion != nil }
    let unsaved = copies.count - deleted.count
    var signals: [Signal] = []
    if let fastest = deleted.map(\.secondsAfter).min() {
      signals.append(
        Signal(
          "sent_and_deleted",
          "\(deleted.count.counted("sent message")) lost the copy in Sent Items soon after sending, the first after "
            + "\(max(0, fastest)) s"))
    }
    if deleted.contains(where: { $0.deletion?.act == .hard }) {
      signals.append(Signal("deleted_for_good", "the copy was deleted for good"))
    }
    if unsaved > 0 {
      signals.append(
        Signal(
          "never_saved", "\(unsaved.counted("message")) \(unsaved == 1 ? "was" : "were") sent without keeping a copy"))
    }
    return finding(
      about: place.owner, place.discriminator, .high,
      confidence: deleted.contains(where: \.isByID) ? .high : .medium,
      message: "\(copies.count.counted("message")) that \(name) sent on \(place.day.text) "
        + (deleted.isEmpty
          ? "\(copies.count == 1 ? "was" : "were") never put into Sent Items."
          : "\(copies.count == 1 ? "is" : "are") not in Sent Items any more."),
      signals: signals, details: details(place, copies, name: name, in: evidence), occurredAt: copies[0].message.sentAt,
      evidence: copies.prefix(25).flatMap { $0.references(in: evidence) }, in: evidence)
  }

  private func details(
    _ place: MailboxDay, _ copies: [MissingCopy], name: String, in evidence: EvidenceReader
  ) -> [Detail] {
    var details = [
      Detail("Mailbox", name), Detail("Day", place.day.text), Detail("Messages without a copy", "\(copies.count)"),
    ]
    for copy in copies.prefix(10) {
      let end =
        copy.deletion.map { ", deleted \($0.record.occurredAt.iso8601) (\($0.record.operation))" } ?? ", never saved"
      details.append(Detail("Message", "\(copy.message.subject), sent \(copy.message.sentAt.iso8601)\(end)"))
    }
    let records = copies.compactMap { $0.deletion?.record ?? $0.message.record }
    return details + records.originDetails(records.map { evidence.actors.actor(of: $0) }, in: evidence)
  }
}

extension MailDeletion {
  /// True when an item lay in Sent Items, or where it goes from there: Deleted Items or Recoverable Items.
  ///
  /// A draft that is thrown away, which bears the same message id, never does.
  fileprivate func mayBeSentCopy(_ item: AuditRecord.MailItem, in place: ClearedPlace?, places: HiddenPlaces) -> Bool {
    if let place { return place == .sentItems || act == .hard }
    guard item.messageID != nil, let folder = item.folderPath ?? record.folderPath else { return false }
    return places.place(named: folder) == .deletedItems
  }
}
