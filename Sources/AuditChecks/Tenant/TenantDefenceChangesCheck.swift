import AuditModel

/// The tenant was made easier to attack, or stopped recording what happens in it.
///
/// Misses: what was weak before the window. May be innocent: administrators change policies.
struct TenantDefenceChangesCheck: Check {
  static let activities = [
    "delete conditional access policy", "update conditional access policy", "delete policy", "update policy",
    "add named location", "update named location", "delete named location", "set federation settings on domain",
    "set domain authentication", "add unverified domain", "add verified domain", "verify domain",
    "verify email verified domain", "remove unverified domain", "remove verified domain", "add partner to company",
    "add partner", "authentication methods policy update", "update authentication methods policy",
  ]

  static let operations =
    [
      "Set-AdminAuditLogConfig", "Set-OrganizationConfig", "Set-MailboxAuditBypassAssociation", "Set-Mailbox",
      "New-UnifiedAuditLogRetentionPolicy", "Set-UnifiedAuditLogRetentionPolicy",
      "Remove-UnifiedAuditLogRetentionPolicy",
      "Set-CASMailbox", "Set-TransportConfig", "New-AcceptedDomain", "Set-AcceptedDomain", "Remove-AcceptedDomain",
      "Set-ConditionalAccessPolicy", "Remove-ConditionalAccessPolicy", "Delete conditional access policy",
      "Update conditional access policy", "Delete policy", "Update policy", "Add named location",
      "Update named location",
      "Delete named location", "Set federation settings on domain", "Set domain authentication",
      "Add unverified domain",
      "Add verified domain", "Verify domain", "Verify email verified domain", "Remove unverified domain",
      "Remove verified domain", "Add partner to company",
    ] + ProtectionPolicies.operations

  func assessment(of evidence: EvidenceReader) -> Assessment {
    var assessment = Assessment()
    var chains: [Place: [DefenceChange]] = [:]
    var setAside: [Place: SetAside.Cause] = [:]
    var counted: [DefenceChange] = []
    for change in records(evidence).flatMap({ DefenceChange.changes($0, in: evidence) }) {
      let cause = change.record.actor.setAsideCause
      if cause == nil { counted.append(change) }
      for place in Place.all(of: change) {
        if let cause {
          setAside[place] = min(cause, setAside[place] ?? cause)
        } else {
          chains[place, default: []].append(change)
        }
      }
    }
    for cause in setAside.values { assessment.setAside.add(cause) }
    for (place, chain) in chains where chain.contains(where: { !$0.isRestoring }) {
      let finding = finding(at: place, chain, in: evidence)
      // About the actor only: the mailbox concerned did not come from that address.
      let isTelling = finding.severity >= .high && chain.allSatisfy { $0.record.actor.userID == place.user }
      assessment.add(finding, addresses: isTelling ? chain.map(\.record.address) : [], in: evidence)
    }
    assessment.findings += standing(counted, in: evidence)
    return assessment
  }

  /// Successful records of both logs within the window, in the order of time.
  private func records(_ evidence: EvidenceReader) -> [DefenceRecord] {
    let audits = (evidence.directoryAudits(Self.activities) ?? []).filter {
      $0.hasSucceeded != false && evidence.window.contains($0.occurredAt)
    }
    let records = (evidence.auditRecords(Self.operations) ?? []).filter { record in
      record.hasSucceeded != false && evidence.window.contains(record.occurredAt)
        // Nearly all Set-Mailbox records are about other things.
        && (record.operation.lowercased() != "set-mailbox" || record.parameter("AuditEnabled") != nil)
    }
    return (audits.map { DefenceRecord($0, in: evidence) } + records.map { DefenceRecord($0, in: evidence) })
      .inFixedOrder { ($0.at, $0.reference.recordID) < ($1.at, $1.reference.recordID) }
  }

  /// Whom a change is told about: the actor, the mailbox, or the tenant.
  private struct Place: Hashable {
    let user: UserID?
    let key: String

