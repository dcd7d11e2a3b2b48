import AuditModel

/// The roles of the tenant, with how far their listing may be believed when it is silent.
struct KnownRoles {
  let roles: DirectoryRoles
  let evidence: EvidenceReader

  /// Nil when no role assignments were collected at all.
  init?(_ evidence: EvidenceReader) {
    guard let roles = evidence.roles else { return nil }
    self.roles = roles
    self.evidence = evidence
  }

  /// True only for a listed user of whom all role assignments were collected: a role that was not read is not none.
  func isWithoutRole(_ user: UserID) -> Bool {
    user.isObjectID && roles.names(of: user).isEmpty && evidence.people.isListed(user)
      && evidence.isComplete(.roleAssignments, for: user)
  }
}
