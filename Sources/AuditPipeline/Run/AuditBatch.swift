package import AuditChecks
package import AuditHistory
package import AuditModel
package import Logging

/// One tenant that a run is to judge: who it is, and how its evidence is had when its turn comes.
package struct EvidenceSource: Sendable {
  package let tenant: Tenant
  /// Where the evidence comes from, for messages: a folder.
  package let place: String
  /// What this tenant is judged with; nil for what the plan says of it.
  package let checks: CheckSettings?
  /// What cannot be had is a gap inside the evidence; throws only what ends the whole run.
  package let evidence: @Sendable () async throws -> TenantEvidence

  package init(
    tenant: Tenant, place: String, checks: CheckSettings? = nil,
    evidence: @escaping @Sendable () async throws -> TenantEvidence
  ) {
    self.tenant = tenant
    self.place = place
    self.checks = checks
    self.evidence = evidence
  }
}

/// Where a run tells what it is doing: progress for a person who watches, log lines for one who reads later.
package struct RunReporter: Sendable {
  package let logger: Logger
  package let progress: @Sendable (AuditProgress) -> Void

  package init(logger: Logger, progress: @escaping @Sendable (AuditProgress) -> Void = { _ in }) {
    self.logger = logger
    self.progress = progress
  }
}

/// How far a run is.
package enum AuditProgress: Sendable {
  case started(tenants: Int)
  case finished(done: Int, of: Int)
  case writingReports(tenants: Int)
}

/// All tenants of one run: evidence → judgement → history, with bounded concurrency.
///
/// Memory is that of the tenants in flight: evidence is dropped as soon as its result is recorded.
package struct AuditBatch: Sendable {
  package let plan: AuditPlan
  package let history: HistoryStore
  package let reporter: RunReporter
  /// The moment from which no tenant is begun any more; nil for none.
  package let deadline: RunDeadline?

  package init(plan: AuditPlan, history: HistoryStore, reporter: RunReporter, deadline: RunDeadline? = nil) {
    self.plan = plan
    self.history = history
    self.reporter = reporter
    self.deadline = deadline
  }

  /// Judges and records every source. A tenant in trouble never stops the others.
  ///
  /// A tenant of which the history knows a later night is not judged: its own failure, unless it is true of every tenant.
  /// - Throws: `CancellationError` when the task is cancelled (tenants that are done stay recorded), and the history's errors.
  package func run(_ all: [EvidenceSource]) async throws -> AuditTally {
    var tally = AuditTally()
    let sources = try recordable(all, &tally)
    try history.begin(plan.run)
    reporter.progress(.started(tenants: sources.count))
    var campaigns = FleetCampaigns()
    var done = 0
    try await withThrowingTaskGroup(of: TenantResult.self) { group in
      var waiting = sources.makeIterator()
      func startNext() {
        guard let source = waiting.next() else { return }
        group.addTask { [plan, deadline, history] in
          try Task.checkCancellation()
          var evidence =
            if let deadline, deadline.hasPassed { deadline.evidence(of: source.tenant) } else {
              try await source.evidence()
            }
          try Task.checkCancellation()
          evidence.past = try history.past(of: evidence.tenant.id, before: plan.window)
          return judge(evidence, window: plan.window, settings: source.checks ?? plan.checks(of: evidence.tenant))
        }
      }
      for _ in 0..<plan.concurrentTenants { startNext() }
      while let result = try await group.next() {
        try Task.checkCancellation()
        done += 1
        if try record(result, &tally) { campaigns.add(result.traces, of: result.tenant.id) }
        reporter.progress(.finished(done: done, of: sources.count))
        startNext()
      }
    }
    try join(campaigns, &tally)
    return tally
  }

  /// The sources without tenants of which a later night is recorded.
  ///
  /// - Throws: `outOfOrder` when nothing is left: then there is no run.
  private func recordable(_ sources: [EvidenceSource], _ tally: inout AuditTally) throws -> [EvidenceSource] {
    let late = try history.tenantsRecorded(after: plan.window.to)
    let refused = sources.compactMap { source in
      late[source.tenant.id].map { HistoryError.outOfOrder(source.tenant.id, windowEnd: plan.window.to, newest: $0) }
    }
    if let first = refused.first, refused.count == sources.count { throw first }
    for (source, error) in zip(sources.filter { late[$0.tenant.id] != nil }, refused) {
      refuse(source.tenant, error, &tally)
    }
    return sources.filter { late[$0.tenant.id] == nil }
  }

  /// - Returns: false when the history refuses this one result, and is as it was before.
  private func record(_ result: TenantResult, _ tally: inout AuditTally) throws -> Bool {
    do {
      try history.record(result, in: plan.runID)
    } catch {
      switch error {
      case .outOfOrder, .contradictoryResult: refuse(result.tenant, error, &tally)
      default: throw error
      }
      return false
    }
    log(result, isFirstOfItsKind: tally.add(result))
    return true
  }

  private func refuse(_ tenant: Tenant, _ error: HistoryError, _ tally: inout AuditTally) {
    tally.addUnrecorded()
    reporter.logger.warning(
      "tenant not recorded",
      metadata: [
        "tenant": "\(tenant.displayName)", "tenant_id": "\(tenant.id)", "reason": "\(error.description)",
      ])
  }

  /// Says of each tenant what it shares with others: how many they are, never who.
  private func join(_ campaigns: FleetCampaigns, _ tally: inout AuditTally) throws {
    for amendment in campaigns.amendments {
      try Task.checkCancellation()
      tally.add(
        try history.amend(
          amendment.tenant, in: plan.runID, for: Campaign.check, findings: amendment.findingKeys
        ) { confirmed, name in
          amendment.findings(given: confirmed, named: name)
        })
    }
  }

  /// One line a tenant in trouble: what is missing first, and how much more there is.
  ///
  /// Of a live run's failures the first of each cause is a warning: a refused secret is one line, not one a tenant.
  private func log(_ result: TenantResult, isFirstOfItsKind: Bool) {
    guard result.status != .complete, let gap = result.gaps.first else { return }
    let isWarning = result.status == .failed && (plan.mode != .live || isFirstOfItsKind)
    reporter.logger.log(
      level: isWarning ? .warning : .info, "tenant \(result.status.rawValue)",
      metadata: [
        "tenant": "\(result.tenant.displayName)", "tenant_id": "\(result.tenant.id)",
        "reason": "\(gap.reason.rawValue)",
        "kind": "\(gap.kind.rawValue)", "gaps": "\(result.gaps.count)",
      ])
  }
}
