package import AuditModel

/// One finding of a report, with its tenant, its user and what history adds.
package struct FindingRow: Hashable, Sendable {
  package let finding: Finding
  package let tenantID: TenantID
  package let tenantName: String
  /// Nil at tenant level, like the two below.
  package let caseKey: CaseKey?
  package let userPrincipalName: String?
  package let userDisplayName: String?
  /// True when it is open and severe enough to be an indicator.
  package let isCounted: Bool
  package let presence: Presence
  /// Nil on the tenant's first audit.
  package let sincePrevious: FindingChange?
  package let sinceWeek: FindingChange?
  package let firstSeen: RunReference
  /// True when the tenant's first audit showed it already: nobody can say since when it is there.
  package let wasPresentAtFirstAudit: Bool
  package let lastConfirmed: RunReference
  package let nightsSeen: Int

  package init(
    finding: Finding, tenantID: TenantID, tenantName: String, caseKey: CaseKey?, userPrincipalName: String?,
    userDisplayName: String?, isCounted: Bool, presence: Presence, sincePrevious: FindingChange?,
    sinceWeek: FindingChange?, firstSeen: RunReference, lastConfirmed: RunReference, nightsSeen: Int,
    wasPresentAtFirstAudit: Bool
  ) {
    self.finding = finding
    self.tenantID = tenantID
    self.tenantName = tenantName
    self.caseKey = caseKey
    self.userPrincipalName = userPrincipalName
    self.userDisplayName = userDisplayName
    self.isCounted = isCounted
    self.presence = presence
    self.sincePrevious = sincePrevious
    self.sinceWeek = sinceWeek
    self.firstSeen = firstSeen
    self.wasPresentAtFirstAudit = wasPresentAtFirstAudit
    self.lastConfirmed = lastConfirmed
    self.nightsSeen = nightsSeen
  }

  package var isOpen: Bool { presence == .confirmed || presence == .unverified }
}
