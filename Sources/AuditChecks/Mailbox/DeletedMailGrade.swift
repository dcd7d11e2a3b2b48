import AuditModel

/// What one mailbox's deletions of one day amount to.
struct DeletedMailGrade {
  /// Subjects of security notices, in the order of deletion.
  private(set) var notices: [String] = []
  /// Subjects about money or warnings that were deleted soon after they had come.
  private(set) var quick: [String] = []
  private(set) var signals: [Signal] = []
  private(set) var counts: [MailDeletion.Act: Int] = [:]
  private var cleared: [ClearedPlace: Int] = [:]

  /// - Parameter arrivals: when messages came to that mailbox, by internet message id.
  init(_ deletions: [MailDeletion], arrivals: [String: Timestamp], thresholds: CheckThresholds) {
    for deletion in deletions {
      counts[deletion.act, default: 0] += deletion.count
      for place in ClearedPlace.allCases {
        // Only what is purged from Recoverable Items is gone for good.
        if place == .recoverableItems, deletion.act != .hard { continue }
        cleared[place, default: 0] += deletion.count(in: place)
      }
      for item in deletion.record.items { look(at: item, of: deletion, arrivals: arrivals, thresholds: thresholds) }
    }
    judge(deletions, thresholds: thresholds)
  }

  var severity: Severity? {
    if signals.isEmpty { return nil }
    return signals.contains { Self.grave.contains($0.id) } ? .high : .medium
  }

  private static let grave: Set<String> = [
    "security_notices_deleted", "sent_items_emptied", "recoverable_items_emptied",
  ]

  private mutating func look(
    at item: AuditRecord.MailItem, of deletion: MailDeletion, arrivals: [String: Timestamp],
    thresholds: CheckThresholds
  ) {
    guard let subject = item.subject, !subject.isEmpty, deletion.clearedPlace(of: item) != .sentItems else { return }
    if deletion.clearedPlace(of: item) == nil, SecurityNotices.list.matches(subject) { notices.append(subject) }
    guard deletion.act != .moved, let id = item.messageID, let arrived = arrivals[id] else { return }
    let seconds = deletion.record.occurredAt.seconds(since: arrived)
    guard seconds >= 0, seconds <= Int64(thresholds.quickDeletionHours) * 3600 else { return }
    if MoneyWords.list.matches(subject) || WarningWords.list.matches(subject) { quick.append(subject) }
  }

  private mutating func judge(_ deletions: [MailDeletion], thresholds: CheckThresholds) {
    for (act, limit, id, words) in [
      (.moved, thresholds.deletedMessages, "many_moved_to_deleted_items", "moved to Deleted Items"),
      (.soft, thresholds.deletedMessages, "many_soft_deleted", "deleted from the mailbox's folders (recoverable)"),
      (.hard, thresholds.hardDeletedMessages, "many_hard_deleted", "deleted for good"),
    ] as [(MailDeletion.Act, Int, String, String)] {
      if let count = counts[act], count >= limit {
        signals.append(Signal(id, "\(count.counted("message")) of one day were \(words) (from \(limit) on)"))
      }
    }
    for (place, id, words) in [
      (.sentItems, "sent_items_emptied", "Sent Items"),
      (.recoverableItems, "recoverable_items_emptied", "Recoverable Items"),
    ] as [(ClearedPlace, String, String)] {
      if let count = cleared[place], count >= thresholds.hardDeletedMessages {
        signals.append(Signal(id, "\(count.counted("message")) were deleted out of \(words)"))
      }
    }
    if !notices.isEmpty {
      signals.append(
        Signal("security_notices_deleted", "\(notices.count.counted("security notice")) to the owner were deleted"))
    }
    if quick.count >= thresholds.quicklyDeletedMessages {
      signals.append(
        Signal(
          "received_and_deleted",
          "\(quick.count.counted("message")) about money or warnings were deleted within "
            + "\(thresholds.quickDeletionHours.counted("hour")) of their arrival"))
    }
    guard !signals.isEmpty else { return }
    if let other = deletions.first(where: { $0.isByAnother }) {
      signals.append(Signal("not_the_owner", "was done by \(other.actor.name), who is not the owner"))
    }
  }
}

extension MailDeletion {
  /// True when a known account other than the owner's acted.
  fileprivate var isByAnother: Bool {
    guard let owner, let id = actor.userID else { return false }
    return id != owner
  }
}
