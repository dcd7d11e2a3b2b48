import AuditModel

/// Takes in what all collectors of one tenant receive, page by page, and writes it to the tenant's archive.
actor EvidenceSink {
  private let writer: EvidenceArchiveWriter
  private var items: [EvidenceKind: Int] = [:]
  private var gaps: [EvidenceKind: CollectionGap] = [:]
  private var complete: Set<EvidenceKind> = []

  init(
    directory: String, tenant: Tenant, generatorVersion: String, applicationID: String?, isSpool: Bool
  ) throws(EvidenceArchiveError) {
    writer = try EvidenceArchiveWriter(
      directory: directory, tenant: tenant, generatorVersion: generatorVersion, applicationID: applicationID,
      isDurable: !isSpool)
  }

  /// Adds the lines of one page.
  func append(_ lines: [[UInt8]], to kind: EvidenceKind) throws(EvidenceArchiveError) {
    for line in lines { try writer.append(line, to: kind) }
    items[kind, default: 0] += lines.count
  }

  /// Adds the lines of one owner.
  func append(_ lines: [[UInt8]], of owner: UserReference, to kind: EvidenceKind) throws(EvidenceArchiveError) {
    for line in lines { try writer.append(line, of: owner, to: kind) }
    items[kind, default: 0] += lines.count
  }

  /// The kind was listed to its end, or all that could be had of it, with what is missing.
  func settle(_ kind: EvidenceKind, at moment: Timestamp, gap: CollectionGap? = nil) throws(EvidenceArchiveError) {
    try writer.begin(kind, collectedAt: moment)
    try writer.end(kind)
    complete.insert(kind)
    if let gap { note(gap) }
  }

  /// The kind failed: what was received of it stays, as a part.
  func fail(_ gap: CollectionGap, at moment: Timestamp) throws(EvidenceArchiveError) {
    if items[gap.kind, default: 0] > 0 {
      try writer.begin(gap.kind, collectedAt: moment)
      try writer.end(gap.kind)
    }
    note(gap)
  }

  /// Gives every one of those kinds that nothing was said of yet the gap.
  func fail(
    allOf kinds: Set<EvidenceKind>, at moment: Timestamp, _ gap: (EvidenceKind) -> CollectionGap
  ) throws(EvidenceArchiveError) {
    for kind in kinds.sorted() where !complete.contains(kind) && gaps[kind] == nil { try fail(gap(kind), at: moment) }
  }

  /// Puts the manifest in place.
  func finish(as tenant: Tenant) throws(EvidenceArchiveError) -> CollectionSummary {
    writer.rename(to: tenant)
    let manifest = try writer.finish()
    return CollectionSummary(
      tenant: tenant,
      kinds: manifest.kinds.sorted { $0.key < $1.key }.map { kind, entry in
        CollectionSummary.Kind(
          kind: kind, status: entry.status ?? .unavailable, items: entry.items ?? 0, gap: entry.gap)
      })
  }

  private func note(_ gap: CollectionGap) {
    writer.note(gap)
    gaps[gap.kind] = gap
  }
}
