package import AuditModel
package import WireJSON

extension RiskDetection {
  /// Graph `riskDetection`; nil when it is older than `since`.
  package init?(json view: JSONView, since: Timestamp?) throws {
    try view.requireObject()
    var id: String?
    var userID: String?
    var userName: String?
    var activityAt: Timestamp?
    var detectedAt: Timestamp?
    var level: String?
    var types: [String] = []
    var state: String?
    var detail: String?
    var address: String?
    var country: String?
    for (key, value) in view.members {
      switch key {
      case "id": id = try value.nonEmptyString()
      case "userId": userID = try value.nonEmptyString()
      case "userPrincipalName": userName = try value.nonEmptyString()
      case "activityDateTime": activityAt = try value.optionalTimestamp()
      case "detectedDateTime": detectedAt = try value.optionalTimestamp()
      case "riskLevel": level = try value.nonEmptyString()
      case "riskEventType": types = try value.texts()
      case "riskState": state = try value.nonEmptyString()
      case "riskDetail": detail = try value.nonEmptyString()
      case "ipAddress": address = try value.optionalText().flatMap(NetworkAddress.normalized)
      case "location" where value.isObject: country = try value["countryOrRegion"]?.nonEmptyString()?.uppercased()
      default: break
      }
    }
    guard let occurredAt = activityAt ?? detectedAt else { throw view.missing("activityDateTime") }
    guard let level else { throw view.missing("riskLevel") }
    if let since, occurredAt < since { return nil }
    guard userID != nil || userName != nil else { throw view.missing("userId") }
    self.init(
      id: id
        ?? Fingerprint.text(of: [
          userID ?? userName ?? "", "\(occurredAt.microseconds)", level, types.joined(separator: ","),
        ]),
      user: UserReference(id: userID.map { UserID($0) }, name: userName), occurredAt: occurredAt, riskLevel: level,
      riskEventType: types.isEmpty ? nil : types.joined(separator: ", "), riskState: state, riskDetail: detail,
      clientAddress: address, country: country)
  }
}

extension RiskyUser {
  /// Graph `riskyUser`, whose id is the user's.
  package init(json view: JSONView) throws {
    try view.requireObject()
    guard let id = try view["id"]?.nonEmptyString() else { throw view.missing("id") }
    self.init(
      user: UserReference(id: UserID(id), name: try view["userPrincipalName"]?.nonEmptyString()),
      riskLevel: try view["riskLevel"]?.nonEmptyString() ?? "unknown",
      riskState: try view["riskState"]?.nonEmptyString() ?? "unknown",
      riskDetail: try view["riskDetail"]?.nonEmptyString(),
      updatedAt: try view["riskLastUpdatedDateTime"]?.optionalTimestamp())
  }
}

extension RegistrationDetails {
  /// Graph `userRegistrationDetails`, whose id is the user's.
  package init(json view: JSONView) throws {
    try view.requireObject()
    var details = RegistrationDetails(user: UserReference())
    var id: String?
    var name: String?
    for (key, value) in view.members {
      switch key {
      case "id": id = try value.nonEmptyString()
      case "userPrincipalName": name = try value.nonEmptyString()
      case "isAdmin": details.isAdministrator = try value.optionalBool()
      case "isMfaRegistered": details.isMFARegistered = try value.optionalBool()
      case "isMfaCapable": details.isMFACapable = try value.optionalBool()
      case "methodsRegistered": details.methods = try value.texts().sorted()
      case "lastUpdatedDateTime": details.updatedAt = try value.optionalTimestamp()
      default: break
      }
    }
    guard id != nil || name != nil else { throw view.missing("id") }
    details.user = UserReference(id: id.map { UserID($0) }, name: name)
    self = details
  }
}

/// How grave Microsoft's words for a risk are.
enum RiskLevel {
  static func graver(_ left: JSONText?, _ right: JSONText?) -> JSONText? {
    guard let left else { return right }
    guard let right else { return left }
    return rank(right) > rank(left) ? right : left
  }

  /// 0 for no risk; a level that is not known ranks lowest among the risky ones, so that it is not lost.
  static func rank(_ level: JSONText) -> Int {
    switch level {
    case "", "none", "hidden": 0
    case "low": 2
    case "medium": 3
    case "high": 4
    default: 1
    }
  }
}
