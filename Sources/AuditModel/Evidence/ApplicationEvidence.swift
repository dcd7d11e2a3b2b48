/// An enterprise application: the tenant's own record of an application, wherever that is registered.
///
/// Source: Microsoft Graph `GET /v1.0/servicePrincipals` (Application.Read.All), checked 2026-11.
package struct ServicePrincipal: Hashable, Sendable {
  /// Object id in this tenant, lower case.
  package var id: String
  /// The application's id, the same in every tenant, lower case.
  package var applicationID: String
  package var displayName: String?
  package var createdAt: Timestamp?
  /// The tenant that registered the application, lower case; nil when the source did not say.
  package var ownerTenantID: String?
  /// The verified publisher; nil when the publisher is not verified.
  package var verifiedPublisher: String?
  /// `Application`, `ManagedIdentity`, `Legacy`, `SocialIdp`.
  package var type: String?
  package var isEnabled: Bool?
  /// `DisabledDueToViolationOfServicesAgreement` …; nil when Microsoft has not disabled it.
  package var disabledByMicrosoft: String?
  package var replyURLs: [String]

  package init(
    id: String, applicationID: String, displayName: String? = nil, createdAt: Timestamp? = nil,
    ownerTenantID: String? = nil, verifiedPublisher: String? = nil, type: String? = nil, isEnabled: Bool? = nil,
    disabledByMicrosoft: String? = nil, replyURLs: [String] = []
  ) {
    self.id = id
    self.applicationID = applicationID
    self.displayName = displayName
    self.createdAt = createdAt
    self.ownerTenantID = ownerTenantID
    self.verifiedPublisher = verifiedPublisher
    self.type = type
    self.isEnabled = isEnabled
    self.disabledByMicrosoft = disabledByMicrosoft
    self.replyURLs = replyURLs
  }
}

/// What an application may do on behalf of one user, or of everybody. It carries no time.
///
/// Source: Microsoft Graph `GET /v1.0/oauth2PermissionGrants` (Directory.Read.All), checked 2026-11.
package struct PermissionGrant: Hashable, Sendable {
  package let id: String
  /// Object id of the application's service principal, lower case.
  package let clientID: String
  /// Object id of the service principal whose permissions they are, lower case.
  package let resourceID: String
  /// The user for whom it was granted; nil when it holds for everybody (`AllPrincipals`).
  package let user: UserReference?
  /// `Mail.Read`, `offline_access` …, sorted.
  package let scopes: [String]

  package init(id: String, clientID: String, resourceID: String, user: UserReference?, scopes: [String]) {
    self.id = id
    self.clientID = clientID
    self.resourceID = resourceID
    self.user = user
    self.scopes = scopes
  }
}

/// A permission that an application holds by itself, or an application that a user is assigned to.
///
/// Source: Microsoft Graph `appRoleAssignment` (Application.Read.All), checked 2026-11.
package struct AppRoleAssignment: Hashable, Sendable {
  package let id: String
  /// `ServicePrincipal`, `User`, `Group`.
  package let principalType: String
  /// Object id, lower case.
  package let principalID: String
  package var principalName: String?
  /// Object id of the service principal whose role it is, lower case.
  package let resourceID: String
  package var resourceName: String?
  /// Id of the role, lower case; all zeros for the default access.
  package let roleID: String
  package var createdAt: Timestamp?

  package init(
    id: String, principalType: String, principalID: String, principalName: String? = nil, resourceID: String,
    resourceName: String? = nil, roleID: String, createdAt: Timestamp? = nil
  ) {
    self.id = id
    self.principalType = principalType
    self.principalID = principalID
    self.principalName = principalName
    self.resourceID = resourceID
    self.resourceName = resourceName
    self.roleID = roleID
    self.createdAt = createdAt
  }
}

/// One subscription of the tenant.
///
/// Source: Microsoft Graph `GET /v1.0/subscribedSkus` (LicenseAssignment.Read.All), checked 2026-11.
package struct SubscribedSku: Hashable, Sendable {
  package let id: String
  /// Such as `SPB`.
  package let partNumber: String
  /// Names of the service plans that are provisioned, such as `AAD_PREMIUM`, sorted.
  package let servicePlans: [String]

  package init(id: String, partNumber: String, servicePlans: [String]) {
    self.id = id
    self.partNumber = partNumber
    self.servicePlans = servicePlans
  }
}
