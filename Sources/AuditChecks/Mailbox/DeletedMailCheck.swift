import AuditModel

/// Much mail was deleted from a mailbox, or mail that would have warned its owner.
///
/// Misses: what Exchange does not record. May be innocent: people tidy up, and delete codes that they have used.
struct DeletedMailCheck: Check {
  func assessment(of evidence: EvidenceReader) -> Assessment {
    let mail = evidence.mail
    let deletions = MailDeletion.inWindow(of: evidence)
    var assessment = Assessment()
    let days = Dictionary(grouping: deletions) { deletion in
      MailboxDay(
        owner: deletion.owner, mailbox: deletion.mailbox, day: deletion.day,
        cause: evidence.setAsideCause(of: deletion.record, by: deletion.actor))
    }
    for (place, list) in days {
      let grade = DeletedMailGrade(
        list, arrivals: Self.arrivals(of: list, owner: place.owner, mail: mail),
        thresholds: evidence.settings.thresholds)
      guard let severity = grade.severity else { continue }
      if let cause = place.cause {
        assessment.setAside.add(cause)
        continue
      }
      assessment.add(
        finding(place, list, grade: grade, severity: severity, in: evidence),
        addresses: list.map(\.record.clientAddress), in: evidence)
    }
    return assessment
  }

  /// When the messages came that were then deleted otherwise than to Deleted Items.
  private static func arrivals(of deletions: [MailDeletion], owner: UserID?, mail: TracedMail?) -> [String: Timestamp] {
    guard let owner, let mail else { return [:] }
    let ids = Set(deletions.filter { $0.act != .moved }.flatMap { $0.record.items.compactMap(\.messageID) })
    return ids.isEmpty ? [:] : mail.arrivals(of: ids, at: owner)
  }

  private func finding(
    _ place: MailboxDay, _ list: [MailDeletion], grade: DeletedMailGrade, severity: Severity,
    in evidence: EvidenceReader
  ) -> Finding {
    let first = list[0]
    let total = list.reduce(0) { $0 + $1.count }
    let among =
      grade.notices.isEmpty ? "" : ", among them \(grade.notices.count.counted("security notice"))"
    return finding(
      about: place.owner, place.discriminator, severity,
      title: grade.notices.isEmpty ? nil : "Security notices were deleted",
      message:
        "\(total.counted("message")) \(total == 1 ? "was" : "were") deleted in the mailbox of \(first.mailbox) on "
        + "\(place.day.text)\(among).",
      signals: grade.signals, details: details(place, list, grade: grade, in: evidence),
      occurredAt: first.record.occurredAt, evidence: list.prefix(50).map { $0.record.reference(in: evidence) },
      in: evidence)
  }

  private func details(
    _ place: MailboxDay, _ list: [MailDeletion], grade: DeletedMailGrade, in evidence: EvidenceReader
  ) -> [Detail] {
    var details = [
      Detail("Mailbox", list[0].mailbox), Detail("Day", place.day.text),
      Detail("Moved to Deleted Items", "\(grade.counts[.moved] ?? 0)"),
      Detail("Soft-deleted", "\(grade.counts[.soft] ?? 0)"), Detail("Hard-deleted", "\(grade.counts[.hard] ?? 0)"),
      Detail("Records", "\(list.count)"),
    ]
    details += grade.notices.prefix(5).map { Detail("Security notice", $0) }
    details += grade.quick.prefix(5).map { Detail("Deleted soon after it came", $0) }
    return details + list.map(\.record).originDetails(list.map(\.actor), in: evidence)
  }
}

extension [AuditRecord] {
  /// The actors, addresses and clients behind records, each once, as far as one can read.
  func originDetails(_ actors: [Actor], in evidence: EvidenceReader) -> [Detail] {
    var details: [Detail] = []
    for name in Set(zip(self, actors).map { $0.actor ?? $1.name }).sorted().prefix(5) {
      details.append(Detail("Actor", name))
    }
    for address in Set(compactMap(\.clientAddress)).sorted().prefix(10) {
      let trust = evidence.settings.isTrustedNetwork(address) ? " (trusted network)" : ""
      details.append(Detail("Client address", address + trust))
    }
    for id in Set(compactMap(\.applicationID).filter { !$0.isEmpty }).sorted().prefix(5) {
      details.append(Detail("Application", id))
    }
    for client in Set(compactMap(\.clientInfo).filter { !$0.isEmpty }).sorted().prefix(5) {
      details.append(Detail("Client", client))
    }
    return details
  }
}
