import AuditModel

/// A mailbox forwards its mail, or was made to in the window.
///
/// Misses: forwarding by inbox rules. May be innocent: leavers and agreed forwarding.
struct MailboxForwardingCheck: Check {
  static let operations = ["Set-Mailbox"]

  func assessment(of evidence: EvidenceReader) -> Assessment {
    let boundary = MailBoundary(accepted: evidence.domains, reader: evidence)
    let acts = ForwardingAct.inWindow(of: evidence)
    let actsByTarget = Dictionary(grouping: acts.filter(\.isSetting), by: \.place)
    var assessment = Assessment()
    var standing: Set<ForwardingAct.Place> = []
    for mailbox in evidence.mailboxes ?? [] {
      guard mailbox.forwardingSMTPAddress != nil || mailbox.forwardingAddress != nil else { continue }
      let owner = evidence.people.owner(of: mailbox.owner)
      for target in mailbox.forwardingTargets {
        let place = ForwardingAct.Place(owner: owner, mailboxName: mailbox.label, target: target)
        guard standing.insert(place).inserted else { continue }
        let all = (actsByTarget[place] ?? []) + acts.filter { mailbox.keepsCopy != true && $0.dropsCopy(of: place) }
        let counted = all.filter { !$0.actor.isSetAside }
        assessment.add(
          finding(
            Forwarding(
              place: place, mailboxName: mailbox.label, target: target, keepsCopy: mailbox.keepsCopy, isStanding: true,
              acts: counted.filter(\.isSetting), copyActs: counted.filter(\.isAboutCopy),
              agreedActs: all.filter(\.actor.isSetAside), clearedAt: nil),
            boundary: boundary, in: evidence), addresses: counted.map(\.record.clientAddress),
          targets: boundary.outsideAddresses([target], of: owner), in: evidence)
      }
    }
    for (place, all) in actsByTarget where !standing.contains(place) {
      let counted = all.filter { !$0.actor.isSetAside }
      guard let last = counted.last, let target = last.target else {
        if let cause = all.compactMap(\.actor.setAsideCause).min() { assessment.setAside.add(cause) }
        continue
      }
      let cleared = acts.first { $0.clears(place) && $0.record.occurredAt >= last.record.occurredAt }
      assessment.add(
        finding(
          Forwarding(
            place: place, mailboxName: last.mailboxName, target: target, keepsCopy: last.keepsCopy,
            isStanding: false, acts: counted, copyActs: [], agreedActs: [], clearedAt: cleared?.record.occurredAt),
          boundary: boundary, in: evidence), addresses: counted.map(\.record.clientAddress),
        targets: boundary.outsideAddresses([target], of: place.owner), in: evidence)
    }
    return assessment
  }

  /// One mailbox and one target, with what is known about it.
  private struct Forwarding {
    let place: ForwardingAct.Place
    let mailboxName: String
    let target: MailRecipient
    let keepsCopy: Bool?
    /// True when it is set at present, as the listing of mailboxes says.
    let isStanding: Bool
    /// Records that set it in the window, by people.
    let acts: [ForwardingAct]
    /// Records that took away the copy in the window, by people.
    let copyActs: [ForwardingAct]
    /// The same by the MSP or by Microsoft: told, not counted.
    let agreedActs: [ForwardingAct]
    let clearedAt: Timestamp?

    var owner: UserID? { place.owner }
  }

  private func finding(_ forwarding: Forwarding, boundary: MailBoundary, in evidence: EvidenceReader) -> Finding {
    let reach = boundary.reach(of: forwarding.target, from: forwarding.owner)
    var signals = [Self.reachSignal(reach, forwarding.target, boundary: boundary)]
    if forwarding.keepsCopy == false {
      signals.append(Signal("no_copy_kept", "keeps no copy: the owner does not see the mail"))
    }
    if let act = forwarding.acts.last {
      let foreign = act.actor.userID.map { $0 != forwarding.owner } ?? false
      signals.append(
        Signal(
          "set_in_window",
          "was set \(act.record.occurredAt.iso8601) by \(act.actor.name)" + (foreign ? ", who is not the owner" : "")))
    }
    if let act = forwarding.copyActs.last {
      signals.append(
        Signal(
          "copy_dropped", "was told to keep no copy any more \(act.record.occurredAt.iso8601) by \(act.actor.name)"))
    }
    if let clearedAt = forwarding.clearedAt {
      signals.append(Signal("cleared_again", "was cleared again \(clearedAt.iso8601)"))
    }
    let wasChanged = !forwarding.acts.isEmpty || !forwarding.copyActs.isEmpty
    let hidingRule =
      !wasChanged ? nil : HidingRule.reason(for: forwarding.owner, boundary: boundary, in: evidence)
    if let hidingRule { signals.append(Signal("with_hiding_rule", hidingRule)) }
    let severity = Self.severity(
      reach: reach, keepsNoCopy: forwarding.keepsCopy == false, wasSet: wasChanged,
      hasHidingRule: hidingRule != nil)
    let who = forwarding.owner.map { evidence.people.name(of: $0) } ?? forwarding.mailboxName
    let act = forwarding.acts.last ?? forwarding.copyActs.last
    return self.finding(
      about: forwarding.owner,
      (forwarding.isStanding ? "target:" : "set:") + (forwarding.owner == nil ? forwarding.place.mailbox + ":" : "")
        + forwarding.place.target,
      severity, confidence: reach == .otherDomain || reach == .unresolved ? .medium : .high,
      // What only records tell ages out of the window with them: that is no sign that it was put right.
      kind: forwarding.isStanding ? .state : .event,
      title: reach.leavesTenant ? "Mailbox forwards mail outside" : nil,
      message: message(forwarding, who: who), signals: signals,
      details: details(forwarding, in: evidence), occurredAt: act?.record.occurredAt,
      evidence: references(forwarding, in: evidence), in: evidence)
  }

