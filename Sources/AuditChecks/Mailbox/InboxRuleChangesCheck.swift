import AuditModel

/// An inbox rule was created, changed or removed in the window.
///
/// Misses: changes by clients whose records the tenant does not log. May be innocent: people tidy their mail.
struct InboxRuleChangesCheck: Check {
  func assessment(of evidence: EvidenceReader) -> Assessment {
    guard let changes = evidence.inboxRuleChanges else { return Assessment() }
    let boundary = MailBoundary(accepted: evidence.domains, reader: evidence)
    let folders = evidence.mailFolders
    let rules = evidence.inboxRules
    var assessment = Assessment()
    for (owner, list) in changes {
      let recent = list.filter { evidence.window.contains($0.record.occurredAt) }.map {
        Step(change: $0, actor: evidence.actors.actor(of: $0.record))
      }
      for chain in Self.chains(of: recent.filter(\.actor.isSetAside)) {
        if let cause = chain.steps.compactMap(\.actor.setAsideCause).min() { assessment.setAside.add(cause) }
      }
      let context = InboxRuleContext(owner: owner, boundary: boundary, folders: folders)
      for chain in Self.chains(of: recent.filter { !$0.actor.isSetAside }) {
        let isGone = owner.map { self.isGone(chain, owner: $0, rules: rules, in: evidence) } ?? false
        let finding = finding(for: chain, owner: owner, isGone: isGone, context: context, in: evidence)
        assessment.add(
          finding, addresses: chain.steps.map(\.change.record.clientAddress),
          targets: boundary.outsideAddresses(chain.steps.flatMap(\.change.rule.actions.allRecipients), of: owner),
          in: evidence)
      }
    }
    return assessment
  }

  /// One record of a chain, with who acted.
  fileprivate struct Step {
    let change: InboxRuleChange
    let actor: Actor
  }

  /// All changes of one rule, in the order of time.
  private struct Chain {
    var steps: [Step]
    var handles: Set<String>

    var name: String { steps.last { !$0.change.rule.name.isEmpty }?.change.rule.name ?? "" }
    var wasCreated: Bool { steps.contains { $0.change.act == .created } }
    var isRemoved: Bool { steps.last?.change.act == .removed }
    var isContentUnreadable: Bool { steps.contains(where: \.change.isContentUnreadable) }

    /// The id of the record that began it: a later record may be the first to tell the rule's id, or a new name, and
    /// must not make another finding of it.
    var discriminator: String {
      guard let record = (steps.first { $0.change.act == .created } ?? steps.first)?.change.record else { return "" }
      return record.id.isEmpty ? "at:" + record.occurredAt.iso8601 : record.id
    }
  }

  /// Joins records that share a name or id of the rule, in no order.
  private static func chains(of steps: [Step]) -> [Chain] {
    var chains: [Chain?] = []
    var places: [String: Int] = [:]
    for step in steps {
      let touched = Set(step.change.handles.compactMap { places[$0] }).sorted()
      // The longest takes the others in, so that no step is moved more often than chains double.
      let home = touched.max { (chains[$0]?.steps.count ?? 0) < (chains[$1]?.steps.count ?? 0) } ?? chains.count
      if home == chains.count { chains.append(Chain(steps: [], handles: [])) }
      var joined = Chain(steps: [step], handles: step.change.handles)
      for other in touched where other != home {
        guard let chain = chains[other] else { continue }
        joined.steps += chain.steps
        joined.handles.formUnion(chain.handles)
        chains[other] = nil
      }
      for handle in joined.handles { places[handle] = home }
      chains[home]?.steps += joined.steps
      chains[home]?.handles.formUnion(joined.handles)
    }
    return chains.compactMap { chain in
      guard var chain else { return nil }
      chain.steps.sort {
        ($0.change.record.occurredAt, $0.change.record.id) < ($1.change.record.occurredAt, $1.change.record.id)
      }
      return chain
    }
  }

  /// True when a rule that was made in the window is removed again, or no longer in a complete listing.
  private func isGone(
    _ chain: Chain, owner: UserID, rules: [UserID: [InboxRule]]?, in evidence: EvidenceReader
  ) -> Bool {
    guard chain.wasCreated else { return false }
    if chain.isRemoved { return true }
    guard let rules, evidence.isComplete(.inboxRules, for: owner) else { return false }
    return !(rules[owner] ?? []).contains {
      chain.handles.contains($0.id.lowercased()) || chain.handles.contains($0.name.lowercased())
    }
  }

