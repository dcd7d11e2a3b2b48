package import AuditModel
package import WireJSON

extension DirectoryAudit {
  /// Graph `directoryAudit`; nil when it is older than `since`.
  ///
  /// An initiating user's `name` is the user principal name, its `address` the client's IP address.
  package init?(json view: JSONView, since: Timestamp?) throws {
    try view.requireObject()
    var id: JSONView?
    var activity: JSONText?
    var occurredAt: Timestamp?
    var result: JSONText?
    var reason: JSONView?
    var initiator: JSONView?
    var targets: JSONView?
    var details: JSONView?
    var service: JSONView?
    var correlation: JSONView?
    for (key, value) in view.members {
      switch key {
      case "id": id = value
      case "activityDisplayName": activity = try value.optionalText()
      case "activityDateTime": occurredAt = try value.optionalTimestamp()
      case "result": result = try value.optionalText()
      case "resultReason": reason = value
      case "initiatedBy": initiator = value
      // The published single sample writes the second spelling.
      case "targetResources", "targetResource": targets = value
      case "additionalDetails": details = value
      case "loggedByService": service = value
      case "correlationId": correlation = value
      default: break
      }
    }
    guard let occurredAt else { throw view.missing("activityDateTime") }
    if let since, occurredAt < since { return nil }
    guard let activity, !activity.isEmpty else { throw view.missing("activityDisplayName") }
    let name = activity.trimmedName.string
    let readTargets = try targets?.auditTargets() ?? []
    self.init(
      id: try id?.nonEmptyString()
        ?? Fingerprint.text(of: [name, "\(occurredAt.microseconds)"] + readTargets.compactMap(\.id)),
      activity: name, occurredAt: occurredAt, hasSucceeded: result.flatMap(AuditResult.hasSucceeded),
      resultReason: try reason?.nonEmptyString(), initiator: try initiator.map(Initiator.init(json:)) ?? .unknown,
      targets: readTargets, additionalDetails: try details?.auditDetails() ?? [],
      service: try service?.nonEmptyString(), correlationID: try correlation?.nonEmptyString())
  }
}

extension DirectoryAudit.Initiator {
  fileprivate init(json view: JSONView) throws {
    if let user = view["user"], user.isObject {
      self = .user(
        id: try user["id"]?.nonEmptyString(),
        name: try user["userPrincipalName"]?.nonEmptyString()
          // Anybody chooses a display name: one that could be read as a principal name is none.
          ?? user["displayName"]?.nonEmptyString().flatMap { $0.contains("@") ? nil : $0 },
        address: try user["ipAddress"]?.optionalText().flatMap(NetworkAddress.normalized))
    } else if let app = view["app"], app.isObject {
      self = .application(
        id: try app["appId"]?.nonEmptyString() ?? app["servicePrincipalId"]?.nonEmptyString(),
        name: try app["displayName"]?.nonEmptyString() ?? app["servicePrincipalName"]?.nonEmptyString())
    } else {
      self = .unknown
    }
  }
}

extension DirectoryAudit.Target {
  fileprivate init(json view: JSONView) throws {
    try view.requireObject()
    self.init()
    for (key, value) in view.members {
      switch key {
      case "id": id = try value.nonEmptyString()
      case "type", "Type": type = try value.nonEmptyString()
      case "userPrincipalName": userPrincipalName = try value.nonEmptyString()
      case "displayName": displayName = try value.nonEmptyString()
      case "modifiedProperties" where !value.isNull:
        guard value.isArray else { throw value.mismatch(expected: "a list of properties") }
        for property in value.elements { modifiedProperties.append(try .init(json: property)) }
      default: break
      }
    }
  }
}

extension DirectoryAudit.ModifiedProperty {
  fileprivate init(json view: JSONView) throws {
    try view.requireObject()
    self.init(
      try view["displayName"]?.optionalString() ?? "", old: try view["oldValue"]?.unwrappedJSONText(),
      new: try view["newValue"]?.unwrappedJSONText())
  }
}

extension JSONView {
  fileprivate func auditTargets() throws -> [DirectoryAudit.Target] {
    if isNull { return [] }
    if isObject { return [try DirectoryAudit.Target(json: self)] }
    guard isArray else { throw mismatch(expected: "a list of targets") }
    return try elements.map { try DirectoryAudit.Target(json: $0) }
  }

  fileprivate func auditDetails() throws -> [AuditRecord.Parameter] {
    if isNull { return [] }
    guard isArray else { throw mismatch(expected: "a list of details") }
    return try elements.compactMap { detail in
      guard let key = try detail["key"]?.nonEmptyString() else { return nil }
      return AuditRecord.Parameter(key, detail["value"]?.plainText() ?? "")
    }
  }
}
