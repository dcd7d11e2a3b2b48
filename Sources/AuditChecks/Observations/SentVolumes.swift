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
    var boundary = Boundary(domains: domains, settings: settings)
    var texts: [Timestamp: String] = [:]
    byUser = index.mail.sentByUser.compactMapValues { messages in
      var volumes: [(day: Timestamp, volume: SentVolume)] = []
      for message in messages {
        let day = message.sentAt.startOfDay
        guard day >= window.from, day.advanced(byDays: 1) <= end else { continue }
        // Messages come by time, so those of a day follow each other.
        if volumes.last?.day != day { volumes.append((day, SentVolume(messages: 0, outsideRecipients: 0))) }
        volumes[volumes.count - 1].volume.messages += 1
        volumes[volumes.count - 1].volume.outsideRecipients += message.recipients.count {
          boundary.isOutside($0)
        }
      }
      if volumes.isEmpty { return nil }
      return Dictionary(
        uniqueKeysWithValues: volumes.map { entry in
          let text = texts[entry.day] ?? entry.day.date
          texts[entry.day] = text
          return (text, entry.volume)
        })
    }
  }

  /// Tells the recipients outside; each domain is judged once a tenant.
  private struct Boundary {
    let domains: AcceptedDomains
    let settings: CheckSettings
    private var verdicts = DomainAnswers<Bool>()

    init(domains: AcceptedDomains, settings: CheckSettings) {
      self.domains = domains
      self.settings = settings
    }

    /// True for an address of another domain than the tenant's own and the trusted ones.
    mutating func isOutside(_ recipient: TracedMail.Recipient) -> Bool {
      if !settings.trustedSenders.isEmpty, settings.trustedSenders.contains(recipient.address) { return false }
      guard let place = recipient.domain else { return false }
      let (domains, settings) = (domains, settings)
      return verdicts.answer(for: place) {
        recipient.address.mailDomain.map { !domains.contains($0) && !settings.trusts(address: "", domain: $0) } ?? false
      }
    }
  }
}
