import AuditHistory
import AuditModel
import EvidenceCollection
import Foundation
import Logging
import MicrosoftCloud

/// The nightly audit of tenants in the cloud: what is collected goes through an archive on disk and is judged as any other is.
package struct LiveAudit: Sendable {
  package let audit: FleetAudit
  package let access: CloudAccess
  /// Which tenants; none for all.
  package let selector: TenantSelector
  /// For `--user`.
  package let onlyUser: String?
  /// For `--save-evidence`.
  package let savedEvidence: String?

  package init(
    audit: FleetAudit, access: CloudAccess, selector: TenantSelector, onlyUser: String?, savedEvidence: String?
  ) {
    self.audit = audit
    self.access = access
    self.selector = selector
    self.onlyUser = onlyUser
    self.savedEvidence = savedEvidence
  }

  /// Audits and publishes the reports.
  ///
  /// - Throws: `Trouble` that ends the command; `CancellationError` when it is stopped: finished tenants stay stored.
  package func run() async throws -> AuditOutcome {
    let scope = try await scope()
    return try await audit.run(scope, endingAt: audit.startedAt)
  }

  /// Audits and records without writing reports.
  package func record() async throws -> RecordedAudit {
    let scope = try await scope()
    return try await audit.record(scope, endingAt: audit.startedAt)
  }

  /// What would be asked, without asking a tenant for anything; and why that may not be all.
  package func forecast() async throws -> (forecast: Forecast, failure: DiscoveryFailure?) {
    let roster = try await access.roster(selecting: selector, now: audit.startedAt)
    try requireOneTenant(roster)
    let forecast = try Forecast(
      of: roster, configuration: audit.configuration, historyPath: audit.historyPath, onlyUser: onlyUser)
    return (forecast, roster.failure)
  }

  private func scope() async throws -> LiveScope {
    let roster = try await access.roster(selecting: selector, now: audit.startedAt)
    for warning in roster.warnings { audit.reporter.logger.warning("\(warning)") }
    if let failure = roster.failure {
      audit.reporter.logger.error(
        "the partner's customers cannot be listed: only the tenants that the configuration names are audited",
        metadata: ["cause": "\(failure.cause.message)", "help": "\(failure.cause.remedy)"])
    }
    try requireOneTenant(roster)
    let folders = EvidenceFolders(historyPath: audit.historyPath, saved: savedEvidence)
    try folders.refuseOccupied(roster.tenants)
    return LiveScope(
      tenants: roster.tenants, isWholeFleet: selector.isEverything, configuration: audit.configuration,
      cloudName: access.section.endpoints.cloud, folders: folders, onlyUser: onlyUser, failure: roster.failure
    ) { [access, audit] task in
      try await access.collect(task, now: audit.now)
    }
  }

  private func requireOneTenant(_ roster: TenantRoster) throws {
    guard let onlyUser, roster.tenants.count != 1 else { return }
    throw Trouble(
      .usage, "--user \(onlyUser) needs exactly one tenant, and -t names \(roster.tenants.count)",
      help: "name the user's tenant alone: -t \(roster.tenants.first?.slug ?? "TENANT")")
  }
}
