package import AuditModel

/// Runs checks over one tenant's evidence: from `TenantEvidence` to `TenantResult`.
///
/// Pure and deterministic: the same evidence gives the same result in any order of input. Cost: one index a tenant,
/// then one pass a check.
package struct TenantJudgement: Sendable {
  package let window: AuditWindow
  package let settings: CheckSettings
  package let checks: [any Check]

  package init(
    window: AuditWindow, settings: CheckSettings = .none, checks: [any Check] = CheckCatalogue.all
  ) {
    self.window = window
    self.settings = settings
    self.checks = checks
  }

  package func result(of collected: TenantEvidence) -> TenantResult {
    let own = settings.judgingEvidence(collectedBy: collected.collectingApplicationID)
    return TenantJudgement(window: window, settings: own, checks: checks).findings(in: collected)
  }

  private func findings(in collected: TenantEvidence) -> TenantResult {
    let evidence = collected.measured(against: window)
    let index = EvidenceIndex(evidence: evidence)
    var trials = checks.map { trial(of: $0, index: index) }
    lookAgain(at: &trials)
    let traces = join(&trials, index: index)
    let findings = trials.flatMap(\.assessment.findings).sortedByKey
    let users = KnownUsers(index: index, findings: findings).facts
    let coverage = trials.map { self.coverage(of: $0, index: index, users: users) }
    return TenantResult(
      tenant: evidence.tenant, status: Self.status(coverage), evidenceAt: evidence.collectedAt.values.max(),
      users: users, findings: findings, coverage: coverage,
      gaps: EvidenceKind.allCases.sorted().compactMap { evidence.gap(of: $0) }, traces: traces,
      observed: Observations(index: index, window: window, settings: settings, users: users).users)
  }

  /// A check with what it may say and has said.
  private struct Trial {
    let check: any Check
    let reader: EvidenceReader
    let standing: EvidenceStanding
    let switchedOff: CheckSettings.SwitchedOff?
    var assessment: Assessment

    /// True when the check was on and had evidence to look at.
    var isJudged: Bool {
      if case .judge = standing.verdict { switchedOff == nil } else { false }
    }
  }

  private func trial(of check: any Check, index: EvidenceIndex) -> Trial {
    let metadata = check.metadata
    let reader = EvidenceReader(index: index, window: window, settings: settings, metadata: metadata)
    let standing = EvidenceStanding(metadata: metadata, evidence: index.evidence)
    let switchedOff = settings.switchedOff(metadata.id, at: window.to)
    var assessment = Assessment()
    if switchedOff == nil, case .judge = standing.verdict {
      assessment = check.assessment(of: reader)
      assessment.findings = assessment.findings.distinctByKey
    }
    return Trial(
      check: check, reader: reader, standing: standing, switchedOff: switchedOff, assessment: assessment)
  }

  /// The second look sees the first look of all others, so that the order of checks never matters.
  private func lookAgain(at trials: inout [Trial]) {
    let others = TriggeredUsers(findings: trials.map(\.assessment.findings))
    for position in trials.indices where !trials[position].assessment.findings.isEmpty {
      trials[position].assessment.findings = trials[position].check.adjusted(
        trials[position].assessment.findings, given: others, in: trials[position].reader)
    }
  }

  /// The third look joins what belongs together: the stages of one takeover, and what several users share.
  ///
  /// - Returns: the traces that may join findings of other tenants.
  private func join(_ trials: inout [Trial], index: EvidenceIndex) -> [Trace] {
    // What is merely for review, as most of a tenant's findings are, is no part of a story and joins nobody.
    var findings: [FindingKey: Finding] = [:]
    for list in trials.map(\.assessment.findings) {
      for place in list.indices where list[place].severity >= .low { findings[list[place].key] = list[place] }
    }
    if findings.isEmpty, trials.allSatisfy(\.assessment.traces.isEmpty) { return [] }
    StoryChain.join(&findings)
    let campaigns = TenantCampaigns(
      traces: trials.flatMap(\.assessment.traces), findings: findings, evidence: index, settings: settings)
    let joinsUsers = trials.contains { $0.check.id == Campaign.check && $0.isJudged }
    let own = joinsUsers ? campaigns.join(&findings, people: index.people, tenant: index.evidence.tenant.id) : []
    for position in trials.indices {
      for place in trials[position].assessment.findings.indices
      where trials[position].assessment.findings[place].severity >= .low {
        if let joined = findings[trials[position].assessment.findings[place].key] {
          trials[position].assessment.findings[place] = joined
        }
      }
      if trials[position].check.id == Campaign.check { trials[position].assessment.findings += own }
    }
    return campaigns.traces
  }

  private func coverage(of trial: Trial, index: EvidenceIndex, users: [UserFacts]) -> CheckCoverage {
    let metadata = trial.check.metadata
    let cut = trial.reader.gapOfCutRecords
    let isHint = metadata.needs.contains(.hint(.unifiedAudit))
    var hints = trial.standing.unavailableHints
    if cut != nil, isHint, !hints.contains(.unifiedAudit) { hints = (hints + [.unifiedAudit]).sorted() }
    func made(
      _ result: CheckResult, gaps: [CollectionGap] = [], missed: [UserID]? = [], items: Int = 0, covered: Int = 0,
      note: String? = nil
    ) -> CheckCoverage {
      CheckCoverage(
        checkID: metadata.id, revision: metadata.revision, family: metadata.family, result: result, gaps: gaps,
        unavailableHints: hints, windowFrom: window.from, windowTo: window.to,
        itemsRead: items, usersCovered: covered, missedUsers: missed, note: note, setAside: trial.assessment.setAside)
    }
    if let off = trial.switchedOff {
      let end = off.until.map { " (until \($0.date))" } ?? ""
      return made(.disabled, missed: nil, note: off.reason + end)
    }
    if case .refuse(let result) = trial.standing.verdict {
      return made(result, gaps: trial.standing.gaps, missed: nil)
    }
    let found = trial.assessment.gaps + (isHint ? [] : [cut].compactMap { $0 })
    let gaps = trial.standing.gaps + found.sorted(by: CollectionGap.comesFirst)
    let items = metadata.needs.filter { !$0.isHint }.reduce(0) { $0 + index.itemCount(of: $1.kind) }
    if gaps.isEmpty {
      let result: CheckResult = trial.assessment.findings.isEmpty ? .clear : .triggered
      return made(result, items: items, covered: users.count)
    }
    let missed = gaps.missedUsers
    let covered = missed.map { missed in
      let missed = Set(missed)
      return users.reduce(0) { $0 + (missed.contains($1.id) ? 0 : 1) }
    }
    return made(.partial, gaps: gaps, missed: missed, items: items, covered: covered ?? 0)
  }

  /// Failed: no check in scope could look at all. Incomplete also when no check was in scope: nothing was measured.
  private static func status(_ coverage: [CheckCoverage]) -> TenantStatus {
    let inScope = coverage.filter(\.result.isInScope)
    if inScope.isEmpty { return .incomplete }
    if inScope.allSatisfy(\.result.isCovered) { return .complete }
    return inScope.allSatisfy { $0.result == .notAssessed } ? .failed : .incomplete
  }
}

