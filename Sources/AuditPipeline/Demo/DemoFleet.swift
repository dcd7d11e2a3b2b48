package import AuditModel
import EvidenceCollection
import Foundation
package import SyntheticFleet

/// The synthetic fleet on disk: one evidence archive a tenant and night, exactly as a collection would have left it.
package struct DemoFleet: Sendable {
  package let fleet: SyntheticFleet
  /// When each night's window ends, oldest first: just after its collection.
  package let nights: [Timestamp]

  /// - Parameter now: tonight's collection ended at the full hour before.
  package init(tenants: Int, users: Int, seed: UInt64, now: Timestamp, hostile: Bool = false) {
    let end = now.seconds - now.seconds % 3_600
    fleet = SyntheticFleet(tenants: tenants, users: users, seed: seed, endingAt: end, hostile: hostile)
    nights = fleet.nightEnds.map { Timestamp(seconds: $0) }
  }

  /// Writes a night's archives below a folder.
  ///
  /// - Throws: `Trouble` with exit 73 when they cannot be written; `CancellationError` between two tenants.
  package func write(night: Int, into directory: String) throws {
    for index in 0..<fleet.tenantCount {
      try Task.checkCancellation()
      try write(fleet.tenant(index, night: night), into: directory)
    }
  }

  private func write(_ synthetic: SyntheticTenant, into directory: String) throws {
    let tenant = Tenant(
      id: TenantID(synthetic.id), displayName: synthetic.displayName, defaultDomain: synthetic.defaultDomain)
    let folder = directory + "/" + synthetic.folderName
    do {
      let writer = try EvidenceArchiveWriter(
        directory: folder, tenant: tenant, generatorVersion: Program.version,
        applicationID: fleet.auditApplicationID)
      for entry in synthetic.kinds {
        guard let kind = EvidenceKind(rawValue: entry.name) else { preconditionFailure("no such kind: \(entry.name)") }
        let collectedAt = entry.collectedAt.map { Timestamp(seconds: $0) }
        if entry.status != .unavailable {
          try writer.begin(kind, collectedAt: collectedAt)
          try synthetic.forEachLine(of: entry) { try writer.append($0, to: kind) }
        }
        if let gap = entry.gap { writer.note(CollectionGap(gap, of: kind), collectedAt: collectedAt) }
      }
      try writer.finish()
    } catch let error as EvidenceArchiveError {
      throw Trouble(
        .cannotWrite, "an archive cannot be written", place: error.path, facts: [error.problem], help: error.remedy)
    }
  }
}

extension CollectionGap {
  fileprivate init(_ gap: SyntheticTenant.Gap, of kind: EvidenceKind) {
    guard let reason = GapReason(rawValue: gap.reason) else { preconditionFailure("no such reason: \(gap.reason)") }
    let error = ServiceError(http: gap.httpStatus, code: gap.errorCode)
    self.init(
      kind: kind, reason: reason, message: gap.message, needs: gap.needs,
      missedUsers: gap.missedUsers?.map { UserID($0) }, error: gap.httpStatus == nil ? nil : error)
  }
}
