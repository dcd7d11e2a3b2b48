import AuditChecks
import AuditHistory
package import AuditModel
import EvidenceCollection

/// The archives of a folder that a run is to judge.
package struct EvidenceSelection: AuditScope {
  package let directory: String
  /// True when it holds every archive of a folder of archives, so that a tenant without one is missing tonight.
  package let isWholeFleet: Bool
  private let archives: [Entry]

  private typealias Entry = (archive: EvidenceArchive, tenant: Tenant, collectedAt: Timestamp?)

  /// - Parameter names: tenant ids, domains or folder names; empty for all.
  /// - Throws: `Trouble` when the folder cannot be read, holds no archive, holds a tenant twice, or lacks a named one.
  package init(directory: String, only names: [String] = []) throws {
    self.directory = directory
    let all = try Self.found(in: directory).map { archive in
      let (tenant, collectedAt) = archive.identity
      return (archive: archive, tenant: tenant, collectedAt: collectedAt)
    }
    try Self.refuseDuplicates(all)
    for name in names where !all.contains(where: { Self.isNamed($0, name) }) {
      let known = all.flatMap { [$0.tenant.id.rawValue, $0.archive.name, $0.tenant.defaultDomain ?? ""] }
      throw Trouble(
        .usage, "no archive of tenant \"\(name)\"", place: directory,
        help: Spelling.nearest(to: name, in: known).map { "did you mean \($0)?" }
          ?? "known: \(all.prefix(10).map(\.archive.name).joined(separator: ", "))")
    }
    self.archives = names.isEmpty ? all : all.filter { entry in names.contains { Self.isNamed(entry, $0) } }
    let isOneArchive = all.count == 1 && all[0].archive.directory == EvidenceArchive(directory: directory).directory
    isWholeFleet = names.isEmpty && !isOneArchive
  }

  package var count: Int { archives.count }
  var place: String { directory }
  var warningOfMissing: String { "no archive of a tenant that was audited before" }

  /// When the newest evidence of the selection was collected; an archive that claims to be from the future has no say.
  package func newestCollection(until now: Timestamp) -> Timestamp? {
    archives.compactMap(\.collectedAt).filter { $0 <= now }.max()
  }

  func cleanUp() {}

  func evidence(ofMissing tenant: Tenant) -> TenantEvidence { TenantEvidence(tenant: tenant) }

  package func holds(_ tenant: TenantID) -> Bool { archives.contains { $0.tenant.id == tenant } }

  /// One source an archive, in the order of tenant ids.
  func sources(for plan: AuditPlan, history: HistoryStore) -> [EvidenceSource] {
    let eventsFrom = plan.eventsFrom
    return archives.sorted { $0.tenant.id < $1.tenant.id }.map { entry in
      EvidenceSource(tenant: entry.tenant, place: entry.archive.directory) {
        entry.archive.evidence(eventsFrom: eventsFrom, operations: CheckCatalogue.operations)
      }
    }
  }

  /// - Throws: `Trouble` with exit 65 when the folder is missing, unreadable or holds no archive.
  private static func found(in directory: String) throws -> [EvidenceArchive] {
    do {
      return try EvidenceArchive.archives(in: directory)
    } catch {
      throw Trouble(
        .unreadable, "no evidence can be read", place: error.path, facts: [error.problem], help: error.remedy)
    }
  }

  private static func isNamed(_ entry: Entry, _ name: String) -> Bool {
    let name = name.lowercased()
    return entry.tenant.id.rawValue == name || entry.archive.name.lowercased() == name
      || entry.tenant.defaultDomain?.lowercased() == name
  }

  private static func refuseDuplicates(_ archives: [Entry]) throws {
    var places: [TenantID: String] = [:]
    for (archive, tenant, _) in archives {
      if let other = places.updateValue(archive.directory, forKey: tenant.id) {
        throw Trouble(
          .usage, "two archives hold the same tenant \(tenant.id)", place: archive.directory,
          facts: ["also in: \(other)"], help: "audit one folder of archives a night; move one of them away")
      }
    }
  }
}
