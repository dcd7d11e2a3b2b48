import AuditModel

/// A mailbox has a sweep rule: mail of one sender leaves the inbox by itself.
///
/// Misses: disabled rules. May be innocent: sweep is made for newsletters.
struct SweepRulesCheck: Check {
  /// As the cmdlets are called. Source: Microsoft Learn, "New-SweepRule" and its kin, checked 2026-11.
  static let operations = ["New-SweepRule", "Set-SweepRule", "Enable-SweepRule"]

  func assessment(of evidence: EvidenceReader) -> Assessment {
    let boundary = MailBoundary(accepted: evidence.domains, reader: evidence)
    let changes = Self.changes(in: evidence)
    var assessment = Assessment()
    for (owner, rules) in evidence.sweepRules ?? [:] {
      for rule in rules where rule.isEnabled != false {
        assessment.add(
          finding(rule, of: owner, changes: changes[owner] ?? [], boundary: boundary, in: evidence), in: evidence)
      }
    }
    return assessment
  }

  /// One record that made, changed or enabled a rule.
  private struct Change {
    let record: AuditRecord
    let actor: Actor
    /// The rule's name and id as the record gives them, in lower case.
    let handles: Set<String>
  }

  /// Records of the window by the owner of the mailbox, in the order of time.
  private static func changes(in evidence: EvidenceReader) -> [UserID: [Change]] {
    var changes: [UserID: [Change]] = [:]
    for record in evidence.auditRecords(operations) ?? []
    where record.hasSucceeded != false && evidence.window.contains(record.occurredAt) {
      let actor = evidence.actors.actor(of: record)
      let path = record.objectID.map { $0.split(separator: "\\", maxSplits: 1) } ?? []
      let mailbox = record.mailboxOwner ?? record.parameter("Mailbox") ?? path.first.map(String.init)
      guard let owner = mailbox.flatMap({ evidence.people.mailbox(named: $0) }) ?? actor.userID else { continue }
      let names = [record.parameter("Name"), record.parameter("Identity"), path.count == 2 ? String(path[1]) : nil]
      changes[owner, default: []].append(
        Change(record: record, actor: actor, handles: Set(names.compactMap { $0 }.map(SweepRule.bareID))))
    }
    return changes
  }

  private func finding(
    _ rule: SweepRule, of owner: UserID, changes: [Change], boundary: MailBoundary, in evidence: EvidenceReader
  ) -> Finding {
    let id = SweepRule.bareID(rule.id)
    let change = changes.last { $0.handles.contains(id) || $0.handles.contains(rule.name.lowercased()) }
    var signals = [rule.destinationSignal(boundary.places)].compactMap { $0 }
    if let signal = Self.senderSignal(rule, of: owner, boundary: boundary) { signals.append(signal) }
    let isGrave = !signals.isEmpty && signals.contains { $0.id != "moves_to_archive" }
    if let days = rule.keepForDays, days > 0 {
      signals.append(Signal("acts_later", "acts on mail that is older than \(days.counted("day"))"))
    } else if rule.keepsLatest == true {
      signals.append(Signal("keeps_latest", "leaves the latest message where it is"))
    }
    if let change {
      let foreign = change.actor.userID.map { $0 != owner } ?? false
      signals.append(
        Signal(
          "changed_in_window",
          "was made or changed \(change.record.occurredAt.iso8601) by \(change.actor.name)"
            + (foreign ? ", who is not the owner" : "")))
    }
    return finding(
      about: owner, "rule:" + id, isGrave ? .medium : .informational,
      confidence: evidence.domains == nil ? .medium : .high,
      message: "A sweep rule in the mailbox of \(evidence.people.name(of: owner)) moves mail from "
        + "\(rule.sender ?? "a sender that is not told") to \(rule.destination).",
      signals: signals, details: details(rule, change: change, in: evidence), occurredAt: change?.record.occurredAt,
      evidence: [
        EvidenceReference(
          source: "exchange:Get-SweepRule", recordID: rule.id, collectedAt: evidence.collectedAt(.sweepRules))
      ] + (change.map { [$0.record.reference(in: evidence)] } ?? []),
      in: evidence)
  }

  private static func senderSignal(_ rule: SweepRule, of owner: UserID, boundary: MailBoundary) -> Signal? {
    guard let sender = rule.sender, !sender.isEmpty else { return nil }
    for recipient in MailRecipient.list(from: sender) {
      if boundary.reach(of: recipient, from: owner) == .inside {
        return Signal("sender_is_the_tenant", "acts on mail from the tenant itself (\(recipient.label))")
      }
      let kind =
        recipient.address?.mailDomain.map { ImportantSenders.kind(ofDomain: $0) }
        ?? ImportantSenders.kind(ofName: recipient.name ?? sender)
      if let kind {
        let id = kind == .bank ? "sender_is_bank" : "sender_is_identity_provider"
        return Signal(id, "acts on mail from \(kind.title) (\(recipient.label))")
      }
    }
    return nil
  }

  private func details(_ rule: SweepRule, change: Change?, in evidence: EvidenceReader) -> [Detail] {
    var details = [
      Detail("Rule", rule.name), Detail("Rule id", rule.id), Detail("Sender", rule.sender ?? "not known"),
      Detail("From folder", rule.sourceFolder ?? "Inbox"), Detail("To folder", rule.destination),
      Detail("Keeps for days", rule.keepForDays.map(String.init) ?? "not set"),
      Detail("Keeps the latest", rule.keepsLatest.map { $0 ? "yes" : "no" } ?? "not known"),
      Detail("Enabled", rule.isEnabled == nil ? "not known" : "yes"),
    ]
    if let change { details += change.record.actorDetails(change.actor, in: evidence) }
    return details
  }
}

extension SweepRule {
  /// Where mail goes; Exchange takes Deleted Items when none is named.
  fileprivate var destination: String { destinationFolder.flatMap { $0.isEmpty ? nil : $0 } ?? "Deleted Items" }

  fileprivate func destinationSignal(_ places: HiddenPlaces) -> Signal? {
    switch places.place(named: destination) {
    case .deletedItems?: Signal("deletes", "moves mail to Deleted Items (\(destination))")
    case .archive?: Signal("moves_to_archive", "moves mail to the archive (\(destination))")
    case let place?: Signal("moves_out_of_sight", "moves mail where nobody looks: \(place.title) (\(destination))")
    case nil: nil
    }
  }

  /// The id without the mailbox before it (`ada\0123…`), in lower case.
  fileprivate static func bareID(_ id: String) -> String {
    (id.lastIndex(of: "\\").map { String(id[id.index(after: $0)...]) } ?? id).lowercased()
  }
}
