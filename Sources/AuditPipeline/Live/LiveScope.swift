import AuditChecks
import AuditHistory
import AuditModel
import EvidenceCollection

/// One tenant whose evidence is to be collected, and what is known of it before.
struct CollectionTask: Sendable {
  let entry: TenantEntry
  let tenant: Tenant
  let state: TenantState
  let window: AuditWindow
  /// Whose per-user kinds are refreshed; nil for the users that the refresh policy says.
  let onlyUser: String?
  /// The folder to write the archive into.
  let folder: String
  /// True when the archive is to stay after this run.
  let isKept: Bool
}

/// The tenants of a live audit: each is collected into an archive, and that archive is judged as any other is.
struct LiveScope: AuditScope {
  let tenants: [TenantEntry]
  let isWholeFleet: Bool
  let configuration: Configuration
  let cloudName: String
  let folders: EvidenceFolders
  /// For `--user`: a user principal name or object id.
  let onlyUser: String?
  /// Why there may be more tenants than these.
  var failure: DiscoveryFailure?
  /// Writes one tenant's archive; what cannot be collected is a gap in it.
  let collect: @Sendable (CollectionTask) async throws -> Void

  var place: String { configuration.file ?? "the configuration" }
  var mayLackTenants: Bool { failure != nil }

  var warningOfMissing: String {
    failure == nil
      ? "a tenant that was audited before is not configured any more"
      : "a tenant that was audited before is not among those that the configuration names"
  }

  func holds(_ tenant: TenantID) -> Bool { tenants.contains { TenantID($0.id) == tenant } }

  func evidence(ofMissing tenant: Tenant) -> TenantEvidence {
    failure?.evidence(of: tenant)
      ?? TenantEvidence(
        of: tenant, without: .notCollected,
        because:
          "The tenant was audited before and is not configured any more; if it has left: --departed \(tenant.id).")
  }

  /// One source a tenant, in the order of ids. Called under the history's writer lock, so that a spool found here is a killed run's.
  func sources(for plan: AuditPlan, history: HistoryStore) throws -> [EvidenceSource] {
    try folders.removeLeftovers()
    let shared = Shared(scope: self, plan: plan)
    return try tenants.sorted { $0.id < $1.id }.map { entry in
      let settings = configuration.effective(for: entry)
      let state = try history.state(of: TenantID(entry.id), countingFrom: plan.countingThreshold)
      let tenant = tenant(entry, state)
      return EvidenceSource(tenant: tenant, place: entry.place, checks: settings.checks) {
        try await shared.scope.evidence(of: entry, tenant, state, for: shared.plan)
      }
    }
  }

  /// What all sources of a run stand on, once instead of in each of them.
  private final class Shared: Sendable {
    let scope: LiveScope
    let plan: AuditPlan
    init(scope: LiveScope, plan: AuditPlan) {
      self.scope = scope
      self.plan = plan
    }
  }

  private func evidence(
    of entry: TenantEntry, _ tenant: Tenant, _ state: TenantState, for plan: AuditPlan
  ) async throws -> TenantEvidence {
    let folder = try folders.make(for: entry)
    defer { folders.discard(folder) }
    try await collect(
      CollectionTask(
        entry: entry, tenant: tenant, state: state, window: plan.window, onlyUser: onlyUser, folder: folder,
        isKept: folders.areKept))
    let evidence = EvidenceArchive(directory: folder)
      .evidence(eventsFrom: plan.eventsFrom, operations: CheckCatalogue.operations)
      .asked(of: tenant)
    if let other = twin(of: entry, evidence) { return Self.evidence(ofTwin: tenant, named: entry, like: other) }
    try refuseUnknownUser(in: evidence)
    return evidence
  }

  func cleanUp() { folders.removeSpool() }

  /// The tenant by the name that is configured, else by the one of the night before.
  private func tenant(_ entry: TenantEntry, _ state: TenantState) -> Tenant {
    Tenant(
      id: TenantID(entry.id), displayName: entry.name ?? state.tenant?.displayName ?? entry.domain ?? entry.id,
      defaultDomain: entry.domain ?? state.tenant?.defaultDomain, cloud: cloudName)
  }

  /// The entry under which the same tenant is audited too: of two names the directory's id, else the first domain, stands.
  ///
  /// Audited twice, a tenant would share every address with itself and look like a campaign. It depends on no order in time.
  private func twin(of entry: TenantEntry, _ evidence: TenantEvidence) -> TenantEntry? {
    let (id, domains) = evidence.names
    guard entry.id != id else { return nil }
    return tenants.first { $0.id != entry.id && $0.id == id }
      ?? tenants.first { $0.id < entry.id && domains.contains($0.id) && domains.contains(entry.id) }
  }

  private static func evidence(
    ofTwin tenant: Tenant, named entry: TenantEntry, like other: TenantEntry
  ) -> TenantEvidence {
    TenantEvidence(
      of: tenant, without: .notCollected,
      because: "This tenant is configured twice, as \(entry.id) and as \(other.id), and is audited as \(other.id) "
        + "(\(other.place)): remove one of the two.")
  }

  /// - Throws: `Trouble` with exit 64 when the users were listed and the one of `--user` is not among them.
  private func refuseUnknownUser(in evidence: TenantEvidence) throws {
    guard let onlyUser, case .complete(let users) = evidence.users else { return }
    let name = onlyUser.lowercased()
    if users.contains(where: { $0.userPrincipalName.lowercased() == name || $0.id.rawValue == name }) { return }
    throw Trouble(
      .usage, "\(evidence.tenant.displayName) has no user \"\(onlyUser)\"",
      help: Spelling.nearest(to: name, in: users.map { $0.userPrincipalName.lowercased() })
        .map { "did you mean \($0)?" } ?? "give the user principal name or the object id")
  }
}

extension TenantEvidence {
  /// The same; of an archive that cannot be read back at all, as the gaps of the tenant that was asked, not of a folder.
  fileprivate func asked(of known: Tenant) -> TenantEvidence {
    guard tenant.id != known.id else { return self }
    var evidence = self
    evidence.tenant = known
    return evidence
  }

  /// What only the tenant itself says: its directory's id, and every domain that it has.
  fileprivate var names: (id: String?, domains: Set<String>) {
    (organization.value?.id.lowercased(), domains.value?.names ?? [])
  }
}
