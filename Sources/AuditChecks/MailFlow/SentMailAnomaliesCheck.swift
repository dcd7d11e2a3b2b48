import AuditModel

/// A mailbox sent mail as nobody sends it by hand, or far more than its owner does.
///
/// Misses: slow and small frauds. May be innocent: mass mailings from an ordinary mailbox.
struct SentMailAnomaliesCheck: Check {
  func assessment(of evidence: EvidenceReader) -> Assessment {
    guard let mail = evidence.mail else { return Assessment() }
    let outside = OutsideRecipients(reader: evidence)
    var assessment = Assessment()
    for (user, all) in mail.sentByUser {
      var counted: [TracedMail.Message] = []
      var partners: [TracedMail.Message] = []
      let inWindow = all.filter { evidence.window.contains($0.sentAt) }
      let answers = AutomaticAnswers(in: inWindow, upTo: evidence.settings.thresholds.repeatedSubjectMessages)
      for message in answers.others {
        if evidence.settings.isPartnerNetwork(message.fromAddress) {
          partners.append(message)
        } else {
          counted.append(message)
        }
      }
      for trouble in troubles(of: user, counted, outside: outside, in: evidence) {
        add(trouble, of: user, to: &assessment, in: evidence)
      }
      if !partners.isEmpty {
        assessment.setAside.add(.partner, count: troubles(of: user, partners, outside: outside, in: evidence).count)
      }
    }
    return assessment
  }

  /// A day of one mailbox with its signals.
  private struct Trouble {
    let day: SentDay
    let signals: [Signal]
    let baseline: SendingBaseline
  }

  private func troubles(
    of user: UserID, _ messages: [TracedMail.Message], outside: OutsideRecipients, in evidence: EvidenceReader
  ) -> [Trouble] {
    if messages.isEmpty { return [] }
    let thresholds = evidence.settings.thresholds
    let sent = messages.map { SentMessage($0, from: user, outside: outside) }
    let bursts = SendingBurst.byDay(sent, thresholds: thresholds)
    let days = SentDay.all(of: sent, thresholds: thresholds)
    return days.compactMap { day in
      // Asked for on few days only.
      lazy var baseline = SendingBaseline(
        for: day.day, past: evidence.past.users[user],
        days: Dictionary(uniqueKeysWithValues: days.map { ($0.day, $0.outsideRecipients) }), window: evidence.window)
      let signals = day.signals(burst: bursts[day.day], baseline: baseline, thresholds: thresholds)
      return signals.isEmpty ? nil : Trouble(day: day, signals: signals, baseline: baseline)
    }
  }

  private func add(_ trouble: Trouble, of user: UserID, to assessment: inout Assessment, in evidence: EvidenceReader) {
    let day = trouble.day
    let name = evidence.people.name(of: user)
    let first = day.messages[0]
    let finding = finding(
      about: user, "day:" + day.day.text, trouble.signals.count >= 2 ? .high : .medium,
      confidence: evidence.gap(of: .domains) == nil ? .high : .medium,
      message: "\(name) sent \(day.messages.count.counted("message")) to \(day.failures.all.counted("recipient")) on "
        + "\(day.day.text), \(trouble.signals.map(\.words).listed(atMost: 3)).",
      signals: trouble.signals, details: details(trouble, in: evidence), occurredAt: first.sentAt,
      evidence: day.messages.prefix(20).map {
        EvidenceReference(
          source: "exchange:Get-MessageTraceV2", recordID: $0.traceID, collectedAt: evidence.collectedAt(.messageTrace))
      }, in: evidence)
    assessment.add(finding, addresses: day.messages.map(\.fromAddress), in: evidence)
    for lookalike in day.lookalikes { assessment.traces.append(Trace(.outsideDomain, lookalike.domain, of: finding)) }
  }

  private func details(_ trouble: Trouble, in evidence: EvidenceReader) -> [Detail] {
    let day = trouble.day
    var details = [
      Detail("Day", day.day.text), Detail("Messages", "\(day.messages.count)"),
      Detail("Recipients", "\(day.failures.all)"), Detail("Outside recipients", "\(day.outsideRecipients)"),
      Detail("Not delivered", "\(day.failures.failed)"),
      Detail("Outside recipients on a usual day", trouble.baseline.told),
    ]
    if let repetition = day.repetition, trouble.signals.contains(where: { $0.id == "repeated_subject" }) {
      details.append(Detail("Repeated subject", repetition.subject))
    }
    details += day.lookalikes.prefix(5).map { Detail("Look-alike domain", "\($0.domain) (own: \($0.own))") }
    for address in Set(day.messages.compactMap(\.fromAddress).filter { !$0.isEmpty }).sorted().prefix(10) {
      let trust = evidence.settings.isTrustedNetwork(address) ? " (trusted network)" : ""
      details.append(Detail("Client address", address + trust))
    }
    return details
  }
}

extension SentDay {
  fileprivate func signals(
    burst: SendingBurst?, baseline: @autoclosure () -> SendingBaseline, thresholds: CheckThresholds
  ) -> [Signal] {
    var signals: [Signal] = []
    if let burst {
      signals.append(
        Signal(
          "burst",
          "sent \(burst.messages.counted("message")) to \(burst.recipients.counted("recipient")) within ten minutes from "
            + "\(burst.from.iso8601) on"))
    }
    if let repetition, repetition.isMassMailing(thresholds) {
      signals.append(
        Signal(
          "repeated_subject",
          "sent \(repetition.messages) messages with one subject to \(repetition.recipients.counted("recipient"))"))
    }
    if outsideRecipients >= thresholds.baselineFloor, let usual = baseline().usual,
      outsideRecipients > usual * thresholds.baselineFactor, !baseline().hasPrecedent(for: outsideRecipients)
    {
      signals.append(
        Signal(
          "above_baseline",
          "reached \(outsideRecipients.counted("outside recipient")), on a usual day \(usual)"))
    }
    if failures.failed >= thresholds.failureFloor, failures.percent >= thresholds.failurePercent {
      signals.append(
        Signal(
          "many_failures",
          "\(failures.failed) of \(failures.all) recipients (\(failures.percent) percent) were not delivered to"))
    }
    if let lookalike = lookalikes.first {
      signals.append(
        Signal("lookalike_domain", "sent mail to \(lookalike.domain), which looks like the own domain \(lookalike.own)")
      )
    }
    return signals
  }
}

extension SentDay.Repetition {
  fileprivate func isMassMailing(_ thresholds: CheckThresholds) -> Bool {
    messages >= thresholds.repeatedSubjectMessages
      || (messages >= 3 && recipients >= thresholds.repeatedSubjectRecipients)
  }
}

extension Signal {
  /// A few words for the finding's sentence.
  fileprivate var words: String {
    switch id {
    case "burst": "in a burst"
    case "repeated_subject": "with one subject again and again"
    case "above_baseline": "far more outside than usual"
    case "many_failures": "many of whom could not be reached"
    default: "some at a look-alike domain"
    }
  }
}