/// Judges one tenant with the whole catalogue.
package func judge(_ evidence: TenantEvidence, window: AuditWindow, settings: CheckSettings = .none) -> TenantResult {
  TenantJudgement(window: window, settings: settings).result(of: evidence)
}

extension CollectionGap {
  fileprivate static func comesFirst(_ left: CollectionGap, _ right: CollectionGap) -> Bool {
    (left.kind, left.reason.rawValue, left.message) < (right.kind, right.reason.rawValue, right.message)
  }
}

extension Finding {
  /// A total order, so that sorting never depends on the order of input: key, the worse, the wording.
  static func comesFirst(_ left: Finding, _ right: Finding) -> Bool {
    if left.key != right.key { return left.key < right.key }
    if left.severity != right.severity { return left.severity > right.severity }
    if left.message != right.message { return left.message < right.message }
    return String(describing: left) < String(describing: right)
  }
}

extension [Finding] {
  /// Sorted by position, because findings are large to move.
  fileprivate var sortedByKey: [Finding] {
    let keys = map(\.key.rawValue)
    let order = indices.sorted { left, right in
      keys[left] == keys[right] ? Finding.comesFirst(self[left], self[right]) : keys[left] < keys[right]
    }
    return order.map { self[$0] }
  }

  /// One finding a key: of two about the same thing the worse.
  fileprivate var distinctByKey: [Finding] {
    var keys: Set<FindingKey> = []
    keys.reserveCapacity(count)
    if allSatisfy({ keys.insert($0.key).inserted }) { return self }
    return sortedByKey.distinct(by: \.key)
  }
}
