/// One interactive sign-in, successful or not, reduced to what checks read.
///
/// Source: Microsoft Graph `GET /v1.0/auditLogs/signIns` (AuditLog.Read.All, Entra ID P1), checked 2026-11. Members that
/// only the beta answers have (protocol, network number, session) are nil in v1.0.
package struct SignIn: Hashable, Sendable {
  package var id: String
  package var user: UserReference
  package var occurredAt: Timestamp
  /// 0 for success.
  package var errorCode: Int
  package var clientAddress: String?
  /// ISO 3166 code, upper case.
  package var country: String?
  package var city: String?
  /// Degrees; north and east are positive.
  package var position: Position?
  package var applicationID: String?
  package var applicationName: String?
  package var resourceID: String?
  package var resourceName: String?
  /// `Browser`, `IMAP4`, `Exchange ActiveSync` …, as Microsoft writes it (`clientAppUsed`).
  package var clientProtocol: String?
  package var userAgent: String?
  /// `deviceCode`, `ropc` … (`authenticationProtocol`; beta).
  package var authenticationProtocol: String?
  /// Autonomous system number of the client's network (beta).
  package var networkNumber: Int?
  package var sessionID: String?
  package var deviceID: String?
  package var isCompliantDevice: Bool?
  /// The tenant of the account, where it is another (`homeTenantId`), and how it comes in (`crossTenantAccessType`).
  package var homeTenantID: String?
  package var crossTenantAccess: String?
  /// `low`, `medium`, `high`; nil for none and hidden.
  package var riskLevel: String?
  package var riskState: String?
  /// Joined by `, `.
  package var riskEventTypes: String?

  package struct Position: Hashable, Sendable {
    package var latitude: Double
    package var longitude: Double
    package init(latitude: Double, longitude: Double) {
      self.latitude = latitude
      self.longitude = longitude
    }
  }

  package init(id: String, user: UserReference, occurredAt: Timestamp, errorCode: Int = 0) {
    self.id = id
    self.user = user
    self.occurredAt = occurredAt
    self.errorCode = errorCode
  }

  package var hasSucceeded: Bool { errorCode == 0 }
}

/// Something that Microsoft found risky about a user.
///
/// Source: Microsoft Graph `GET /v1.0/identityProtection/riskDetections` (Entra ID P2), checked 2026-08.
package struct RiskDetection: Hashable, Sendable {
  package let id: String
  package let user: UserReference
  package let occurredAt: Timestamp
  /// `low`, `medium`, `high`, as Microsoft grades it.
  package let riskLevel: String
  package var riskEventType: String?
  /// `atRisk`, `remediated`, `dismissed`, `confirmedSafe`, `confirmedCompromised` …; nil when the source did not say.
  package var riskState: String?
  package var riskDetail: String?
  package var clientAddress: String?
  package var country: String?

  package init(
    id: String, user: UserReference, occurredAt: Timestamp, riskLevel: String, riskEventType: String? = nil,
    riskState: String? = nil, riskDetail: String? = nil, clientAddress: String? = nil, country: String? = nil
  ) {
    self.id = id
    self.user = user
    self.occurredAt = occurredAt
    self.riskLevel = riskLevel
    self.riskEventType = riskEventType
    self.riskState = riskState
    self.riskDetail = riskDetail
    self.clientAddress = clientAddress
    self.country = country
  }
}

/// A user whom the identity provider calls risky, or has called so.
///
/// Source: Microsoft Graph `GET /v1.0/identityProtection/riskyUsers` (Entra ID P2), checked 2026-11.
package struct RiskyUser: Hashable, Sendable {
  package let user: UserReference
  /// `low`, `medium`, `high`, `none`, `hidden`, as Microsoft grades it.
  package let riskLevel: String
  /// `atRisk`, `confirmedCompromised`, `remediated`, `dismissed`, `confirmedSafe` …
  package let riskState: String
  package var riskDetail: String?
  package var updatedAt: Timestamp?

  package init(
    user: UserReference, riskLevel: String, riskState: String, riskDetail: String? = nil, updatedAt: Timestamp? = nil
  ) {
    self.user = user
    self.riskLevel = riskLevel
    self.riskState = riskState
    self.riskDetail = riskDetail
    self.updatedAt = updatedAt
  }
}

/// Which sign-in methods a user has registered.
///
/// Source: Microsoft Graph `reports/authenticationMethods/userRegistrationDetails` (Entra ID P1); disabled accounts are
/// not listed, and it lags by hours. Checked 2026-11.
package struct RegistrationDetails: Hashable, Sendable {
  package var user: UserReference
  package var isAdministrator: Bool?
  /// True when a second factor is registered, whatever the policies say.
  package var isMFARegistered: Bool?
  /// True when a second factor is registered and allowed by the policies.
  package var isMFACapable: Bool?
  /// `mobilePhone`, `microsoftAuthenticatorPush` …, as Microsoft names them.
  package var methods: [String]
  package var updatedAt: Timestamp?

  package init(
    user: UserReference, isAdministrator: Bool? = nil, isMFARegistered: Bool? = nil, isMFACapable: Bool? = nil,
    methods: [String] = [], updatedAt: Timestamp? = nil
  ) {
    self.user = user
    self.isAdministrator = isAdministrator
    self.isMFARegistered = isMFARegistered
    self.isMFACapable = isMFACapable
    self.methods = methods
    self.updatedAt = updatedAt
  }
}
