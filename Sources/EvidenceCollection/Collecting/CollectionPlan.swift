package import AuditModel

/// What is to be collected of one tenant tonight.
package struct CollectionPlan: Sendable {
  /// As the configuration knows it: the organization's own listing completes what is missing.
  package var tenant: Tenant
  /// True when the configuration gave a name, which then stays.
  package var hasConfiguredName: Bool
  /// Events are asked for from a day before it, because records come late, to its end.
  package var window: AuditWindow
  package var kinds: Set<EvidenceKind>
  package var refresh: RefreshPolicy
  /// A tenant's first night refreshes everybody.
  package var isFirstAudit: Bool
  /// Users with open findings: refreshed every night.
  package var flagged: Set<UserID>
  /// Days since 1970 of the window's end: whose turn it is in the rotation.
  package var night: Int
  /// Object id or user principal name of the only user whose per-user kinds are refreshed; nil for all.
  package var onlyUser: String?
  package var auditSource: AuditSource
  package var rulesSource: RulesSource
  /// The audit operations to ask for, in their own spelling; nil for all.
  package var operations: [String]?
  package var caps: CollectionCaps

  package init(
    tenant: Tenant, window: AuditWindow, hasConfiguredName: Bool = false,
    kinds: Set<EvidenceKind> = Set(EvidenceKind.allCases), refresh: RefreshPolicy = RefreshPolicy(),
    isFirstAudit: Bool = false, flagged: Set<UserID> = [], onlyUser: String? = nil,
    auditSource: AuditSource = .exchange, rulesSource: RulesSource = .automatic, operations: [String]? = nil,
    caps: CollectionCaps = CollectionCaps()
  ) {
    self.tenant = tenant
    self.hasConfiguredName = hasConfiguredName
    self.window = window
    self.kinds = kinds
    self.refresh = refresh
    self.isFirstAudit = isFirstAudit
    self.flagged = flagged
    night = Int(window.to.microseconds / 86_400_000_000)
    self.onlyUser = onlyUser
    self.auditSource = auditSource
    self.rulesSource = rulesSource
    self.operations = operations
    self.caps = caps
  }

  /// When the events that are asked for begin.
  var eventsFrom: Timestamp { window.from.advanced(byDays: -1) }
}

/// How much one night may read of one tenant, and how long it waits for an audit search.
package struct CollectionCaps: Hashable, Sendable {
  package var pages = 2_000
  /// Records of one Search-UnifiedAuditLog session, after which Exchange answers no more.
  package var auditSessionRecords = 50_000
  package var auditSearchPolls = 120
  package var auditSearchPause = Duration.seconds(30)
  /// Above that many users sign-ins are asked for one day at a time.
  package var dailySignInsAbove = 200

  package init() {}
}