    static func all(of change: DefenceChange) -> [Place] {
      let actor = change.record.actor.userID
      // Many mailboxes by one actor are one thing about the actor, and one about each mailbox.
      let isOfMailbox = change.target != nil
      var places = [
        Place(user: actor, key: change.area.rawValue + (isOfMailbox && actor != nil ? "" : ":" + change.thing))
      ]
      if let target = change.target, target != actor {
        places.append(Place(user: target, key: "target:" + change.area.rawValue))
      }
      return places
    }
  }

  private func finding(at place: Place, _ chain: [DefenceChange], in evidence: EvidenceReader) -> Finding {
    let worst = chain.map(\.severity).max() ?? .medium
    let told = chain.filter { $0.severity == worst }
    let last = told[told.count - 1]
    var signals: [Signal] = []
    for change in chain where !change.isRestoring {
      signals.append(Signal(change.area.signalID, "\(change.label) \(change.what)"))
    }
    signals = Array(signals.distinct(by: \.reason).prefix(20))
    if let end = chain.last, end.isRestoring {
      signals.append(
        Signal("put_right_again", "was put right again \(end.record.at.iso8601) by \(end.record.actor.name)"))
    }
    var details: [Detail] = []
    for change in chain.suffix(20) {
      let record = change.record
      details.append(Detail("Record", "\(record.at.iso8601) \(record.activity)"))
      details.append(Detail("Changed", change.label))
      details.append(Detail("Actor", "\(record.actor.name) (\(record.actor.kind))"))
      if let address = record.address { details.append(Detail("Client address", address)) }
    }
    let things = Set(told.map(\.label)).count
    let subject = things == 1 ? last.label : "\(last.label) and \(things - 1) more"
    return finding(
      about: place.user, place.key, worst,
      title: last.area == .audit && worst == .critical ? "Auditing was switched off" : nil,
      message: "\(subject) \(last.what) \(last.record.at.iso8601) by \(last.record.actor.name).",
      signals: signals, details: details.distinct(by: \.self), occurredAt: last.record.at,
      evidence: chain.suffix(20).map(\.record.reference), in: evidence)
  }

  /// Auditing that is off at present, whoever switched it off.
  ///
  /// - Parameter changes: that count, by time.
  private func standing(_ changes: [DefenceChange], in evidence: EvidenceReader) -> [Finding] {
    guard let configuration = evidence.auditConfiguration else { return [] }
    let switches = [
      ("UnifiedAuditLogIngestionEnabled", "The unified audit log", configuration.isUnifiedAuditEnabled),
      ("AdminAuditLogEnabled", "The administrator audit log", configuration.isAdminAuditEnabled),
    ]
    return switches.filter { $0.2 == false }.map { name, label, _ in
      let act = changes.last { $0.area == .audit && $0.thing == name.lowercased() && !$0.isRestoring }
      let isFresh = act != nil || configuration.changedAt.map(evidence.window.contains) ?? false
      var signals = [Signal("auditing_off", "is off: nothing that happens is recorded")]
      if let act {
        signals.append(
          Signal("switched_off_in_window", "was switched off \(act.record.at.iso8601) by \(act.record.actor.name)"))
      } else if isFresh, let moment = configuration.changedAt {
        signals.append(Signal("changed_in_window", "had its settings changed \(moment.iso8601)"))
      }
      let since = act.map { ", switched off \($0.record.at.iso8601) by \($0.record.actor.name)" } ?? ""
      return finding(
        about: nil, "state:" + name.lowercased(), isFresh ? .critical : .high, kind: .state,
        title: "Auditing is switched off",
        message: "\(label) is switched off\(since).", signals: signals,
        details: [Detail("Setting", name), Detail("Changed", configuration.changedAt?.iso8601 ?? "not known")],
        occurredAt: act?.record.at ?? (isFresh ? configuration.changedAt : nil),
        evidence: [
          EvidenceReference(
            source: "exchange:Get-AdminAuditLogConfig", recordID: name,
            collectedAt: evidence.collectedAt(.auditConfiguration))
        ], in: evidence)
    }
  }
}
