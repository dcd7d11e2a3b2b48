import AuditModel

/// One act on an application, from the directory audit log or the unified audit log.
struct ApplicationEvent {
  enum Kind: Hashable { case consent, delegatedGrant, userAssignment, applicationPermission, credentials, addition }

  let kind: Kind
  let at: Timestamp
  let actor: Actor
  let address: String?
  /// Object id of the application's service principal, lower case, where it is told.
  let clientID: String?
  let applicationID: String?
  let name: String?
  /// For whom; nil when it is for everybody or not told.
  let user: UserID?
  let isForEverybody: Bool
  /// Scopes or role names that were given, each once, in order.
  let permissions: [String]
  let activity: String
  let reference: EvidenceReference

  /// What tells applications apart where only events name them.
  func key(in applications: Applications?) -> String? {
    if let clientID { return clientID }
    guard let applicationID else { return nil }
    return applications?.principal(applicationID: applicationID)?.id ?? "app:" + applicationID
  }

  /// In lower case, without the dot that the unified audit log adds.
  static let activities: [String: Kind] = [
    "consent to application": .consent,
    "grant contextual consent to application": .consent,
    "add delegated permission grant": .delegatedGrant,
    // An amendment is told by a removal and an addition, and both show the new scopes.
    "remove delegated permission grant": .delegatedGrant,
    "add oauth2permissiongrant": .delegatedGrant,
    "add app role assignment grant to user": .userAssignment,
    "add app role assignment to service principal": .applicationPermission,
    "add service principal credentials": .credentials,
    "update application – certificates and secrets management": .credentials,
    "update application - certificates and secrets management": .credentials,
    "add service principal": .addition,
  ]

  /// The same as the unified audit log names them; it adds a dot, which is read away.
  static let operations = [
    "Consent to application", "Add delegated permission grant", "Remove delegated permission grant",
    "Add OAuth2PermissionGrant", "Add app role assignment grant to user",
    "Add app role assignment to service principal", "Add service principal credentials",
    "Update application – Certificates and secrets management",
  ]

  /// Successful acts within the window, in the order of time.
  static func directoryEvents(of kinds: Set<Kind>, in evidence: EvidenceReader) -> [ApplicationEvent] {
    let names = activities.filter { kinds.contains($0.value) }.keys.sorted()
    return (evidence.directoryAudits(names) ?? []).filter {
      $0.hasSucceeded != false && evidence.window.contains($0.occurredAt)
    }.compactMap { ApplicationEvent($0, in: evidence) }
  }

  static func auditEvents(in evidence: EvidenceReader) -> [ApplicationEvent] {
    (evidence.auditRecords(operations) ?? []).filter {
      $0.hasSucceeded != false && evidence.window.contains($0.occurredAt)
    }.compactMap { ApplicationEvent($0, in: evidence) }
  }
}

extension ApplicationEvent {
  private init?(_ audit: DirectoryAudit, in evidence: EvidenceReader) {
    guard let kind = Self.kind(of: audit.activity) else { return nil }
    var properties = RecordProperties()
    for target in audit.targets {
      for property in target.modifiedProperties {
        properties.add(property.name, old: property.oldValue, new: property.newValue)
      }
    }
    for detail in audit.additionalDetails { properties.add(detail.name, old: nil, new: detail.value) }
    var address: String?
    if case .user(_, _, let told) = audit.initiator { address = told }
    let principals = audit.targets.filter { $0.type == "ServicePrincipal" || $0.type == "Application" }
    self.init(
      kind: kind, at: audit.occurredAt, actor: evidence.actors.actor(of: audit), address: address,
      target: principals.first?.id, targetName: principals.first?.displayName, objectID: nil, properties: properties,
      activity: audit.activity, reference: audit.reference(in: evidence), in: evidence)
  }

  private init?(_ record: AuditRecord, in evidence: EvidenceReader) {
    guard let kind = Self.kind(of: record.operation) else { return nil }
    var properties = RecordProperties()
    for parameter in record.parameters { properties.add(parameter.name, old: parameter.oldValue, new: parameter.value) }
    self.init(
      kind: kind, at: record.occurredAt, actor: evidence.actors.actor(of: record), address: record.clientAddress,
      target: nil, targetName: nil, objectID: record.objectID, properties: properties, activity: record.operation,
      reference: record.reference(in: evidence), in: evidence)
  }

  private static func kind(of activity: String) -> Kind? {
    var name = activity.lowercased()[...]
    while let last = name.last, last == "." || last == " " { name.removeLast() }
    return activities[String(name)]
  }

  private init?(
    kind: Kind, at: Timestamp, actor: Actor, address: String?, target: String?, targetName: String?, objectID: String?,
    properties: RecordProperties, activity: String, reference: EvidenceReference, in evidence: EvidenceReader
  ) {
    self.kind = kind
    self.at = at
    self.actor = actor
    self.address = address
    self.activity = activity
    self.reference = reference
    let permissions = ConsentPermissions(properties.new("ConsentAction.Permissions") ?? "")
    switch kind {
    case .delegatedGrant, .applicationPermission:
      // The target is the resource (Microsoft Graph); the application stands in the properties.
      clientID = properties.guid("ServicePrincipal.ObjectID")
      applicationID = properties.guid("ServicePrincipal.AppId")
      name = properties.new("ServicePrincipal.DisplayName") ?? properties.new("ServicePrincipal.Name")
    case .consent, .userAssignment, .credentials, .addition:
      clientID = target?.lowercased() ?? permissions.clientID
      applicationID =
        properties.guid("AppId") ?? properties.guid("TargetId.ServicePrincipalNames") ?? properties.guid("AppAddress")
        ?? objectID?.firstGUID
      name = targetName
    }
    switch kind {
    case .consent: self.permissions = permissions.scopes
    case .delegatedGrant:
      let before = Set((properties.old("DelegatedPermissionGrant.Scope") ?? "").scopes)
      let after = (properties.new("DelegatedPermissionGrant.Scope") ?? "").scopes
      self.permissions = after.filter { !before.contains($0) }
      // A removal that adds nothing is one.
      if self.permissions.isEmpty { return nil }
    case .applicationPermission:
      let role = properties.new("AppRole.Value") ?? properties.new("AppRole.Id").flatMap(RiskyPermissions.name)
      self.permissions = role.map { [$0] } ?? []
    case .userAssignment, .credentials, .addition: self.permissions = []
    }
    // Trap: IsAdminConsent is true for an administrator's own consent too; for everybody is what these two say.
    let type = properties.new("DelegatedPermissionGrant.ConsentType") ?? permissions.consentType
    isForEverybody =
      kind == .applicationPermission || type?.lowercased() == "allprincipals"
      || properties.new("ConsentContext.OnBehalfOfAll")?.lowercased() == "true"
    if isForEverybody {
      user = nil
    } else if let id = permissions.principalID ?? properties.guid("DelegatedPermissionGrant.PrincipalId")
      ?? properties.guid("User.ObjectID")
    {
      user = evidence.people.owner(of: UserReference(id: UserID(rawValue: id), name: properties.new("User.UPN")))
    } else if let name = properties.new("User.UPN"), let known = evidence.people.account(named: name) {
      user = known
    } else {
      user = actor.userID
    }
  }
}
