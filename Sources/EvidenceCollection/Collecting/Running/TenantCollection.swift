package import AuditModel
package import Logging
package import MicrosoftCloud

/// Collects one tenant into one evidence archive.
///
///     let collection = TenantCollection(plan: plan, cloud: session.tenant(id), directory: "/archives/contoso", generatorVersion: "0.1.0", …)
///     let summary = try await collection.collect()
package struct TenantCollection: Sendable {
  private let plan: CollectionPlan
  private let cloud: TenantCloud
  private let directory: String
  private let generatorVersion: String
  private let now: @Sendable () -> Timestamp
  private let random: @Sendable () -> Double
  private let sleep: @Sendable (Duration) async throws -> Void
  private let logger: Logger

  /// - Parameters:
  ///   - random: evenly from 0 up to 1, for the names of audit log sessions.
  ///   - sleep: waits between two looks at an audit search; throws `CancellationError`.
  package init(
    plan: CollectionPlan, cloud: TenantCloud, directory: String, generatorVersion: String,
    now: @escaping @Sendable () -> Timestamp, random: @escaping @Sendable () -> Double,
    sleep: @escaping @Sendable (Duration) async throws -> Void, logger: Logger
  ) {
    self.plan = plan
    self.cloud = cloud
    self.directory = directory
    self.generatorVersion = generatorVersion
    self.now = now
    self.random = random
    self.sleep = sleep
    self.logger = logger
  }

  /// Writes the whole archive. What cannot be collected is a gap in it.
  ///
  /// - Throws: `CancellationError`, without a manifest in the folder; `EvidenceArchiveError` when the disk fails.
  package func collect() async throws -> CollectionSummary {
    let sink = try EvidenceSink(plan: plan, directory: directory, generatorVersion: generatorVersion, now: now)
    let context = CollectionContext(
      plan: plan, cloud: cloud, sink: sink, facts: TenantFacts(), now: now, random: random, sleep: sleep)
    do {
      try await CollectionOrder(context: context).run()
    } catch let failure as CloudFailure {
      // Nobody here is let in: what was not finished is missing for this reason.
      for kind in plan.kinds.sorted() where await !sink.isSettled(kind) {
        try await sink.settle(kind, CollectionGap(kind: kind, failure: failure))
      }
    }
    try Task.checkCancellation()
    let summary = try await sink.finish()
    log(summary)
    return summary
  }

  private func log(_ summary: CollectionSummary) {
    for kind in summary.kinds {
      let metadata: Logger.Metadata = [
        "tenant": "\(summary.tenant.id)", "kind": "\(kind.kind.rawValue)", "status": "\(kind.status.rawValue)",
        "items": "\(kind.items)", "requests": "\(kind.requests)", "seconds": "\(kind.seconds)",
      ]
      logger.debug("collected", metadata: metadata)
      guard let gap = kind.gap else { continue }
      logger.info(
        "evidence missing",
        metadata: [
          "tenant": "\(summary.tenant.id)", "kind": "\(gap.kind.rawValue)", "reason": "\(gap.reason.rawValue)",
          "message": "\(gap.message)", "users": "\(gap.missedUsers.map { String($0.count) } ?? "any")",
        ])
    }
  }
}
