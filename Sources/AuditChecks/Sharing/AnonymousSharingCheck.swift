import AuditModel

/// A user made links by which anybody can open files.
///
/// Misses: who opened them. May be innocent: links are a common way to hand over files.
struct AnonymousSharingCheck: Check {
  func assessment(of evidence: EvidenceReader) -> Assessment {
    var assessment = Assessment()
    var links: [Sharer: [SharingAct]] = [:]
    var guests: [Sharer: [SharingAct]] = [:]
    for record in evidence.auditRecords(SharingAct.operations) ?? []
    where record.hasSucceeded != false && evidence.window.contains(record.occurredAt) {
      guard let act = SharingAct(record, in: evidence) else { continue }
      if let cause = act.actor.setAsideCause ?? Self.trust(act, in: evidence) {
        if !act.isRemoval { assessment.setAside.add(cause) }
        continue
      }
      let sharer = Sharer(user: act.actor.userID, name: act.actor.userID == nil ? act.actor.name.lowercased() : "")
      if act.reach == .anybody {
        links[sharer, default: []].append(act)
      } else {
        guests[sharer, default: []].append(act)
      }
    }
    for (sharer, acts) in links where acts.contains(where: { !$0.isRemoval }) {
      assessment.findings.append(linkFinding(sharer, acts, in: evidence))
    }
    for (sharer, acts) in guests { assessment.findings.append(guestFinding(sharer, acts, in: evidence)) }
    return assessment
  }

  /// Who shared: a user of the tenant, or a name that is none.
  private struct Sharer: Hashable {
    let user: UserID?
    let name: String
  }

  private static func trust(_ act: SharingAct, in evidence: EvidenceReader) -> SetAside.Cause? {
    guard let guest = act.guest, let domain = guest.mailDomain else { return nil }
    return evidence.settings.trusts(address: guest, domain: domain) ? .trusted : nil
  }

  private func linkFinding(_ sharer: Sharer, _ acts: [SharingAct], in evidence: EvidenceReader) -> Finding {
    let made = acts.filter { !$0.isRemoval }
    let things = made.map(\.thing).distinct(by: \.self)
    let isMany = things.count >= evidence.settings.thresholds.anonymousLinks
    let last = made[made.count - 1]
    var signals = [Signal("links_for_anybody", "made links for anybody to \(things.count.counted("item"))")]
    if isMany {
      signals.append(Signal("many_links", "made links to \(evidence.settings.thresholds.anonymousLinks) items or more"))
    }
    let editable = Set(made.filter(\.allowsEditing).map(\.thing)).count
    if editable > 0 { signals.append(Signal("allows_editing", "lets anybody change \(editable.counted("item"))")) }
    let containers = Set(made.filter(\.isContainer).map(\.thing)).count
    if containers > 0 { signals.append(Signal("whole_folders", "opens \(containers.counted("whole folder"))")) }
    // What the last record about an item says holds at present.
    let isRemoved = Dictionary(acts.map { ($0.thing, $0.isRemoval) }) { _, later in later }
    let removed = things.count { isRemoved[$0] == true }
    if removed > 0 { signals.append(Signal("removed_again", "removed \(removed.counted("link")) again")) }
    let who = sharer.user.map { evidence.people.name(of: $0) } ?? last.actor.name
    return finding(
      about: sharer.user, "links" + (sharer.user == nil ? ":" + sharer.name : ""), isMany ? .medium : .low,
      message:
        "\(who) made links by which anybody can open \(things.count.counted("item")), last \(last.record.occurredAt.iso8601).",
      signals: signals, details: details(made, in: evidence), occurredAt: last.record.occurredAt,
      evidence: acts.suffix(20).map { $0.record.reference(in: evidence) }, in: evidence)
  }

  private func guestFinding(_ sharer: Sharer, _ acts: [SharingAct], in evidence: EvidenceReader) -> Finding {
    let last = acts[acts.count - 1]
    let things = Set(acts.map(\.thing)).count
    let names = Set(acts.compactMap(\.guest)).sorted()
    let who = sharer.user.map { evidence.people.name(of: $0) } ?? last.actor.name
    return finding(
      about: sharer.user, "guests" + (sharer.user == nil ? ":" + sharer.name : ""), .informational,
      title: "Files shared with guests",
      message: "\(who) shared \(things.counted("item")) with \(names.count.counted("guest")), last "
        + "\(last.record.occurredAt.iso8601).",
      signals: [Signal("named_guests", "shared with guests by name (\(names.listed(atMost: 5)))")],
      details: details(acts, in: evidence), occurredAt: last.record.occurredAt,
      evidence: acts.suffix(20).map { $0.record.reference(in: evidence) }, in: evidence)
  }

  private func details(_ acts: [SharingAct], in evidence: EvidenceReader) -> [Detail] {
    var details: [Detail] = []
    for act in acts.suffix(20) {
      let guest = act.guest.map { " | \($0)" } ?? ""
      details.append(
        Detail("Shared", "\(act.record.occurredAt.iso8601) | \(act.record.operation) | \(act.label)\(guest)"))
    }
    if acts.count > 20 { details.append(Detail("Records", "\(acts.count), the last 20 of them told")) }
    for site in Set(acts.compactMap { $0.record.parameter("SiteUrl") }).sorted().prefix(5) {
      details.append(Detail("Site", site))
    }
    let addresses = Set(acts.compactMap(\.record.clientAddress)).sorted()
    for address in addresses.prefix(10) { details.append(Detail("Client address", address)) }
    return details
  }
}
