import AuditModel

/// The archive that collectors write at the same time: one hop a page, and what became of each kind.
actor EvidenceSink {
  private struct Progress {
    var items = 0
    var requests = 0
    var first: Timestamp?
    var last: Timestamp?
    var gap: CollectionGap?
    var isSettled = false
  }

  private let writer: EvidenceArchiveWriter
  private let kinds: Set<EvidenceKind>
  private let now: @Sendable () -> Timestamp
  private var progress: [EvidenceKind: Progress] = [:]
  private(set) var tenant: Tenant

  init(plan: CollectionPlan, directory: String, generatorVersion: String, now: @escaping @Sendable () -> Timestamp)
    throws(EvidenceArchiveError)
  {
    writer = try EvidenceArchiveWriter(
      directory: directory, tenant: plan.tenant, generatorVersion: generatorVersion, isDurable: plan.isDurable)
    kinds = plan.kinds
    tenant = plan.tenant
    self.now = now
  }

  /// Notes when a kind was first asked for.
  func start(_ kind: EvidenceKind) { progress[kind, default: Progress()].first = progress[kind]?.first ?? now() }

  /// Counts answered requests for the kind.
  func count(requests: Int, for kind: EvidenceKind) { progress[kind, default: Progress()].requests += requests }

  /// Adds a page.
  func append(_ lines: [[UInt8]], to kind: EvidenceKind) throws(EvidenceArchiveError) {
    guard kinds.contains(kind) else { return }
    if !writer.holds(kind) { try writer.begin(kind, collectedAt: now()) }
    for line in lines { try writer.append(line, to: kind) }
    progress[kind, default: Progress()].items += lines.count
  }

  /// Adds what one owner has.
  func append(_ items: [[UInt8]], of owner: UserReference, to kind: EvidenceKind) throws(EvidenceArchiveError) {
    guard kinds.contains(kind) else { return }
    if !writer.holds(kind) { try writer.begin(kind, collectedAt: now()) }
    for item in items { try writer.append(item, of: owner, to: kind) }
    progress[kind, default: Progress()].items += items.count
  }

  /// Ends a kind: complete without a gap; with one partly there when something was written or `isPartlyThere`, else unavailable.
  ///
  /// - Parameter isPartlyThere: that nothing was written says something as well: those who were asked have none.
  func settle(_ kind: EvidenceKind, _ gap: CollectionGap?, isPartlyThere: Bool = false) throws(EvidenceArchiveError) {
    var state = progress[kind, default: Progress()]
    state.last = now()
    state.isSettled = true
    state.gap = gap
    progress[kind] = state
    guard kinds.contains(kind) else { return }
    if gap == nil || isPartlyThere || writer.holds(kind) { try writer.begin(kind, collectedAt: now()) }
    if let gap { writer.note(gap) }
  }

  /// True when the kind's end is known.
  func isSettled(_ kind: EvidenceKind) -> Bool { progress[kind]?.isSettled ?? false }

  /// Names the tenant as it names itself.
  func name(_ tenant: Tenant) {
    self.tenant = tenant
    writer.name(tenant)
  }

  /// Puts the manifest in place.
  func finish() throws(EvidenceArchiveError) -> CollectionSummary {
    let manifest = try writer.finish()
    return CollectionSummary(
      tenant: tenant,
      kinds: manifest.kinds.sorted { $0.key < $1.key }.map { kind, entry in
        let state = progress[kind] ?? Progress()
        let microseconds = state.first.flatMap { first in state.last.map { $0.microseconds - first.microseconds } }
        return CollectionSummary.Kind(
          kind: kind, status: entry.status ?? .unavailable, items: state.items, gap: entry.gap,
          seconds: Double(microseconds ?? 0) / 1e6, requests: state.requests)
      })
  }
}
