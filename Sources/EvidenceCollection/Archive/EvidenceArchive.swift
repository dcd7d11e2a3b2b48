package import AuditModel
import WireJSON

/// One tenant's evidence on disk (docs/EVIDENCE-ARCHIVE.md), read as a stream and verified on the way.
package struct EvidenceArchive: Hashable, Sendable {
  package let directory: String

  package init(directory: String) {
    self.directory = directory.count > 1 && directory.hasSuffix("/") ? String(directory.dropLast()) : directory
  }

  /// The folder's own name; stands in for the tenant's when neither manifest nor organization can be read.
  package var name: String { directory.split(separator: "/").last.map(String.init) ?? directory }

  /// The archives of a folder: itself when it is one, else its sub-folders that are, sorted by name.
  ///
  /// A sub-folder counts as soon as it holds a manifest, an unfinished one or a file of a known kind, so that an archive
  /// whose manifest was lost is judged as damaged, not passed over. For what does not count see `foreignFolders(in:)`.
  /// - Throws: when the folder is missing or unreadable, or holds no archive at all.
  package static func archives(in directory: String) throws(EvidenceArchiveError) -> [EvidenceArchive] {
    let whole = EvidenceArchive(directory: directory)
    if try whole.isArchive() { return [whole] }
    // One that cannot be looked into is an archive that cannot be read.
    let archives = try subfolders(of: directory).filter { (try? $0.isArchive()) ?? true }
    guard !archives.isEmpty else {
      throw EvidenceArchiveError(
        path: directory, problem: "holds no evidence archive (a folder with \(ArchiveManifest.fileName))",
        remedy: "give the folder that `roundsman import` wrote, or the one above it")
    }
    return archives
  }

  /// Names of the sub-folders that hold nothing of an archive, sorted; those that begin with a dot are left out.
  package static func foreignFolders(in directory: String) throws(EvidenceArchiveError) -> [String] {
    if try EvidenceArchive(directory: directory).isArchive() { return [] }
    return try subfolders(of: directory).filter { !((try? $0.isArchive()) ?? true) }.map(\.name)
  }

  /// What `manifest.json` says.
  ///
  /// - Throws: when it is missing, damaged or of a newer format.
  package func manifest() throws(EvidenceArchiveError) -> ArchiveManifest {
    switch reading() {
    case .whole(let manifest): return manifest
    case .newer(_, let error), .damaged(let error): throw error
    }
  }

  /// Whose evidence it is and when the newest was collected; `standInTenant` where the manifest cannot be read.
  package var identity: (tenant: Tenant, collectedAt: Timestamp?) {
    switch reading() {
    case .whole(let manifest): (manifest.tenant, manifest.newestCollection)
    case .newer(let tenant, _): (tenant ?? standInTenant, nil)
    case .damaged: (standInTenant, nil)
    }
  }

  /// Reads everything. Never throws: what cannot be read or verified is a gap of its kind that names file, line and byte.
  ///
  /// - Parameters:
  ///   - eventsFrom: events before this moment are counted, not kept; nil keeps all.
  ///   - operations: lower-case names of the unified-audit operations to keep, others are counted; nil keeps all.
  package func evidence(eventsFrom: Timestamp? = nil, operations: Set<String>? = nil) -> TenantEvidence {
    let parser = JSONParser()
    return switch reading(with: parser) {
    case .whole(let manifest):
      EvidenceReading(
        archive: self, manifest: manifest, parser: parser, eventsFrom: eventsFrom, operations: operations
      ).evidence()
    case .newer(let tenant, let error): gaps(of: tenant ?? standInTenant, error)
    case .damaged(let error): gaps(of: standInTenant, error)
    }
  }

  /// True for a name that only an archive's folder holds.
  static func isPartOfArchive(_ name: String) -> Bool {
    name.hasPrefix(ArchiveManifest.fileName) || EvidenceKind.allCases.contains { $0.fileName == name }
  }

  private func isArchive() throws(EvidenceArchiveError) -> Bool {
    try FileSystem.names(in: directory).contains(where: Self.isPartOfArchive)
  }

  private func reading(with parser: JSONParser = JSONParser()) -> ArchiveManifest.Reading {
    let path = directory + "/" + ArchiveManifest.fileName
    if FileSystem.entry(at: path) == .nothing {
      return .damaged(
        EvidenceArchiveError(
          path: path, problem: "is missing: the archive was not finished or only partly copied",
          remedy: "copy or collect it again"))
    }
    do {
      return ArchiveManifest.reading(try FileSystem.contents(of: path, limit: 64 << 20), path: path, with: parser)
    } catch {
      return .damaged(error)
    }
  }

  private func gaps(of tenant: Tenant, _ error: EvidenceArchiveError) -> TenantEvidence {
    let reason: GapReason = error.isNewerFormat ? .archiveNewerFormat : .archiveDamaged
    return TenantEvidence(tenant: tenant) { CollectionGap(kind: $0, reason: reason, message: error.placeless) }
  }

  private static func subfolders(of directory: String) throws(EvidenceArchiveError) -> [EvidenceArchive] {
    try FileSystem.names(in: directory)
      .filter { !$0.hasPrefix(".") && FileSystem.entry(at: directory + "/" + $0) == .folder }
      .map { EvidenceArchive(directory: EvidenceArchive(directory: directory).directory + "/" + $0) }
  }
}
