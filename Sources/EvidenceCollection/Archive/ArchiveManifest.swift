package import AuditModel

/// What an archive's `manifest.json` says: whose evidence it is, and what became of each kind.
package struct ArchiveManifest: Hashable, Sendable {
  /// The number at the end of `roundsman/evidence/1`.
  package static let formatVersion = 1
  package static let fileName = "manifest.json"
  static let formatPrefix = "roundsman/evidence/"

  package var generatorVersion: String
  /// The id of the application that collected it, lower case; nil for imports.
  package var applicationID: String?
  package var tenant: Tenant
  package var kinds: [EvidenceKind: Entry]

  package enum Status: String, Sendable { case complete, partial, unavailable }

  /// One kind. Counts and hash are nil only where a foreign manifest does not state them.
  package struct Entry: Hashable, Sendable {
    /// Nil for a word that this version does not know.
    package var status: Status?
    package var collectedAt: Timestamp?
    package var file: String?
    package var items: Int?
    package var bytes: Int?
    /// Lower-case hexadecimal.
    package var sha256: String?
    package var gap: CollectionGap?
  }

  /// When the newest of its kinds was collected; nil when none says.
  package var newestCollection: Timestamp? { kinds.values.compactMap(\.collectedAt).max() }
}
