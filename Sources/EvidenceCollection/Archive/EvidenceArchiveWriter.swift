package import AuditModel
import Glibc
import WireJSON

/// Writes one tenant's evidence archive as a stream: lines as they come, the manifest last and at once.
///
/// Until `finish()` the folder holds no manifest and is read as damaged, never as empty. Files are readable by the owner only.
///
///     let writer = try EvidenceArchiveWriter(directory: "/archives/contoso", tenant: contoso, generatorVersion: "0.1.0")
///     try writer.begin(.users, collectedAt: now)
///     try writer.append(line, to: .users)
///     writer.note(CollectionGap(kind: .riskDetections, reason: .licenceRequired, message: "…"))
///     try writer.finish()
package final class EvidenceArchiveWriter {
  package let directory: String
  private var manifest: ArchiveManifest
  private var files: [EvidenceKind: EvidenceFileWriter] = [:]
  private let draft: String
  private let isDurable: Bool

  /// Makes the folder when it is missing.
  ///
  /// - Throws: when the folder cannot be made or written, or when it holds an archive already.
  ///
  /// - Parameters:
  ///   - applicationID: the application that collects, whose acts in the tenant are the audit's own.
  ///   - isDurable: false for a folder that is thrown away in a moment: nothing waits for the disk.
  package init(
    directory: String, tenant: Tenant, generatorVersion: String, applicationID: String? = nil, isDurable: Bool = true
  ) throws(EvidenceArchiveError) {
    self.directory = directory
    self.isDurable = isDurable
    manifest = ArchiveManifest(
      generatorVersion: generatorVersion, applicationID: applicationID?.lowercased(), tenant: tenant, kinds: [:])
    draft = directory + "/" + ArchiveManifest.fileName + ".unfinished"
    try FileSystem.makeFolder(directory)
    let inside = try FileSystem.names(in: directory)
    if let name = inside.first(where: EvidenceArchive.isPartOfArchive), name != Self.name(of: draft) {
      throw EvidenceArchiveError(
        path: directory, problem: "holds an archive already (\(name))", remedy: "choose another folder or remove it")
    }
    close(try FileSystem.open(draft, O_WRONLY | O_CREAT | O_TRUNC, remedy: "check the permissions of the folder"))
  }

  /// Begins the file of a kind; without lines it then says "none there are", which is not the same as not collected.
  ///
  /// - Parameter collectedAt: when the listing was complete; nil when an export does not say.
  package func begin(_ kind: EvidenceKind, collectedAt: Timestamp?) throws(EvidenceArchiveError) {
    if !holds(kind) {
      files[kind] = EvidenceFileWriter(path: directory + "/" + kind.fileName, isDurable: isDurable)
    }
    var entry = manifest.kinds[kind] ?? ArchiveManifest.Entry()
    entry.collectedAt = collectedAt ?? entry.collectedAt
    manifest.kinds[kind] = entry
  }

  /// Says better whose evidence it is.
  package func rename(to tenant: Tenant) { manifest.tenant = tenant }

  /// True when the kind was begun.
  package func holds(_ kind: EvidenceKind) -> Bool { files[kind] != nil || manifest.kinds[kind]?.file != nil }

  /// Closes the file of a kind of which nothing more comes; the others stay open.
  package func end(_ kind: EvidenceKind) throws(EvidenceArchiveError) {
    guard let file = files.removeValue(forKey: kind) else { return }
    let (items, bytes, sha256) = try file.finish()
    var entry = manifest.kinds[kind] ?? ArchiveManifest.Entry()
    entry.file = kind.fileName
    entry.items = items
    entry.bytes = bytes
    entry.sha256 = sha256
    manifest.kinds[kind] = entry
  }

  /// Adds one object in the archive's line form, without its line feed; begins the kind when that was not done.
  ///
  /// Line feeds between tokens are written as blanks.
  package func append(_ line: some Collection<UInt8>, to kind: EvidenceKind) throws(EvidenceArchiveError) {
    if files[kind] == nil { try begin(kind, collectedAt: nil) }
    guard let file = files[kind] else {
      throw EvidenceArchiveError(
        path: directory + "/" + kind.fileName, problem: "is closed: something came after its end",
        remedy: "report this; collect it again")
    }
    try file.append(line)
  }

  /// Adds one object of a per-user listing, wrapped with its owner.
  package func append(_ item: some Collection<UInt8>, of owner: UserReference, to kind: EvidenceKind)
    throws(EvidenceArchiveError)
  {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("owner")
    writer.beginObject()
    writer.member("id", owner.id?.rawValue)
    writer.member("user_principal_name", owner.name)
    writer.endObject()
    writer.key("item")
    writer.raw(item)
    writer.endObject()
    try append(writer.bytes, to: kind)
  }

  /// States what is missing of a kind: all of it, or, when the kind was begun, part of it.
  package func note(_ gap: CollectionGap, collectedAt: Timestamp? = nil) {
    var entry = manifest.kinds[gap.kind] ?? ArchiveManifest.Entry()
    entry.gap = gap
    entry.collectedAt = collectedAt ?? entry.collectedAt
    manifest.kinds[gap.kind] = entry
  }

  /// Closes the files and puts the manifest in place.
  ///
  /// - Returns: the manifest as written.
  @discardableResult
  package func finish() throws(EvidenceArchiveError) -> ArchiveManifest {
    for kind in manifest.kinds.keys.sorted() {
      try end(kind)
      guard let entry = manifest.kinds[kind] else { continue }
      manifest.kinds[kind]?.status = entry.file == nil ? .unavailable : entry.gap == nil ? .complete : .partial
    }
    let descriptor = try FileSystem.open(draft, O_WRONLY | O_CREAT | O_TRUNC, remedy: "check the folder")
    defer { close(descriptor) }
    try FileSystem.write(manifest.encoded(), to: descriptor, path: draft)
    if isDurable { try FileSystem.synchronize(descriptor, path: draft) }
    try FileSystem.rename(draft, to: directory + "/" + ArchiveManifest.fileName)
    if isDurable { try FileSystem.synchronizeFolder(directory) }
    return manifest
  }

  private static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
