import AuditChecks
import AuditHistory
package import AuditModel
import Logging

/// The whole flow of a run: evidence → checks → history → ranking → reports.
package struct FleetAudit: Sendable {
  package let configuration: Configuration
  package let outputDirectory: String
  package let mode: AuditRun.Mode
  package let startedAt: Timestamp
  package let runID: RunID
  package let failOn: Severity?
  /// Tenants (id, domain or name) that have left: their missing archive is no blind spot.
  package let departed: [String]
  package let now: @Sendable () -> Timestamp
  package let reporter: RunReporter
  /// From when on no tenant is begun any more; nil for never.
  package let deadline: RunDeadline?

  package init(
    configuration: Configuration, outputDirectory: String, mode: AuditRun.Mode, startedAt: Timestamp, runID: RunID,
    failOn: Severity?, departed: [String] = [], now: @escaping @Sendable () -> Timestamp, reporter: RunReporter,
    deadline: RunDeadline? = nil
  ) {
    self.deadline = deadline
    self.configuration = configuration
    self.outputDirectory = outputDirectory
    self.mode = mode
    self.startedAt = startedAt
    self.runID = runID
    self.failOn = failOn
    self.departed = departed
    self.now = now
    self.reporter = reporter
  }

  /// Without a configured history it is kept beside the reports.
  package var historyPath: String { configuration.historyPath ?? outputDirectory + "/history.sqlite" }

  /// Audits the selected archives and publishes the reports of the run.
  ///
  /// - Parameter asOf: the moment the window ends; nil for the newest collection time of the selection.
  /// - Throws: `Trouble` that ends the command; `CancellationError` when it is stopped.
  package func run(_ selection: EvidenceSelection, asOf: Timestamp?) async throws -> AuditOutcome {
    try await run(selection, endingAt: try end(of: selection, asOf: asOf))
  }

  /// Audits and records without writing reports.
  package func record(_ selection: EvidenceSelection, asOf: Timestamp?) async throws -> RecordedAudit {
    try await record(selection, endingAt: try end(of: selection, asOf: asOf))
  }

  /// Audits whatever the scope holds, looking back from a moment, and publishes the reports of the run.
  func run(_ scope: some AuditScope, endingAt end: Timestamp) async throws -> AuditOutcome {
    // First, so that a broken template is said before anything is recorded.
    let publisher = try ReportPublisher(configuration: configuration, historyPath: historyPath, reporter: reporter)
    let recorded = try await record(scope, endingAt: end)
    return try await publisher.publish(
      recorded.run, conditions: recorded.conditions, failures: recorded.failures, into: outputDirectory)
  }

  func record(_ scope: some AuditScope, endingAt end: Timestamp) async throws -> RecordedAudit {
    let plan = AuditPlan(
      runID: runID, mode: mode, startedAt: startedAt,
      window: AuditWindow(days: configuration.windowInDays, endingAt: end), configuration: configuration,
      failOn: failOn, isWholeFleet: scope.isWholeFleet)
    let history = try HistoryStore.opened(at: historyPath, forWritingAt: startedAt)
    // While the writer lock is held: what lies in the spool then is this run's own.
    defer { withExtendedLifetime(history) { scope.cleanUp() } }
    OutputFolder.removeAbandoned(in: outputDirectory)
    let tally = try await HistoryStore.translatingErrors(at: historyPath) {
      let sources = try scope.sources(for: plan, history: history) + missing(from: scope, in: history)
      let isEveryTenant = try isEveryTenant(sources, of: scope, in: history)
      let tally = try await AuditBatch(plan: plan, history: history, reporter: reporter, deadline: deadline)
        .run(sources)
      if isEveryTenant, tally.unrecorded == 0 { try history.resolveWhatIsNoLongerShared(in: runID) }
      return tally
    }
    return try HistoryStore.translatingErrors(at: historyPath) {
      let conditions = tally.conditions(
        plan: plan, newBlindSpots: try history.newBlindSpots(in: runID), mayLackTenants: scope.mayLackTenants)
      try history.finish(runID, at: now(), exitCode: Int(ExitStatus.worst(of: conditions).rawValue))
      return RecordedAudit(
        run: try history.run(matching: runID.rawValue).run, conditions: conditions, failures: tally.failures)
    }
  }

  private func end(of selection: EvidenceSelection, asOf: Timestamp?) throws -> Timestamp {
    if let asOf, asOf > startedAt {
      // The history is recorded in order of time: no night before that moment could be added any more.
      throw Trouble(
        .usage, "--as-of \(asOf.iso8601) is in the future", facts: ["now: \(startedAt.iso8601)"],
        help: "give the moment at which the evidence was collected, or leave --as-of out")
    }
    guard let end = asOf ?? selection.newestCollection(until: startedAt) else {
      throw Trouble(
        .nothingAudited, "no archive says when its evidence was collected, or all claim to be from the future",
        place: selection.directory, help: "say which moment to look back from with --as-of")
    }
    return end
  }

  /// Tenants of the newest finished run of the whole fleet that the scope lacks tonight: recorded as not seen, never forgotten in silence.
  private func missing(from scope: some AuditScope, in history: HistoryStore) throws -> [EvidenceSource] {
    guard scope.isWholeFleet else { return [] }
    return try lastFleet(in: history) { $0.mode == mode }.filter { !scope.holds($0.id) }.map { tenant in
      reporter.logger.warning(
        "\(scope.warningOfMissing) (if it has left: --departed)",
        metadata: ["tenant": "\(tenant.displayName)", "tenant_id": "\(tenant.id)"])
      return EvidenceSource(tenant: tenant, place: scope.place) { scope.evidence(ofMissing: tenant) }
    }
  }
}

