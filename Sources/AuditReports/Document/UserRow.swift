package import AuditAnalysis
package import AuditModel

/// One user of a report, with their place in it.
package struct UserRow: Hashable, Sendable {
  /// 1 for whom to look at first; the place in this document, whatever other tenants hold.
  package internal(set) var rank: Int
  package let caseKey: CaseKey
  package let tenantID: TenantID
  package let tenantName: String
  package let standing: UserStanding
  /// The message of the finding that says most; nil without findings.
  package let strongestEvidence: String?

  package init(
    rank: Int, caseKey: CaseKey, tenantID: TenantID, tenantName: String, standing: UserStanding,
    strongestEvidence: String?
  ) {
    self.rank = rank
    self.caseKey = caseKey
    self.tenantID = tenantID
    self.tenantName = tenantName
    self.standing = standing
    self.strongestEvidence = strongestEvidence
  }

  package var user: UserFacts { standing.user }
}
