import AuditModel

/// Mail of the whole tenant is copied, redirected, deleted or led another way, or was made to be in the window.
///
/// Misses: the conditions of a rule are not weighed. May be innocent: archives, filters and agreed gateways.
struct MailFlowChangesCheck: Check {
  func assessment(of evidence: EvidenceReader) -> Assessment {
    let boundary = MailBoundary(accepted: evidence.domains, reader: evidence)
    let effects = MailFlowEffects(boundary: boundary)
    let settings = MailFlowSetting.all(in: evidence, effects: effects)
    var places: [Place: Int] = [:]
    for (position, setting) in settings.enumerated() {
      for name in [setting.name, setting.id] { places[Place(setting.kind, name), default: position] = position }
    }
    var chains: [Place: Chain] = [:]
    for change in MailFlowChange.inWindow(of: evidence, effects: effects) {
      let setting = places[Place(change.kind, change.name)].map { settings[$0] }
      let place = Place(change.kind, setting?.name ?? change.name)
      chains[place, default: Chain(place: place, setting: setting)].changes.append(change)
    }
    var assessment = Assessment()
    var told: Set<Place> = []
    for chain in chains.values {
      let counted = chain.changes.filter { !$0.actor.isSetAside }
      guard !counted.isEmpty else {
        if chain.setting == nil, let cause = chain.changes.compactMap(\.actor.setAsideCause).min() {
          assessment.setAside.add(cause)
        }
        continue
      }
      told.insert(chain.place)
      guard let grade = MailFlowGrade(counted, setting: chain.setting) else { continue }
      assessment.add(
        event(chain, counted, grade: grade, in: evidence), addresses: counted.map(\.record.clientAddress),
        targets: grade.effects.compactMap(\.outsideTarget), in: evidence)
    }
    for setting in settings where !told.contains(Place(setting.kind, setting.name)) {
      let acts = chains[Place(setting.kind, setting.name)]?.changes ?? []
      guard let grade = MailFlowGrade(standing: setting, isFresh: Self.isFresh(setting, acts, in: evidence)) else {
        continue
      }
      assessment.add(
        state(setting, acts, grade: grade, in: evidence), targets: grade.effects.compactMap(\.outsideTarget),
        in: evidence)
    }
    return assessment
  }

  /// A setting by kind and name, in lower case.
  private struct Place: Hashable {
    let kind: MailFlowSetting.Kind
    let name: String
    init(_ kind: MailFlowSetting.Kind, _ name: String) {
      self.kind = kind
      self.name = name.lowercased()
    }
  }

  /// All records about one setting, by time.
  private struct Chain {
    let place: Place
    let setting: MailFlowSetting?
    var changes: [MailFlowChange] = []
  }

  /// Changed in the window as its own date says, while nothing tells by whom: a log that is whole and silent says that
  /// nobody did.
  private static func isFresh(
    _ setting: MailFlowSetting, _ acts: [MailFlowChange], in evidence: EvidenceReader
  ) -> Bool {
    guard acts.isEmpty, evidence.gap(of: .unifiedAudit) != nil, let changedAt = setting.changedAt else { return false }
    return evidence.window.contains(changedAt)
  }

  private func event(
    _ chain: Chain, _ changes: [MailFlowChange], grade: MailFlowGrade, in evidence: EvidenceReader
  ) -> Finding {
    let change = changes[changes.count - 1]
    let kind = chain.place.kind
    let name = chain.setting?.name ?? change.name
    let what = grade.effects.first.map { " and \($0.signal.reason)" } ?? ""
    return finding(
      about: Self.user(behind: change.actor, in: evidence), "change:\(kind.rawValue):\(chain.place.name)",
      grade.severity, confidence: evidence.gap(of: .domains) == nil ? .high : .medium, kind: .event,
      title: "Mail flow was changed",
      message: "The \(kind.title) “\(name)” was \(change.act.rawValue) \(change.record.occurredAt.iso8601) by "
        + "\(change.actor.name)\(what).",
      signals: grade.signals,
      details: details(kind, name, chain.setting) + changes.suffix(5).flatMap(\.details)
        + change.record.actorDetails(change.actor, in: evidence),
      occurredAt: change.record.occurredAt,
      evidence: changes.map { $0.record.reference(in: evidence) }
        + (chain.setting.map { [reference($0, in: evidence)] } ?? []), in: evidence)
  }

  private func state(
    _ setting: MailFlowSetting, _ acts: [MailFlowChange], grade: MailFlowGrade, in evidence: EvidenceReader
  ) -> Finding {
    var details = details(setting.kind, setting.name, setting)
    if let act = acts.last {
      details.append(Detail("Set by", "\(act.actor.name) (\(act.actor.kind)), \(act.record.occurredAt.iso8601)"))
    }
    return finding(
      about: nil, "\(setting.kind.rawValue):\(setting.id.lowercased())", grade.severity,
      confidence: evidence.gap(of: .domains) == nil ? .high : .medium, kind: .state,
      message: "The \(setting.kind.title) “\(setting.name)” \(grade.effects.first?.signal.reason ?? "is in force").",
      signals: grade.signals, details: details, occurredAt: setting.changedAt,
      evidence: [reference(setting, in: evidence)], in: evidence)
  }

  /// The actor, when a user of the tenant; else the tenant as a whole.
  private static func user(behind actor: Actor, in evidence: EvidenceReader) -> UserID? {
    guard let id = actor.userID else { return nil }
    return evidence.people.isListed(id) || evidence.people.hasMailbox(id) || !evidence.directory.isAvailable ? id : nil
  }

  private func details(_ kind: MailFlowSetting.Kind, _ name: String, _ setting: MailFlowSetting?) -> [Detail] {
    var details = [Detail("Setting", kind.title), Detail("Name", name)]
    if let setting {
      details.append(Detail("Enabled", setting.isEnabled ? "yes" : "no"))
      details.append(Detail("Changed", setting.changedAt?.iso8601 ?? "not known"))
    }
    return details
  }

  private func reference(_ setting: MailFlowSetting, in evidence: EvidenceReader) -> EvidenceReference {
    EvidenceReference(
      source: "exchange:" + setting.kind.cmdlet, recordID: setting.id,
      collectedAt: evidence.collectedAt(setting.kind.evidence))
  }
}

extension MailFlowChange {
  /// What was set, verbatim.
  fileprivate var details: [Detail] {
    [Detail("Operation", "\(record.operation), \(record.occurredAt.iso8601)")]
      + record.parameters.prefix(20).map { Detail($0.name, $0.value) }
  }
}
