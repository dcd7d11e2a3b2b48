package import AuditModel

/// What became of each kind of one collection.
package struct CollectionSummary: Hashable, Sendable {
  /// One kind.
  package struct Kind: Hashable, Sendable {
    package let kind: EvidenceKind
    package let status: ArchiveManifest.Status
    package let items: Int
    package let gap: CollectionGap?
    /// From the first request to the last answer.
    package let seconds: Double
    /// Requests that were answered; repetitions are not counted, a shared batch counts for one of its kinds.
    package let requests: Int
  }

  /// As the organization names it, where the configuration did not.
  package let tenant: Tenant
  /// In the order of their names.
  package let kinds: [Kind]

  package var requests: Int { kinds.reduce(0) { $0 + $1.requests } }

  package subscript(kind: EvidenceKind) -> Kind? { kinds.first { $0.kind == kind } }
}
