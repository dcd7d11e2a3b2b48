import AuditChecks
package import AuditHistory
package import AuditModel
package import Logging

/// One tenant that a run is to judge: who it is, and how its evidence is had when its turn comes.
package struct EvidenceSource: Sendable {
  package let tenant: Tenant
  /// Where the evidence comes from, for messages: a folder.
  package let place: String
  /// Never throws: what cannot be read is a gap inside the evidence.
  package let evidence: @Sendable () -> TenantEvidence

  package init(tenant: Tenant, place: String, evidence: @escaping @Sendable () -> TenantEvidence) {
    self.tenant = tenant
    self.place = place
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

  package init(plan: AuditPlan, history: HistoryStore, reporter: RunReporter) {
    self.plan = plan
    self.history = history
    self.reporter = reporter
  }

  /// Judges and records every source. A tenant in trouble never stops the others.
  ///
  /// - Throws: `CancellationError` when the task is cancelled (tenants that are done stay recorded), and the history's errors.
  package func run(_ sources: [EvidenceSource]) async throws -> AuditTally {
    try history.begin(plan.run)
    reporter.progress(.started(tenants: sources.count))
    var tally = AuditTally()
    try await withThrowingTaskGroup(of: TenantResult.self) { group in
      var waiting = sources.makeIterator()
      func startNext() {
        guard let source = waiting.next() else { return }
        group.addTask { [plan] in
          try Task.checkCancellation()
          return judge(source.evidence(), window: plan.window, settings: plan.checks)
        }
      }
      for _ in 0..<plan.concurrentTenants { startNext() }
      while let result = try await group.next() {
        try Task.checkCancellation()
        try history.record(result, in: plan.runID)
        tally.add(result)
        log(result)
        reporter.progress(.finished(done: tally.tenants, of: sources.count))
        startNext()
      }
    }
    return tally
  }

  /// One line a tenant in trouble: what is missing first, and how much more there is.
  private func log(_ result: TenantResult) {
    guard result.status != .complete, let gap = result.gaps.first else { return }
    reporter.logger.log(
      level: result.status == .failed ? .warning : .info, "tenant \(result.status.rawValue)",
      metadata: [
        "tenant": "\(result.tenant.displayName)", "tenant_id": "\(result.tenant.id)",
        "reason": "\(gap.reason.rawValue)",
        "kind": "\(gap.kind.rawValue)", "gaps": "\(result.gaps.count)",
      ])
  }
}

/// Counts over the tenants of a run, as far as they decide how it ends.
package struct AuditTally: Sendable {
  package private(set) var complete = 0
  package private(set) var incomplete = 0
  package private(set) var failed = 0
  package private(set) var users = 0
  package private(set) var findings: [Severity: Int] = [:]

  package var tenants: Int { complete + incomplete + failed }

  package mutating func add(_ result: TenantResult) {
    switch result.status {
    case .complete: complete += 1
    case .incomplete: incomplete += 1
    case .failed: failed += 1
    }
    users += result.users.count
    for finding in result.findings { findings[finding.severity, default: 0] += 1 }
  }

  /// The conditions that hold when the run ends.
  ///
  /// - Parameter newBlindSpots: tenants in which a check lost sight that it had at the tenant's run before.
  package func conditions(plan: AuditPlan, newBlindSpots: Int) -> [ExitStatus] {
    var conditions: [ExitStatus] = []
    if tenants > 0, failed == tenants { conditions.append(.nothingAudited) }
    let isIncomplete =
      switch plan.failOnIncomplete {
      case .never: false
      case .any: incomplete + failed > 0
      case .new: newBlindSpots > 0
      case .percent(let limit): tenants > 0 && Double(incomplete + failed) * 100 / Double(tenants) > limit
      }
    if isIncomplete { conditions.append(.incomplete) }
    if let failOn = plan.failOn, findings.contains(where: { $0.key >= failOn && $0.value > 0 }) {
      conditions.append(.thresholdMet)
    }
    return conditions
  }
}
