package import AuditModel
package import WireJSON

/// Reads Graph `signIn` objects of v1.0 and beta. One decoder a task.
package final class SignInDecoder {
  private let since: Timestamp?
  private let pool = TextPool()

  package init(since: Timestamp? = nil) { self.since = since }

  /// Nil when the sign-in is older than `since`.
  package func signIn(json view: JSONView) throws -> SignIn? {
    try view.requireObject()
    var id: String?
    var userID: JSONText?
    var userName: String?
    var occurredAt: Timestamp?
    var errorCode: Int?
    var risk: JSONText?
    var signIn = SignIn(id: "", user: UserReference(), occurredAt: Timestamp(microseconds: 0))
    for (key, value) in view.members {
      switch key {
      case "id": id = try value.nonEmptyString()
      case "userId": userID = try value.optionalText()
      case "userPrincipalName": userName = try pool.nonEmptyString(value)
      case "createdDateTime":
        occurredAt = try value.optionalTimestamp()
        if let since, let occurredAt, occurredAt < since { return nil }
      case "status": errorCode = try value["errorCode"]?.optionalInt()
      case "ipAddress":
        signIn.clientAddress = try value.optionalText().flatMap(NetworkAddress.normalized)
      case "location": try read(location: value, into: &signIn)
      case "appId": signIn.applicationID = try pool.nonEmptyString(value)?.lowercased()
      case "appDisplayName": signIn.applicationName = try pool.nonEmptyString(value)
      case "resourceId": signIn.resourceID = try pool.nonEmptyString(value)?.lowercased()
      case "resourceDisplayName": signIn.resourceName = try pool.nonEmptyString(value)
      case "clientAppUsed": signIn.clientProtocol = try pool.nonEmptyString(value)
      case "userAgent": signIn.userAgent = try pool.nonEmptyString(value)
      case "authenticationProtocol": signIn.authenticationProtocol = try pool.nonEmptyString(value)
      case "autonomousSystemNumber": signIn.networkNumber = try value.optionalInt()
      case "sessionId": signIn.sessionID = try value.nonEmptyString()
      case "deviceDetail": try read(device: value, into: &signIn)
      case "homeTenantId": signIn.homeTenantID = try pool.nonEmptyString(value)?.lowercased()
      case "crossTenantAccessType": signIn.crossTenantAccess = try pool.nonEmptyString(value)
      case "riskLevelDuringSignIn", "riskLevelAggregated": risk = RiskLevel.graver(risk, try value.optionalText())
      case "riskState": signIn.riskState = try pool.nonEmptyString(value)
      case "riskEventTypes_v2":
        let types = try value.texts()
        signIn.riskEventTypes = types.isEmpty ? nil : types.joined(separator: ", ")
      default: break
      }
    }
    guard let occurredAt else { throw view.missing("createdDateTime") }
    // 0 would be success, and a failed guess would read as one that succeeded.
    guard let errorCode else { throw view.missing("status.errorCode") }
    let user = UserReference(id: userID.flatMap { $0.isEmpty ? nil : UserID(pool.string($0)) }, name: userName)
    guard user.id != nil || user.name != nil else { throw view.missing("userId") }
    if let risk, RiskLevel.rank(risk) > 0 { signIn.riskLevel = pool.string(risk) }
    signIn.user = user
    signIn.occurredAt = occurredAt
    signIn.errorCode = errorCode
    signIn.id =
      id
      ?? Fingerprint.text(of: [
        user.id?.rawValue ?? user.name ?? "", "\(occurredAt.microseconds)", "\(errorCode)", signIn.clientAddress ?? "",
        signIn.applicationID ?? "",
      ])
    return signIn
  }

  private func read(location view: JSONView, into signIn: inout SignIn) throws {
    guard view.isObject else { return }
    signIn.country = try view["countryOrRegion"].flatMap { try pool.nonEmptyString($0) }?.uppercased()
    signIn.city = try view["city"].flatMap { try pool.nonEmptyString($0) }
    guard let position = view["geoCoordinates"], position.isObject,
      let latitude = position["latitude"]?.plainText().flatMap(Double.init),
      let longitude = position["longitude"]?.plainText().flatMap(Double.init),
      abs(latitude) <= 90, abs(longitude) <= 180, latitude != 0 || longitude != 0
    else { return }
    signIn.position = .init(latitude: latitude, longitude: longitude)
  }

  private func read(device view: JSONView, into signIn: inout SignIn) throws {
    guard view.isObject else { return }
    signIn.deviceID = try view["deviceId"]?.nonEmptyString()?.lowercased()
    signIn.isCompliantDevice = try view["isCompliant"]?.optionalBool()
  }
}
