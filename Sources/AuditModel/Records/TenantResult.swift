/// What an audit found out about one tenant tonight: the input of the history.
package struct TenantResult: Sendable {
  package let tenant: Tenant
  package let status: TenantStatus
  /// When the newest evidence was collected; nil when there is none.
  package let evidenceAt: Timestamp?
  /// Every user of the tenant, sorted by id. Users that only events name are among them.
  package let users: [UserFacts]
  /// Sorted by key.
  package let findings: [Finding]
  /// One entry a check of the catalogue, in the catalogue's order.
  package let coverage: [CheckCoverage]
  /// Gaps of whole kinds, whether or not a check reads them, sorted by kind.
  package let gaps: [CollectionGap]
  /// What findings may have in common with those of other tenants, sorted; not kept by the history.
  package let traces: [Trace]
  /// What tonight's evidence shows of each user, for the baseline of later nights.
  package let observed: [UserID: UserPast]

  package init(
    tenant: Tenant, status: TenantStatus, evidenceAt: Timestamp?, users: [UserFacts], findings: [Finding],
    coverage: [CheckCoverage], gaps: [CollectionGap], traces: [Trace] = [],
    observed: [UserID: UserPast] = [:]
  ) {
    self.tenant = tenant
    self.status = status
    self.evidenceAt = evidenceAt
    self.users = users
    self.findings = findings
    self.coverage = coverage
    self.gaps = gaps
    self.traces = traces
    self.observed = observed
  }
}

/// Complete: every check in scope was answered in full. Failed: none was.
package enum TenantStatus: String, Sendable, Codable { case complete, incomplete, failed }

/// What reports say of a user besides findings. Optional means "known to be unknown".
package struct UserFacts: Hashable, Sendable, Codable {
  package let id: UserID
  package let userPrincipalName: String
  package let displayName: String?
  package let type: UserType
  package let isEnabled: Bool?
  package let isPrivileged: Bool?

  package init(
    id: UserID, userPrincipalName: String, displayName: String?, type: UserType, isEnabled: Bool?, isPrivileged: Bool?
  ) {
    self.id = id
    self.userPrincipalName = userPrincipalName
    self.displayName = displayName
    self.type = type
    self.isEnabled = isEnabled
    self.isPrivileged = isPrivileged
  }
}
