import AuditModel

/// Exchange keeps somebody from sending, or did in the window, because of what they sent.
///
/// Misses: restrictions of whole tenants. May be innocent: an agreed mass mailing.
struct RestrictedSenderCheck: Check {
  func assessment(of evidence: EvidenceReader) -> Assessment {
    var signs = Dictionary(grouping: SendingRestriction.inWindow(of: evidence), by: \.sender)
    var assessment = Assessment()
    var restricted: Set<SendingRestriction.Sender> = []
    for entry in evidence.blockedSenders ?? [] {
      let sender = SendingRestriction.Sender(entry.address, people: evidence.people)
      guard restricted.insert(sender).inserted else { continue }
      assessment.add(
        standing(entry, sender: sender, signs: signs.removeValue(forKey: sender) ?? [], in: evidence),
        addresses: [entry.reason.flatMap(SendingRestriction.clientAddress)], in: evidence)
    }
    for (sender, list) in signs {
      for (day, ofDay) in Dictionary(grouping: list, by: { CalendarDay($0.at) }) {
        // A release alone says that there was a restriction, maybe before the window.
        assessment.add(
          past(sender, on: day, ofDay, of: list, in: evidence), addresses: ofDay.map(\.clientAddress), in: evidence)
      }
    }
    return assessment
  }

  private func standing(
    _ entry: BlockedSender, sender: SendingRestriction.Sender, signs: [SendingRestriction], in evidence: EvidenceReader
  ) -> Finding {
    var signals = [Signal("restricted_now", "is on Exchange's list of senders who are kept from sending")]
    signals += SendingRestriction.signals(of: signs)
    let since = entry.createdAt ?? signs.first { !$0.isRelease }?.at
    var details = [Detail("Address", entry.address), Detail("Since", entry.createdAt?.iso8601 ?? "not known")]
    let isStray = Self.isStray(sender, in: evidence)
    if isStray { signals.append(Self.noSuchUser) }
    let isRecent = entry.createdAt.map(evidence.window.contains) ?? false
    if let reason = entry.reason, !reason.isEmpty { details.append(Detail("Reason", reason)) }
    return finding(
      about: sender.user, "blocked:" + sender.name, isStray ? (isRecent ? .low : .informational) : .critical,
      message: "Exchange keeps \(sender.label(evidence.people, else: entry.address)) from sending"
        + (since.map { " since \($0.iso8601)." } ?? "."),
      signals: signals, details: details + signs.flatMap(\.details), occurredAt: since,
      evidence: [
        EvidenceReference(
          source: "exchange:Get-BlockedSenderAddress", recordID: entry.address,
          collectedAt: evidence.collectedAt(.blockedSenders))
      ] + signs.map { $0.reference(in: evidence) }, in: evidence)
  }

  private func past(
    _ sender: SendingRestriction.Sender, on day: CalendarDay, _ signs: [SendingRestriction],
    of all: [SendingRestriction], in evidence: EvidenceReader
  ) -> Finding {
    var signals = SendingRestriction.signals(of: signs)
    let isSeen =
      evidence.blockedSenders != nil
      && (sender.user.map { evidence.isComplete(.blockedSenders, for: $0) }
        ?? (evidence.gap(of: .blockedSenders) == nil))
    signals.append(
      isSeen
        ? Signal("released_again", "is not on Exchange's list of restricted senders any more")
        : Signal(
          "present_state_unknown", "whether the restriction still stands is not known: the list could not be read"))
    let isStray = Self.isStray(sender, in: evidence)
    if isStray { signals.append(Self.noSuchUser) }
    return finding(
      about: sender.user, "restricted:" + day.text + (sender.user == nil ? ":" + sender.name : ""),
      isStray ? .low : .high,
      confidence: signs.contains { $0.kind != .bounce } ? .high : .medium, kind: .event,
      title: "User was restricted from sending",
      message: "Exchange kept \(sender.label(evidence.people, else: sender.name)) from sending on \(day.text).",
      signals: signals, details: signs.flatMap(\.details), occurredAt: signs.first?.at,
      evidence: signs.map { $0.reference(in: evidence) }, in: evidence)
  }

  private static let noSuchUser = Signal("no_such_user", "is the address of no user or mailbox of the tenant")

  /// True for an address that certainly no user of the tenant carries.
  private static func isStray(_ sender: SendingRestriction.Sender, in evidence: EvidenceReader) -> Bool {
    sender.user == nil && evidence.gap(of: .users) == nil && evidence.users != nil
  }
}
