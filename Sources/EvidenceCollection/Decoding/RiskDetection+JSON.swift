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
