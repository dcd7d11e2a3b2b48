package import AuditModel
package import WireJSON

extension RiskySignIn {
  /// Graph `signIn`; nil when it failed, holds no risk (`none`, `hidden`, nothing) or is older than `since`.
  package init?(signIn view: JSONView, since: Timestamp?) throws {
    try view.requireObject()
    var fields = RiskFields()
    var level: JSONText?
    var isFailure = false
    for (key, value) in view.members {
      switch key {
      case "createdDateTime": fields.occurredAt = try value.optionalTimestamp()
      case "riskLevelDuringSignIn", "riskLevelAggregated": level = Self.graver(level, try value.optionalText())
      case "riskEventTypes_v2": fields.eventTypes = value
      case "status": isFailure = try (value["errorCode"]?.optionalInt() ?? 0) != 0
      default: try fields.add(key, value)
      }
    }
    guard let occurredAt = fields.occurredAt else { throw view.missing("createdDateTime") }
    if isFailure { return nil }
    if let since, occurredAt < since { return nil }
    guard let level, Self.rank(level) > 0 else { return nil }
    try self.init(view, fields, occurredAt: occurredAt, level: level.string)
  }

  /// Graph `riskDetection`; nil when it is older than `since`.
  package init?(detection view: JSONView, since: Timestamp?) throws {
    try view.requireObject()
    var fields = RiskFields()
    var detectedAt: Timestamp?
    var level: String?
    for (key, value) in view.members {
      switch key {
      case "activityDateTime": fields.occurredAt = try value.optionalTimestamp()
      case "detectedDateTime": detectedAt = try value.optionalTimestamp()
      case "riskLevel": level = try value.nonEmptyString()
      case "riskEventType": fields.eventTypes = value
      default: try fields.add(key, value)
      }
    }
    guard let occurredAt = fields.occurredAt ?? detectedAt else { throw view.missing("activityDateTime") }
    guard let level else { throw view.missing("riskLevel") }
    if let since, occurredAt < since { return nil }
    try self.init(view, fields, occurredAt: occurredAt, level: level)
  }

  private init(_ view: JSONView, _ fields: RiskFields, occurredAt: Timestamp, level: String) throws {
    let id = try fields.id?.nonEmptyString()
    let userID = try fields.userID?.nonEmptyString()
    let name = try fields.userName?.nonEmptyString()
    guard userID != nil || name != nil else { throw view.missing("userId") }
    let types = try fields.eventTypes?.texts() ?? []
    let address = try fields.address?.optionalText().flatMap(NetworkAddress.normalized)
    self.init(
      id: id
        ?? Fingerprint.text(of: [
          userID ?? name ?? "", "\(occurredAt.microseconds)", level, types.joined(separator: ","),
        ]),
      user: UserReference(id: userID.map { UserID($0) }, name: name), occurredAt: occurredAt, riskLevel: level,
      riskEventType: types.isEmpty ? nil : types.joined(separator: ", "), clientAddress: address)
  }

  private static func graver(_ left: JSONText?, _ right: JSONText?) -> JSONText? {
    guard let left else { return right }
    guard let right else { return left }
    return rank(right) > rank(left) ? right : left
  }

  /// 0 for no risk; a level that is not known ranks lowest among the risky ones, so that it is not lost.
  private static func rank(_ level: JSONText) -> Int {
    switch level {
    case "", "none", "hidden": 0
    case "low": 2
    case "medium": 3
    case "high": 4
    default: 1
    }
  }
}

/// What both listings name alike; kept as views so that ordinary sign-ins cost no text.
private struct RiskFields {
  var id: JSONView?
  var userID: JSONView?
  var userName: JSONView?
  var address: JSONView?
  var eventTypes: JSONView?
  var occurredAt: Timestamp?

  mutating func add(_ key: JSONText, _ value: JSONView) throws {
    switch key {
    case "id": id = value
    case "userId": userID = value
    case "userPrincipalName": userName = value
    case "ipAddress": address = value
    default: break
    }
  }
}
