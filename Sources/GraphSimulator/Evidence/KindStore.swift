import Synchronization

/// Rendered kinds of all tenants; as many as a bounded memory holds, those asked for last.
final class KindStore: Sendable {
  private let source: any EvidenceSource
  private let recent: Mutex<RecentValues<Key, RenderedKind>>

  private struct Key: Hashable {
    let tenant: Int
    let kind: String
  }

  /// - Parameter limit: bytes.
  init(source: any EvidenceSource, limit: Int) {
    self.source = source
    recent = Mutex(RecentValues(limit: limit))
  }

  /// A kind of a tenant; empty for a tenant without evidence.
  ///
  /// - Throws: when an archive cannot be read.
  func kind(_ name: String, of tenant: TenantFacts) throws -> RenderedKind {
    guard let index = tenant.index else { return RenderedKind() }
    let key = Key(tenant: index, kind: name)
    if let known = recent.withLock({ $0[key] }) { return known }
    // Two requests may render the same kind at once: the same bytes twice, for a moment.
    let made = try RenderedKind(kind: name, source: source, tenant: index)
    recent.withLock { $0.insert(made, for: key, cost: made.bytes.count + made.count * 32 + 4_096) }
    return made
  }
}