  private func finding(
    for chain: Chain, owner: UserID?, isGone: Bool, context: InboxRuleContext, in evidence: EvidenceReader
  ) -> Finding {
    var signals = Self.contentSignals(chain, context: context)
    var severity: Severity = signals.contains { Self.grave.contains($0.id) } ? .high : .low
    if let stranger = chain.steps.first(where: { !$0.isByOwner(owner) }) {
      signals.append(Signal("not_by_owner", "was \(stranger.change.act) by \(stranger.actor.name), not by the owner"))
      severity = .high
    }
    if chain.isContentUnreadable {
      signals.append(Signal("content_cut", "the record of the change is cut, so what the rule does is not known"))
      severity = max(severity, .medium)
    }
    if isGone {
      let how =
        chain.isRemoved ? "was created and removed within the window" : "was created in the window and is gone now"
      signals.append(Signal("gone_again", how))
      severity = severity.raised(by: 1)
    }
    let records = chain.steps.map(\.change.record)
    return self.finding(
      about: owner, chain.discriminator, severity,
      confidence: chain.isContentUnreadable || isGuess(chain, signals, context: context) ? .medium : .high,
      message: message(chain, owner: owner, context: context, in: evidence), signals: signals,
      details: details(chain, context: context, in: evidence), occurredAt: records.last?.occurredAt,
      evidence: records.map { $0.reference(in: evidence) }, in: evidence)
  }

  /// True when mail is taken to leave the tenant, because the accepted domains are not all known.
  private func isGuess(_ chain: Chain, _ signals: [Signal], context: InboxRuleContext) -> Bool {
    signals.contains { $0.id == InboxRuleSignal.forwardsOutside.rawValue }
      && !chain.steps.contains { $0.change.act != .removed && context.knowsOutside($0.change.rule) }
  }

  /// Signals that make a change grave by itself.
  private static let grave: Set<String> = Set(
    [InboxRuleSignal.forwardsOutside, .deletes, .movesOutOfSight].map(\.rawValue))

  /// The signals of any step, each once, in the catalogue's order.
  private static func contentSignals(_ chain: Chain, context: InboxRuleContext) -> [Signal] {
    InboxRuleSignal.allCases.compactMap { signal in
      for step in chain.steps where step.change.act != .removed {
        // A change record holds only what was set: that it names no condition then means nothing.
        if signal == .actsOnAllMail && (step.change.act != .created || step.change.isContentUnreadable) { continue }
        if signal == .meaninglessName && !chain.name.isEmpty { continue }
        if let reason = signal.reason(for: step.change.rule, in: context) { return Signal(signal.rawValue, reason) }
      }
      guard signal == .meaninglessName, !chain.name.isEmpty else { return nil }
      var named = chain.steps[0].change.rule
      named.name = chain.name
      return signal.reason(for: named, in: context).map { Signal(signal.rawValue, $0) }
    }
  }

  private func message(
    _ chain: Chain, owner: UserID?, context: InboxRuleContext, in evidence: EvidenceReader
  ) -> String {
    let whose = owner.map { evidence.people.name(of: $0) } ?? "a mailbox that the record does not name"
    let rule = chain.name.isEmpty ? "An inbox rule without a name" : "The inbox rule “\(chain.name)”"
    var acts: [String] = []
    for step in chain.steps where acts.last != step.change.act.rawValue { acts.append(step.change.act.rawValue) }
    let actors = Set(chain.steps.map(\.actor.name)).sorted().listed(atMost: 3)
    let told = chain.steps.last { $0.change.act == .created } ?? chain.steps.last { $0.change.act == .changed }
    var what = ""
    if let told, !chain.isContentUnreadable { what = " and \(told.change.rule.deeds(in: context))" }
    let when = chain.steps.first.map { " at \($0.change.record.occurredAt.iso8601)" } ?? ""
    return "\(rule) of \(whose) was \(acts.listed(atMost: 6))\(when) by \(actors)\(what)."
  }

  private func details(_ chain: Chain, context: InboxRuleContext, in evidence: EvidenceReader) -> [Detail] {
    var details: [Detail] = []
    if let told = chain.steps.last(where: { $0.change.act == .created }) ?? chain.steps.last {
      details = told.change.rule.details(in: context).filter { $0.name != "Rule" && $0.name != "Enabled" }
    }
    details.insert(Detail("Rule", chain.name), at: 0)
    for step in chain.steps.prefix(10) {
      details.append(Detail("Change", "\(step.change.record.occurredAt.iso8601) \(step.change.record.operation)"))
    }
    if chain.steps.count > 10 { details.append(Detail("Changes", "\(chain.steps.count)")) }
    if let last = chain.steps.last { details += last.change.record.actorDetails(last.actor, in: evidence) }
    return details
  }
}

extension InboxRuleChangesCheck.Step {
  fileprivate func isByOwner(_ owner: UserID?) -> Bool {
    InboxRuleChange.Attributed(record: change.record, act: change.act, actor: actor).isByOwner(owner)
  }
}
