package import AuditModel
import EvidenceCollection
import EvidenceImport
import Foundation

/// Foreign exports on their way into an evidence archive.
package struct ExportFiles {
  package let paths: [String]
  package let tenant: String
  /// The tenant's own mail domains as far as the person knows them; the first is the default.
  package let domains: [String]
  package let owner: String?
  /// Kinds that the person vouches for: the export holds everybody and everything of them.
  package let complete: Set<EvidenceKind>

  package init(paths: [String], tenant: String, domains: [String], owner: String?, complete: Set<EvidenceKind>) {
    self.paths = paths
    self.tenant = tenant
    self.domains = domains
    self.owner = owner
    self.complete = complete
  }

  /// Reads the exports and writes the archive.
  ///
  /// - Throws: `Trouble`; with exit 30 when nothing could be imported (no archive is left then), 73 when it cannot be written.
  package func write(to directory: String) throws -> ImportOutcome {
    let isNew = !FileManager.default.fileExists(atPath: directory)
    do {
      let writer = try EvidenceArchiveWriter(
        directory: directory,
        tenant: Tenant(id: TenantID(tenant), displayName: tenant, defaultDomain: domains.first),
        generatorVersion: Program.version)
      let report: ImportReport
      do {
        report = try ExportImporter(owner: owner).importFiles(at: paths) { kind, line in
          // A large export takes its time, and whoever stops it wants no half of an archive.
          try Task.checkCancellation()
          try writer.append(line, to: kind)
        }
      } catch {
        abandon(directory, isNew: isNew)
        throw error
      }
      guard report.itemCount > 0 || !report.kinds.isEmpty else {
        abandon(directory, isNew: isNew)
        return ImportOutcome(report: report, archive: nil, collectedAt: nil, isVouchingVoid: false)
      }
      let collectedAt = report.kinds.values.compactMap(\.newest).max() ?? newestFile
      try finish(writer, report, collectedAt: collectedAt)
      return ImportOutcome(
        report: report, archive: directory, collectedAt: collectedAt,
        isVouchingVoid: !complete.isEmpty && vouched(report).isEmpty)
    } catch let error as EvidenceArchiveError {
      throw Trouble(
        .cannotWrite, "the archive cannot be written", place: error.path, facts: [error.problem], help: error.remedy)
    }
  }

  /// What the person vouches for; nothing as soon as a file could not be read, because it may have held the rest.
  private func vouched(_ report: ImportReport) -> Set<EvidenceKind> {
    report.files.allSatisfy { $0.outcome == .imported } ? complete : []
  }

  private func finish(_ writer: EvidenceArchiveWriter, _ report: ImportReport, collectedAt: Timestamp?) throws {
    for (kind, part) in report.kinds {
      try writer.begin(kind, collectedAt: collectedAt)
      if let gap = gap(of: kind, part, vouched: vouched(report)) { writer.note(gap, collectedAt: collectedAt) }
    }
    if !domains.isEmpty, !writer.holds(.domains) {
      try writer.begin(.domains, collectedAt: collectedAt)
      for (index, domain) in domains.enumerated() {
        let line = DomainLine(id: domain.lowercased(), isVerified: true, isDefault: index == 0)
        try writer.append(Array(JSONEncoder().encode(line)), to: .domains)
      }
      if !vouched(report).contains(.domains) { writer.note(Self.scopeUnknown(.domains), collectedAt: collectedAt) }
    }
    try writer.finish()
  }

  /// What keeps an imported kind from being complete; nil when nothing does.
  private func gap(of kind: EvidenceKind, _ part: KindReport, vouched: Set<EvidenceKind>) -> CollectionGap? {
    if part.unreadable > 0 {
      return CollectionGap(
        kind: kind, reason: .schemaUnexpected,
        message: "\(part.unreadable) rows of the imported \(kind.title) could not be read; the import named them.")
    }
    if part.openListings > 0 {
      return CollectionGap(
        kind: kind, reason: .truncatedPageCap,
        message: "\(part.openListings) imported listings of \(kind.title) name a next page that was not imported.")
    }
    if vouched.contains(kind) { return nil }
    switch kind {
    case .organization: return nil
    case .inboxRules, .mailFolders, .authenticationMethods:
      return CollectionGap(
        kind: kind, reason: .exportScopeUnknown,
        message: "The \(kind.title) of \(part.owners.count) users were imported; nothing is known of the others.")
    default: return Self.scopeUnknown(kind)
    }
  }

  /// Exports are searches: one user, one week, the first thousand. Only a person can say that one holds everything.
  private static func scopeUnknown(_ kind: EvidenceKind) -> CollectionGap {
    CollectionGap(
      kind: kind, reason: .exportScopeUnknown,
      message: "What there is of \(kind.title) came from an export or by hand; nothing says that it is everything.")
  }

  /// When the newest of the files was saved: the best there is when no record carries a time.
  private var newestFile: Timestamp? {
    paths.compactMap { path in
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      return (attributes?[.modificationDate] as? Date).map { Timestamp(seconds: Int64($0.timeIntervalSince1970)) }
    }.max()
  }

  /// Removes what a failed import left, and the folder when the import made it.
  private func abandon(_ directory: String, isNew: Bool) {
    let files = FileManager.default
    for name in EvidenceKind.allCases.map(\.fileName) + ["manifest.json.unfinished"] {
      try? files.removeItem(atPath: directory + "/" + name)
    }
    if isNew { rmdir(directory) }
  }
}

/// The form in which a domain that a person vouches for stands in the archive.
private struct DomainLine: Encodable {
  let id: String
  let isVerified: Bool
  let isDefault: Bool
}