  private static func severity(
    reach: MailReach, keepsNoCopy: Bool, wasSet: Bool, hasHidingRule: Bool
  ) -> Severity {
    if reach == .trusted { return .informational }
    if hasHidingRule || (reach.leavesTenant && keepsNoCopy) { return .critical }
    if reach.leavesTenant { return .high }
    // The address behind a mere name may be a contact outside: not as harmless as a colleague.
    let base: Severity = reach == .unresolved ? .medium : .low
    return wasSet ? max(base, .medium) : base
  }

  private static func reachSignal(_ reach: MailReach, _ target: MailRecipient, boundary: MailBoundary) -> Signal {
    switch reach {
    case .inside: Signal("forwards_inside", "forwards to an address of the tenant (\(target.label))")
    case .outside: Signal("forwards_outside", "forwards to an address outside the tenant (\(target.label))")
    case .otherDomain:
      Signal("forwards_outside", "forwards to another domain, \(boundary.doubt) (\(target.label))")
    case .trusted:
      Signal("forwards_to_trusted", "forwards to an address that is trusted by configuration (\(target.label))")
    case .unresolved:
      Signal("target_unresolved", "forwards to a recipient whose address is not known (\(target.label))")
    }
  }

  private func message(_ forwarding: Forwarding, who: String) -> String {
    let copy =
      switch forwarding.keepsCopy {
      case true?: " and keeps a copy"
      case false?: " without keeping a copy"
      case nil: ""
      }
    guard let act = forwarding.acts.last else {
      let since = forwarding.copyActs.last.map { " since \($0.record.occurredAt.iso8601), by \($0.actor.name)" } ?? ""
      return "The mailbox of \(who) forwards its mail to \(forwarding.target.label)\(copy)\(since)."
    }
    let set = "\(act.record.occurredAt.iso8601) by \(act.actor.name)"
    if forwarding.isStanding {
      return "The mailbox of \(who) forwards its mail to \(forwarding.target.label)\(copy), set \(set)."
    }
    let end = forwarding.clearedAt.map { " and was cleared again \($0.iso8601)" } ?? ""
    return "Forwarding of the mailbox of \(who) to \(forwarding.target.label)\(copy) was set \(set)\(end)."
  }

  private func details(_ forwarding: Forwarding, in evidence: EvidenceReader) -> [Detail] {
    var details = [
      Detail("Mailbox", forwarding.mailboxName), Detail("Forwards to", forwarding.target.label),
      Detail("Keeps a copy", forwarding.keepsCopy.map { $0 ? "yes" : "no" } ?? "not known"),
      Detail("Set at present", presence(forwarding, in: evidence)),
    ]
    if let act = forwarding.acts.last ?? forwarding.copyActs.last {
      details += act.record.actorDetails(act.actor, in: evidence)
    }
    if let act = forwarding.agreedActs.last {
      details.append(Detail("Set by", "\(act.actor.name) (\(act.actor.kind)), \(act.record.occurredAt.iso8601)"))
    }
    return details
  }

  /// Only a listing that holds the mailbox, and is newer than the record, can say that forwarding is not set.
  private func presence(_ forwarding: Forwarding, in evidence: EvidenceReader) -> String {
    if forwarding.isStanding { return "yes" }
    guard let owner = forwarding.owner, evidence.isComplete(.mailboxes, for: owner),
      let listed = evidence.collectedAt(.mailboxes), let act = forwarding.acts.last, listed >= act.record.occurredAt
    else { return "not known" }
    return "no"
  }

  private func references(_ forwarding: Forwarding, in evidence: EvidenceReader) -> [EvidenceReference] {
    var references: [EvidenceReference] = []
    if forwarding.isStanding {
      references.append(
        EvidenceReference(
          source: "exchange:Get-Mailbox", recordID: forwarding.owner?.rawValue ?? forwarding.mailboxName,
          collectedAt: evidence.collectedAt(.mailboxes)))
    }
    return references
      + (forwarding.acts + forwarding.copyActs + forwarding.agreedActs).map { $0.record.reference(in: evidence) }
  }
}

extension Mailbox {
  /// What it forwards to; Exchange obeys the recipient object first when both are set.
  fileprivate var forwardingTargets: [MailRecipient] {
    [forwardingAddress, forwardingSMTPAddress].compactMap { $0.flatMap { MailRecipient(text: $0) } }
  }

  fileprivate var label: String {
    primaryAddress ?? owner.name ?? displayName ?? owner.id?.rawValue ?? "an unnamed mailbox"
  }
}
