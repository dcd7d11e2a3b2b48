import AuditChecks
import AuditHistory
import AuditModel
import EvidenceCollection
import Foundation
import Logging
import MicrosoftCloud

extension CloudAccess {
  /// Collects one tenant into its folder; what cannot be collected is a gap there.
  ///
  /// - Throws: `CancellationError`; `Trouble` with exit 73 when the disk fails.
  func collect(_ task: CollectionTask, now: @escaping @Sendable () -> Timestamp) async throws {
    // Whatever became of it: nothing more is asked of the tenant tonight.
    defer { session.forget(tenant: task.entry.id) }
    let collection = TenantCollection(
      plan: plan(for: task), cloud: cloud(of: task.entry), directory: task.folder, generatorVersion: Program.version,
      now: now, random: random, sleep: { try await Task.sleep(for: $0) }, logger: logger)
    do {
      let summary = try await collection.collect()
      logger.debug(
        "tenant collected",
        metadata: [
          "tenant": "\(summary.tenant.displayName)", "tenant_id": "\(task.entry.id)",
          "complete": "\(summary.kinds.count { $0.gap == nil })", "kinds": "\(summary.kinds.count)",
        ])
    } catch let error as EvidenceArchiveError {
      throw Trouble(
        .cannotWrite, "the collected evidence cannot be written", place: error.path, facts: ["seen: \(error.problem)"],
        help: error.remedy)
    }
  }

  private func plan(for task: CollectionTask) -> CollectionPlan {
    let settings = configuration.effective(for: task.entry)
    // Without a configured name the organisation's own is wanted, not the one of an earlier night.
    let tenant = Tenant(
      id: task.tenant.id, displayName: task.entry.name ?? "", defaultDomain: task.entry.domain,
      cloud: task.tenant.cloud)
    return CollectionPlan(
      tenant: tenant, knownBefore: task.tenant, window: task.window, refresh: settings.refresh,
      isFirstAudit: !task.state.wasSeen,
      flagged: task.state.flagged, onlyUser: task.onlyUser, auditSource: settings.auditSource,
      rulesSource: settings.rulesSource, operations: CheckCatalogue.operations,
      applicationID: configuration.cloud?.applicationID, isDurable: task.isKept)
  }
}
