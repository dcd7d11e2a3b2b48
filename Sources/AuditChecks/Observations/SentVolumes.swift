import AuditModel

/// How much mail each user sent on each complete day; a day without mail has no entry.
///
/// A day is complete when all of it lies in the window and was over when the trace was collected. Of a trace that is not
/// complete nobody can say which days are, and without the accepted domains nobody can say who is outside: then there
/// are none.
struct SentVolumes {
  /// By the day, such as `2026-11-23` (UTC).
  let byUser: [UserID: [String: SentVolume]]

  init(index: EvidenceIndex, window: AuditWindow, settings: CheckSettings) {
    let evidence = index.evidence
    guard case .complete = evidence.messageTrace, case .complete(let domains) = evidence.domains,
      let collected = evidence.collectedAt[.messageTrace]
    else {
      byUser = [:]
      return
    }
    let end = min(window.to, collected)
    var isOutside: [String: Bool] = [:]
    byUser = index.mail.sentByUser.compactMapValues { messages in
      var volumes: [Timestamp: SentVolume] = [:]
      for message in messages {
        let day = message.sentAt.startOfDay
        guard day >= window.from, day.advanced(byDays: 1) <= end else { continue }
        var volume = volumes[day] ?? SentVolume(messages: 0, outsideRecipients: 0)
        volume.messages += 1
        // A recipient can be listed with two states.
        volume.outsideRecipients += Set(message.recipients.lazy.map(\.address)).reduce(0) { count, address in
          let outside = isOutside[address] ?? Self.leaves(address, domains, settings)
          isOutside[address] = outside
          return outside ? count + 1 : count
        }
        volumes[day] = volume
      }
      if volumes.isEmpty { return nil }
      return Dictionary(uniqueKeysWithValues: volumes.map { ($0.key.date, $0.value) })
    }
  }

  /// True for an address of another domain than the tenant's own and the trusted ones.
  private static func leaves(_ address: String, _ domains: AcceptedDomains, _ settings: CheckSettings) -> Bool {
    guard let domain = address.mailDomain else { return false }
    return !domains.contains(domain) && !settings.trusts(address: address, domain: domain)
  }
}
