package import AuditModel

/// What became of one tenant's collection.
package struct CollectionSummary: Sendable {
  package struct Kind: Sendable {
    package var kind: EvidenceKind
    package var items: Int
    package var gap: CollectionGap?
  }

  /// As the organization names itself.
  package var tenant: Tenant
  /// In the order of the kinds' names.
  package var kinds: [Kind]

  /// The one gap of every kind when nothing could be asked.
  package var wholeTenantGap: CollectionGap? {
    guard let first = kinds.first?.gap, kinds.allSatisfy({ $0.items == 0 && $0.gap?.reason == first.reason }) else {
      return nil
    }
    return first
  }
}
