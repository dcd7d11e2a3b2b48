import AuditModel

/// One record by which a directory role is given or taken.
struct RoleChange {
  /// How it is given: for good, as a role to be activated, by activating one, or taken away.
  enum Act: Hashable { case given, eligible, activated, removed }

  let act: Act
  let audit: DirectoryAudit
  let actor: Actor
  /// The user who got it; nil for groups, applications and records that name nobody.
  let user: UserID?
  /// As the record names whoever got it.
  let targetName: String
  let targetType: String
  /// The role's template id in lower case, else its name: the same in records of PIM and of the directory.
  let roleID: String
  let roleName: String?

  /// Source: Microsoft Entra audit log activity reference (Core Directory, PIM), checked 2026-11. Requests and approvals are
  /// left out: what counts is that they were completed.
  private static let acts: [String: Act] = [
    "add member to role": .given, "add scoped member to role": .given, "add eligible member to role": .eligible,
    "add member to role outside of pim (permanent)": .given, "add member to role in pim completed (permanent)": .given,
    "add member to role in pim completed (timebound)": .given,
    "add member to role in pim completed (time bound)": .given,
    "add eligible member to role in pim completed (permanent)": .eligible,
    "add eligible member to role in pim completed (timebound)": .eligible,
    "add eligible member to role in pim completed (time bound)": .eligible,
    "add member to role completed (pim activation)": .activated,
    "user has elevated their access to user access administrator for their azure resources": .given,
    "remove member from role": .removed, "remove eligible member from role": .removed,
    "remove member from role in pim completed (permanent)": .removed,
    "remove member from role in pim completed (timebound)": .removed,
    "remove member from role (pim activation expired)": .removed,
  ]

  /// In lower case, sorted.
  static let activities = acts.keys.sorted()

  /// Nil for records of other activities, and for roles that are known to give no power over others.
  init?(_ audit: DirectoryAudit, in evidence: EvidenceReader) {
    guard let act = Self.acts[audit.activity.lowercased()] else { return nil }
    let isElevation = audit.activity.lowercased().hasPrefix("user has elevated")
    let role = isElevation ? PrivilegedRoles.Named.elevation : PrivilegedRoles.Named(in: audit)
    if let role, !role.isPrivileged { return nil }
    self.act = act
    self.audit = audit
    actor = evidence.actors.actor(of: audit)
    roleID = role?.identity ?? "unnamed"
    roleName = role?.name
    let target = audit.userTarget ?? audit.targets.first { $0.isHolder }
    let named = audit.targetUser(in: evidence)
    user = named ?? (isElevation || target == nil ? actor.userID : nil)
    targetName =
      user.map { evidence.people.name(of: $0) } ?? target?.userPrincipalName ?? target?.displayName ?? target?.id
      ?? "somebody whom the record does not name"
    targetType = user == nil ? target?.type ?? "unknown" : "User"
  }

  /// The one who got it, by ids where they are known.
  var holder: String {
    user?.rawValue ?? audit.targets.first { $0.isHolder }?.id?.lowercased() ?? targetName.lowercased()
  }

  var role: String { roleName ?? "a role that the record does not name" }
}

extension DirectoryAudit.Target {
  /// Somebody or something that can hold a role.
  fileprivate var isHolder: Bool {
    switch type?.lowercased() {
    case "group", "serviceprincipal", "application": true
    default: false
    }
  }
}
