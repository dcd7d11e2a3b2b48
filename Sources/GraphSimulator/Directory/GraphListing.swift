/// A listing of Microsoft Graph: where it is, what it costs, who may read it, and how it is paged.
struct GraphListing: Sendable {
  /// The evidence kind that it serves.
  let kind: String
  /// The path as routes are counted, such as `/users`.
  let path: String
  let workload: Workload
  /// Any of these application permissions suffices.
  let permissions: [String]
  var needs = Licence.none
  var defaultPage = 100
  /// More than this is a 400; nil where `$top` is cut silently.
  var largestPage: Int? = 999
  /// Resource units without `$select`.
  var units = 1
  /// Properties without `$select`; nil for all.
  var defaults: [String]?
  /// Members that only `$expand` brings.
  var expandable: Set<String> = []
  var isDirectoryObject = false

  enum Licence: Sendable { case none, premiumP1, premiumP2, intune }

  /// Which budget a request counts against.
  enum Workload: String, Sendable {
    case directory, reports, identityProtection, authenticationMethods, outlook, deviceManagement, auditSearch
  }

  /// Every listing, by its path in lower case.
  static let all: [String: GraphListing] = Dictionary(
    uniqueKeysWithValues: [
      GraphListing(
        kind: "organization", path: "/organization", workload: .directory,
        permissions: ["Organization.Read.All", "Directory.Read.All", "User.Read.All"]),
      GraphListing(
        kind: "domains", path: "/domains", workload: .directory, permissions: ["Domain.Read.All", "Directory.Read.All"]),
      GraphListing(
        kind: "subscribed_skus", path: "/subscribedSkus", workload: .directory,
        permissions: ["LicenseAssignment.Read.All", "Organization.Read.All", "Directory.Read.All"], units: 3),
      GraphListing(
        kind: "users", path: "/users", workload: .directory, permissions: ["User.Read.All", "Directory.Read.All"],
        units: 2, defaults: userDefaults, isDirectoryObject: true),
      GraphListing(
        kind: "registration_details", path: "/reports/authenticationMethods/userRegistrationDetails",
        workload: .reports,
        permissions: ["AuditLog.Read.All"], needs: .premiumP1),
      GraphListing(
        kind: "directory_audits", path: "/auditLogs/directoryAudits", workload: .reports,
        permissions: ["AuditLog.Read.All", "Directory.Read.All"], defaultPage: 1_000, largestPage: nil),
      GraphListing(
        kind: "sign_ins", path: "/auditLogs/signIns", workload: .reports, permissions: ["AuditLog.Read.All"],
        needs: .premiumP1, defaultPage: 1_000, largestPage: nil),
      GraphListing(
        kind: "risky_users", path: "/identityProtection/riskyUsers", workload: .identityProtection,
        permissions: ["IdentityRiskyUser.Read.All"], needs: .premiumP2, defaultPage: 20, largestPage: 500),
      GraphListing(
        kind: "risk_detections", path: "/identityProtection/riskDetections", workload: .identityProtection,
        permissions: ["IdentityRiskEvent.Read.All"], needs: .premiumP2, defaultPage: 20, largestPage: 500),
      GraphListing(
        kind: "service_principals", path: "/servicePrincipals", workload: .directory,
        permissions: ["Application.Read.All", "Directory.Read.All"], isDirectoryObject: true),
      GraphListing(
        kind: "oauth2_permission_grants", path: "/oauth2PermissionGrants", workload: .directory,
        permissions: ["Directory.Read.All", "DelegatedPermissionGrant.Read.All"], units: 2),
      GraphListing(
        kind: "role_assignments", path: "/roleManagement/directory/roleAssignments", workload: .directory,
        permissions: ["RoleManagement.Read.Directory", "Directory.Read.All"],
        expandable: ["roleDefinition", "principal"]),
      GraphListing(
        kind: "devices", path: "/devices", workload: .directory,
        permissions: ["Device.Read.All", "Directory.Read.All"],
        expandable: ["registeredOwners"], isDirectoryObject: true),
      GraphListing(
        kind: "managed_devices", path: "/deviceManagement/managedDevices", workload: .deviceManagement,
        permissions: ["DeviceManagementManagedDevices.Read.All"], needs: .intune, defaultPage: 1_000, largestPage: 1_000
      ),
    ].map { ($0.path.lowercased(), $0) })

  /// Every app-only permission on one resource's service principal.
  static let appRoleAssignedTo = GraphListing(
    kind: "app_role_assignments", path: "/servicePrincipals/{id}/appRoleAssignedTo", workload: .directory,
    permissions: ["Application.Read.All", "Directory.Read.All"], units: 2)
  static let messageRules = GraphListing(
    kind: "inbox_rules", path: "/users/{id}/mailFolders/inbox/messageRules", workload: .outlook,
    permissions: ["MailboxSettings.Read"], defaultPage: 1_000, largestPage: nil)
  static let mailFolders = GraphListing(
    kind: "mail_folders", path: "/users/{id}/mailFolders", workload: .outlook,
    permissions: ["Mail.ReadBasic.All", "Mail.Read"], defaultPage: 10, largestPage: nil)
  static let authenticationMethods = GraphListing(
    kind: "authentication_methods", path: "/users/{id}/authentication/methods", workload: .authenticationMethods,
    permissions: ["UserAuthenticationMethod.Read.All"])

  static let userDefaults = [
    "businessPhones", "displayName", "givenName", "id", "jobTitle", "mail", "mobilePhone", "officeLocation",
    "preferredLanguage", "surname", "userPrincipalName",
  ]

  /// Everything that `$select` may name on a user listing; other names are a 400.
  static let userProperties: Set<String> = Set(userDefaults).union([
    "accountEnabled", "ageGroup", "assignedLicenses", "assignedPlans", "city", "companyName", "country",
    "createdDateTime",
    "creationType", "department", "employeeId", "employeeType", "externalUserState", "externalUserStateChangeDateTime",
    "faxNumber", "identities", "imAddresses", "isManagementRestricted", "isResourceAccount",
    "lastPasswordChangeDateTime",
    "licenseAssignmentStates", "mailNickname", "onPremisesDistinguishedName", "onPremisesDomainName",
    "onPremisesImmutableId", "onPremisesLastSyncDateTime", "onPremisesSamAccountName", "onPremisesSecurityIdentifier",
    "onPremisesSyncEnabled", "onPremisesUserPrincipalName", "otherMails", "passwordPolicies", "passwordProfile",
    "postalCode", "provisionedPlans", "proxyAddresses", "refreshTokensValidFromDateTime", "showInAddressList",
    "signInActivity", "signInSessionsValidFromDateTime", "state", "streetAddress", "usageLocation", "userType",
    "deletedDateTime", "securityIdentifier", "serviceProvisioningErrors",
  ])
}