extension FleetAudit {
  /// True when the sources are all tenants that there are, also those that only audits of another mode have seen.
  private func isEveryTenant(
    _ sources: [EvidenceSource], of scope: some AuditScope, in history: HistoryStore
  ) throws -> Bool {
    guard scope.isWholeFleet, !scope.mayLackTenants else { return false }
    let present = Set(sources.map(\.tenant.id))
    return try lastFleet(in: history) { _ in true }.allSatisfy { present.contains($0.id) }
  }

  /// The tenants of the newest finished run of the whole fleet among those that count, without those that have left.
  private func lastFleet(in history: HistoryStore, where counts: (AuditRun) -> Bool) throws -> [Tenant] {
    let runs = try history.runs()
    let last = runs.firstIndex { $0.state == .finished && counts($0.run) && AuditPlan.wasWholeFleet($0.run) }
    guard let last else { return [] }
    let departed = Set(departed.map { $0.lowercased() })
    return try history.knownTenants(before: last == 0 ? nil : runs[last - 1].run.id).filter { tenant in
      departed.isDisjoint(
        with: [tenant.id.rawValue, tenant.displayName.lowercased(), tenant.defaultDomain?.lowercased() ?? ""])
    }
  }
}

/// A run that is recorded and has no reports yet.
package struct RecordedAudit: Sendable {
  package let run: AuditRun
  package let conditions: [ExitStatus]
  /// Tenants of which nothing was seen, by cause.
  package let failures: [FailureGroup]
}

/// What a run is to audit: which tenants, and how the evidence of each is had.
protocol AuditScope: Sendable {
  /// Where it comes from, for messages.
  var place: String { get }
  /// True when it is every tenant there is, so that one that is not in it is missing.
  var isWholeFleet: Bool { get }
  /// True when it could not be found out which tenants there are.
  var mayLackTenants: Bool { get }
  /// What to say of a tenant that was audited before and is not in it.
  var warningOfMissing: String { get }
  func holds(_ tenant: TenantID) -> Bool
  /// What takes the place of such a tenant's evidence.
  func evidence(ofMissing tenant: Tenant) -> TenantEvidence
  func sources(for plan: AuditPlan, history: HistoryStore) throws -> [EvidenceSource]
  /// Removes what the run wrote for itself only, however it ended.
  func cleanUp()
}

extension AuditScope {
  var mayLackTenants: Bool { false }
}
