package import AuditModel

/// What one audit collects of one tenant, and how.
package struct CollectionPlan: Hashable, Sendable {
  /// The id of the configuration; an empty name (or the id in its place) and a missing domain are replaced by what the organization says.
  package var tenant: Tenant
  /// The tenant as it was known before: its name and domain go into the archive where neither the configuration nor tonight's
  /// organization says them, so that the archive is judged as the tenant was.
  package var knownBefore: Tenant?
  /// Events are asked for from a day earlier, because records arrive late.
  package var window: AuditWindow
  /// Kinds that are not in it are neither asked for (unless another kind needs them) nor written.
  package var kinds: Set<EvidenceKind>
  package var refresh: RefreshPolicy
  /// Everybody is refreshed.
  package var isFirstAudit: Bool
  /// Users whose per-user kinds are refreshed every night.
  package var flagged: Set<UserID>
  /// The number of the night since 1970 that decides whose turn it is in the rotation.
  package var night: Int
  /// `--user`: only the per-user kinds of the user with that name or id are refreshed.
  package var onlyUser: String?
  package var auditSource: AuditSource
  package var rulesSource: RulesSource
  /// The operations of the unified audit log that the checks know; nil asks for all.
  package var operations: Set<String>?
  /// The application under which it is collected; the archive keeps it.
  package var applicationID: String?
  package var caps: CollectionCaps
  /// False for spools, which are thrown away soon: files are then not forced onto the disk.
  package var isDurable: Bool

  package init(
    tenant: Tenant, knownBefore: Tenant? = nil, window: AuditWindow,
    kinds: Set<EvidenceKind> = Set(EvidenceKind.allCases),
    refresh: RefreshPolicy = RefreshPolicy(), isFirstAudit: Bool = false, flagged: Set<UserID> = [], night: Int? = nil,
    onlyUser: String? = nil, auditSource: AuditSource = .exchange, rulesSource: RulesSource = .automatic,
    operations: Set<String>? = nil, applicationID: String? = nil,
    caps: CollectionCaps = CollectionCaps(), isDurable: Bool = true
  ) {
    self.tenant = tenant
    self.knownBefore = knownBefore
    self.window = window
    self.kinds = kinds
    self.refresh = refresh
    self.isFirstAudit = isFirstAudit
    self.flagged = flagged
    self.night = night ?? Self.night(of: window.to)
    self.onlyUser = onlyUser
    self.auditSource = auditSource
    self.rulesSource = rulesSource
    self.operations = operations
    self.applicationID = applicationID
    self.caps = caps
    self.isDurable = isDurable
  }

  /// The day number since 1970 of a moment.
  package static func night(of moment: Timestamp) -> Int {
    let (days, rest) = moment.seconds.quotientAndRemainder(dividingBy: 86_400)
    return Int(rest < 0 ? days - 1 : days)
  }

  /// The time that events are asked for: records of the window's first day may have arrived after the night before.
  package var eventTime: AuditWindow {
    AuditWindow(from: window.from.advanced(byDays: -caps.overlapDays), to: window.to)
  }
}
