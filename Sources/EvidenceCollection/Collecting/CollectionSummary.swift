package import AuditModel

/// What became of each kind of one collection.
package struct CollectionSummary: Hashable, Sendable {
  /// One kind.
  package struct Kind: Hashable, Sendable {
    package let kind: EvidenceKind
    package let status: ArchiveManifest.Status
    package let items: Int
    package let gap: CollectionGap?
  }

  /// As the organization names it, where the configuration did not.
  package let tenant: Tenant
  /// In the order of their names.
  package let kinds: [Kind]

  package subscript(kind: EvidenceKind) -> Kind? { kinds.first { $0.kind == kind } }
}
