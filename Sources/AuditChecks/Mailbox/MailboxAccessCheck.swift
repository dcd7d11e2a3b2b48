import AuditModel

/// A mailbox was read in bulk, or copied to a client or network that is new for its owner.
///
/// Misses: what Exchange does not record. May be innocent: a new phone, a new program, a long day of reading.
struct MailboxAccessCheck: Check {
  func assessment(of evidence: EvidenceReader) -> Assessment {
    var assessment = Assessment()
    for reading in MailboxReading.inWindow(of: evidence) {
      let place = reading.place.mailbox
      let signals = Self.signals(of: reading, in: evidence)
      if signals.isEmpty { continue }
      if let cause = place.cause {
        assessment.setAside.add(cause)
        continue
      }
      assessment.add(
        finding(reading, signals: signals, in: evidence), addresses: reading.records.map(\.clientAddress), in: evidence)
    }
    return assessment
  }

  private static func signals(of reading: MailboxReading, in evidence: EvidenceReader) -> [Signal] {
    var signals: [Signal] = []
    let names = reading.records.lazy.compactMap {
      MailTheftClients.name(ofApplication: $0.applicationID, client: $0.clientInfo)
    }
    if let name = names.first {
      signals.append(
        Signal("mail_theft_client", "was done with a program that intruders use to copy mailboxes (\(name))"))
    }
    signals += newnessSignals(of: reading, in: evidence)
    if reading.isThrottled {
      signals.append(
        Signal("throttled", "was so much that Exchange stopped recording it for a day (over 1,000 records)"))
    }
    let limit = evidence.settings.thresholds.accessedMessages
    let count = reading.boundMessages
    if count >= limit {
      signals.append(
        Signal("bulk", "\(count.counted("message")) were read by one client on one day (from \(limit) on)"))
    }
    return signals
  }

  /// Copies to a client or network that no earlier night has seen for that user; nothing where there are no earlier nights.
  private static func newnessSignals(of reading: MailboxReading, in evidence: EvidenceReader) -> [Signal] {
    guard let owner = reading.place.mailbox.owner, !evidence.past.isFirstNight, let past = evidence.past.users[owner]
    else { return [] }
    let syncs = reading.syncs
    if syncs.isEmpty { return [] }
    var signals: [Signal] = []
    if reading.place.isApplication, !past.mailClients.isEmpty, past.mailClients[reading.place.client] == nil {
      signals.append(
        Signal("sync_by_new_client", "whole folders were copied by an application that is new for the user"))
    }
    if !past.networks.isEmpty {
      let addresses = Set(syncs.compactMap(\.clientAddress)).sorted()
      let foreign = addresses.first { address in
        !evidence.settings.isTrustedNetwork(address) && ForeignAddress.isTelling(address)
          && !past.knowsNetwork(of: address)
      }
      if let foreign {
        signals.append(
          Signal(
            "sync_from_new_network", "whole folders were copied to a network that is new for the user (\(foreign))"))
      }
    }
    return signals
  }

  private func finding(_ reading: MailboxReading, signals: [Signal], in evidence: EvidenceReader) -> Finding {
    let place = reading.place.mailbox
    let isGrave = signals.count >= 2 || signals.contains { $0.id == "mail_theft_client" }
    let copied = reading.syncs.isEmpty ? "read" : "copied"
    let bound = reading.boundMessages
    let read = bound > 0 ? " (\(bound.counted("message")) opened)" : ""
    return finding(
      about: place.owner, place.discriminator + "|" + reading.place.client, isGrave ? .high : .medium,
      title: reading.syncs.isEmpty ? nil : "Mailbox was copied to a client",
      message: "The mailbox of \(reading.mailboxName) was \(copied) on \(place.day.text) in a way that is out of the "
        + "ordinary\(read).",
      signals: signals, details: details(reading, in: evidence), occurredAt: reading.records[0].occurredAt,
      evidence: reading.records.prefix(50).map { $0.reference(in: evidence) }, in: evidence)
  }

  private func details(_ reading: MailboxReading, in evidence: EvidenceReader) -> [Detail] {
    [
      Detail("Mailbox", reading.mailboxName), Detail("Day", reading.place.mailbox.day.text),
      Detail("Messages opened", "\(reading.boundMessages)"), Detail("Folders copied", "\(reading.syncs.count)"),
      Detail("Throttled", reading.isThrottled ? "yes" : "no"),
      Detail("Earlier nights", earlierNights(of: reading, in: evidence)),
    ] + reading.records.originDetails(reading.actors, in: evidence)
  }

  private func earlierNights(of reading: MailboxReading, in evidence: EvidenceReader) -> String {
    guard let owner = reading.place.mailbox.owner, !evidence.past.isFirstNight, let past = evidence.past.users[owner]
    else { return "no earlier nights to compare with" }
    guard reading.place.isApplication else { return "\(past.mailClients.count.counted("application")) known" }
    if let seen = past.mailClients[reading.place.client] { return "this application was seen last on \(seen.date)" }
    return "this application was not seen before"
  }
}
