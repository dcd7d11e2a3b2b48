import AuditModel

/// Who is known to have no power over others, with how far the listing of roles may be believed when it is silent.
struct KnownRoles {
  private let roles: DirectoryRoles
  private let evidence: EvidenceReader
  /// Users to whom a role was given in the window, or who activated one: they may hold it no longer.
  private let recentHolders: Set<UserID>
  /// True when a role is held by what is neither a listed user nor a known application: a group, whose members are not read.
  private let comesByGroup: Bool

  /// Nil when no role assignments were collected at all.
  init?(_ evidence: EvidenceReader) {
    guard let roles = evidence.roles else { return nil }
    self.roles = roles
    self.evidence = evidence
    recentHolders = Set(
      (evidence.directoryAudits(RoleChange.activities) ?? []).lazy
        .filter { $0.hasSucceeded != false && evidence.window.contains($0.occurredAt) }
        .compactMap { RoleChange($0, in: evidence)?.user })
    comesByGroup = roles.powerfulHolders.contains { holder in
      !evidence.people.isListed(holder) && evidence.index.applications.principal(id: holder.rawValue) == nil
    }
  }

  /// True only for a listed user of whom all role assignments were collected, and whose power nothing else can explain: a
  /// role that was not read is not none.
  func isWithoutRole(_ user: UserID) -> Bool {
    user.isObjectID && !roles.givesPower(to: user) && !comesByGroup && !recentHolders.contains(user)
      && evidence.people.isListed(user) && evidence.isComplete(.roleAssignments, for: user)
  }
}
