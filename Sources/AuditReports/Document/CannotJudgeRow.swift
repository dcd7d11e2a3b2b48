package import AuditAnalysis
package import AuditModel

/// A tenant, or one user, of whom silence means nothing because checks could not look.
package struct CannotJudgeRow: Hashable, Sendable {
  package let tenantID: TenantID
  package let tenantName: String
  /// Nil when everybody of the tenant is concerned.
  package let user: UserFacts?
  package let caseKey: CaseKey?
  /// Users that the row stands for: 1, or the known users of the tenant.
  package let usersAffected: Int
  /// The checks without a full answer, in the catalogue's order; for a user those that miss this user's own evidence.
  package let checks: [UnansweredCheck]
  /// Checks in scope at the tenant, to say "3 of 6".
  package let checksInScope: Int

  package init(
    tenantID: TenantID, tenantName: String, user: UserFacts?, caseKey: CaseKey?, usersAffected: Int,
    checks: [UnansweredCheck], checksInScope: Int
  ) {
    self.tenantID = tenantID
    self.tenantName = tenantName
    self.user = user
    self.caseKey = caseKey
    self.usersAffected = usersAffected
    self.checks = checks
    self.checksInScope = checksInScope
  }
}
