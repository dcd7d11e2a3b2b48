import AuditModel

/// What one application may do for one user, or for everybody, and how it came to it.
struct GrantedPermissions {
  let application: JudgedApplication
  /// Nil for everybody.
  let user: UserID?
  /// Names of scopes and roles, sorted.
  var permissions: Set<String> = []
  /// Listed at present.
  var isStanding = false
  /// When an application role was given, where the listing says so.
  var assignedAt: Timestamp?
  var references: [EvidenceReference] = []
  /// Acts of the window that count.
  var acts: [ApplicationEvent] = []
  /// The same by the MSP or by a service: told, not counted.
  var agreedActs: [ApplicationEvent] = []

  /// Those that an intruder wants, sorted by name.
  var risky: [(name: String, entry: RiskyPermissions.Entry)] {
    permissions.sorted().compactMap { name in RiskyPermissions.entry(ofScope: name).map { (name, $0) } }
  }

  /// True when somebody gave it within the window.
  var isFresh: Bool { !acts.isEmpty || assignedAt != nil && agreedActs.isEmpty }

  var lastActAt: Timestamp? { acts.last?.at ?? (agreedActs.isEmpty ? assignedAt : nil) }
}

extension GrantedPermissions {
  private struct Place: Hashable {
    let key: String
    let user: UserID?
  }

  /// Everything that listings and logs tell of, grouped by application and user, sorted.
  static func all(in evidence: EvidenceReader) -> [GrantedPermissions] {
    var places: [Place: GrantedPermissions] = [:]
    var applications: [String: JudgedApplication] = [:]
    func change(
      _ key: String, id: String? = nil, name: String? = nil, for user: UserID?,
      _ body: (inout GrantedPermissions) -> Void
    ) {
      let application = applications[key] ?? JudgedApplication(key: key, applicationID: id, name: name, in: evidence)
      applications[key] = application
      body(&places[Place(key: key, user: user), default: GrantedPermissions(application: application, user: user)])
    }
    for grant in evidence.permissionGrants ?? [] {
      let user = grant.user.flatMap { evidence.people.owner(of: $0) }
      if grant.user != nil, user == nil { continue }
      change(grant.clientID.lowercased(), for: user) {
        $0.isStanding = true
        $0.permissions.formUnion(grant.scopes)
        $0.references.append(
          EvidenceReference(
            source: "graph:oauth2PermissionGrants", recordID: grant.id,
            collectedAt: evidence.collectedAt(.oauth2PermissionGrants)))
      }
    }
    for assignment in evidence.appRoleAssignments ?? [] {
      let reference = EvidenceReference(
        source: "graph:appRoleAssignments", recordID: assignment.id,
        collectedAt: evidence.collectedAt(.appRoleAssignments))
      let isFresh = assignment.createdAt.map(evidence.window.contains) ?? false
      func add(_ granted: inout GrantedPermissions) {
        granted.isStanding = true
        if isFresh { granted.assignedAt = max(granted.assignedAt, assignment.createdAt) }
        granted.references.append(reference)
      }
      switch assignment.principalType.lowercased() {
      case "serviceprincipal":
        guard let name = RiskyPermissions.name(ofRole: assignment.roleID) else { continue }
        change(assignment.principalID.lowercased(), name: assignment.principalName, for: nil) {
          add(&$0)
          $0.permissions.insert(name)
        }
      case "user":
        change(
          assignment.resourceID.lowercased(), name: assignment.resourceName,
          for: UserID(rawValue: assignment.principalID), add)
      default: continue
      }
    }
    for event in events(in: evidence) {
      guard let key = event.key(in: evidence.applications) else { continue }
      change(key, id: event.applicationID, name: event.name, for: event.user) {
        $0.permissions.formUnion(event.permissions)
        if event.actor.isSetAside { $0.agreedActs.append(event) } else { $0.acts.append(event) }
      }
    }
    return places.values.sorted {
      ($0.application.key, $0.user?.rawValue ?? "") < ($1.application.key, $1.user?.rawValue ?? "")
    }
  }

  /// Acts that give something, from both logs, in the order of time.
  private static func events(in evidence: EvidenceReader) -> [ApplicationEvent] {
    let kinds: Set<ApplicationEvent.Kind> = [.consent, .delegatedGrant, .userAssignment, .applicationPermission]
    let events =
      ApplicationEvent.directoryEvents(of: kinds, in: evidence)
      + ApplicationEvent.auditEvents(in: evidence).filter { kinds.contains($0.kind) }
    return events.filter { $0.user != nil || $0.isForEverybody }
      .inFixedOrder { ($0.at, $0.reference.recordID) < ($1.at, $1.reference.recordID) }
  }

  private static func max(_ left: Timestamp?, _ right: Timestamp?) -> Timestamp? {
    guard let left, let right else { return left ?? right }
    return Swift.max(left, right)
  }
}
