import AuditModel
import MicrosoftCloud
import WireJSON

/// The listings of Microsoft Graph that need nothing but one request and its further pages.
struct GraphListing: Sendable {
  let kind: EvidenceKind
  let request: GraphRequest
  var element: @Sendable (JSONView) throws -> RawObject = RawObject.line

  /// Source: MICROSOFT365.md sections 2 to 7.
  static func directory(
    _ kind: EvidenceKind, _ path: String, base: Int = 1, _ query: [GraphRequest.Parameter] = [],
    element: @escaping @Sendable (JSONView) throws -> RawObject = RawObject.line
  ) -> GraphListing {
    GraphListing(
      kind: kind, request: GraphRequest(path, query: query, limit: .directory(base: base, query: query)),
      element: element)
  }

  static let organization = directory(.organization, "/organization")
  static let domains = directory(.domains, "/domains")
  static let subscribedSkus = directory(.subscribedSkus, "/subscribedSkus", base: 3)

  static let users = directory(
    .users, "/users", base: 2,
    [
      .init(
        "$select",
        "id,displayName,userPrincipalName,mail,accountEnabled,userType,createdDateTime,creationType,"
          + "lastPasswordChangeDateTime,signInSessionsValidFromDateTime,proxyAddresses,otherMails,assignedLicenses,"
          + "assignedPlans,usageLocation,onPremisesSyncEnabled,onPremisesLastSyncDateTime,onPremisesImmutableId,"
          + "externalUserState,passwordPolicies,isResourceAccount,identities,givenName,surname,jobTitle,mobilePhone,"
          + "businessPhones,streetAddress,postalCode"),
      .init("$top", "999"),
    ], element: user)

  private static let user: @Sendable (JSONView) throws -> RawObject = { view in
    var object = try RawObject.naming(id: "id", name: "userPrincipalName", detail: "userType")(view)
    object.holdsMailbox = holdsMailbox(view)
    return object
  }

  /// An address, and a licence for Exchange Online or an account that comes from a directory on premises.
  private static func holdsMailbox(_ user: JSONView) -> Bool {
    guard user["mail"]?.text?.bytes.isEmpty == false else { return false }
    if user["onPremisesSyncEnabled"]?.bool == true { return true }
    return user["assignedPlans"]?.elements.contains { plan in
      plan["service"]?.string == "exchange" && plan["capabilityStatus"]?.string == "Enabled"
    } ?? false
  }

  static let servicePrincipals = directory(
    .servicePrincipals, "/servicePrincipals",
    [
      .init(
        "$select",
        "id,appId,displayName,appDisplayName,createdDateTime,appOwnerOrganizationId,verifiedPublisher,"
          + "servicePrincipalType,accountEnabled,signInAudience,tags,replyUrls,disabledByMicrosoftStatus,"
          + "passwordCredentials,publisherName,homepage"),
      .init("$top", "999"),
    ], element: RawObject.naming(id: "id", name: "appId"))

  static let grants = directory(
    .oauth2PermissionGrants, "/oauth2PermissionGrants", base: 2, [.init("$top", "999")])

  static let roleAssignments = directory(
    .roleAssignments, "/roleManagement/directory/roleAssignments", [.init("$expand", "roleDefinition")],
    element: RawObject.naming(id: "principalId"))

  static let devices = directory(
    .devices, "/devices",
    [
      .init(
        "$select",
        "id,deviceId,displayName,operatingSystem,operatingSystemVersion,trustType,isCompliant,isManaged,"
          + "accountEnabled,registrationDateTime,approximateLastSignInDateTime,profileType"),
      .init("$expand", "registeredOwners($select=id)"), .init("$top", "999"),
    ])

  static let registrationDetails = GraphListing(
    kind: .registrationDetails,
    request: GraphRequest(
      "/reports/authenticationMethods/userRegistrationDetails", query: [.init("$top", "999")], limit: .reports))

  static let riskyUsers = GraphListing(
    kind: .riskyUsers,
    request: GraphRequest("/identityProtection/riskyUsers", query: [.init("$top", "500")], limit: .identityProtection),
    element: RawObject.naming(id: "id"))

  static let managedDevices = GraphListing(
    kind: .managedDevices,
    request: GraphRequest(
      "/deviceManagement/managedDevices",
      query: [
        .init(
          "$select",
          "id,userId,userPrincipalName,deviceName,enrolledDateTime,lastSyncDateTime,operatingSystem,osVersion,"
            + "complianceState,managedDeviceOwnerType,deviceEnrollmentType,azureADDeviceId,model,manufacturer"),
        .init("$top", "999"),
      ], limit: .deviceManagement))

  static func riskDetections(from: Timestamp) -> GraphListing {
    GraphListing(
      kind: .riskDetections,
      request: GraphRequest(
        "/identityProtection/riskDetections",
        query: [.init("$filter", "detectedDateTime ge \(from.iso8601)"), .init("$top", "500")],
        limit: .identityProtection), element: RawObject.naming(id: "userId"))
  }

  /// Newest first, as Microsoft lists them.
  static func directoryAudits(from: Timestamp, to: Timestamp) -> GraphListing {
    GraphListing(
      kind: .directoryAudits, request: events("/auditLogs/directoryAudits", "activityDateTime", from, to),
      element: { view in
        var object = try RawObject.line(view)
        object.id = view["initiatedBy"]?["user"]?["id"]?.string
        object.name = view["targetResources"]?.elements.first { _ in true }?["id"]?.string
        return object
      })
  }

  static func signIns(from: Timestamp, to: Timestamp) -> GraphListing {
    GraphListing(
      kind: .signIns, request: events("/auditLogs/signIns", "createdDateTime", from, to),
      element: RawObject.naming(id: "userId", name: "riskLevelDuringSignIn"))
  }

  /// What an application may do with the resource of that service principal.
  static func roleHolders(of servicePrincipal: String) -> GraphListing {
    directory(
      .appRoleAssignments, "/servicePrincipals/\(GraphRequest.segment(servicePrincipal))/appRoleAssignedTo", base: 2,
      [.init("$top", "999")])
  }

  private static func events(_ path: String, _ time: String, _ from: Timestamp, _ to: Timestamp) -> GraphRequest {
    GraphRequest(
      path,
      query: [.init("$filter", "\(time) ge \(from.iso8601) and \(time) le \(to.iso8601)"), .init("$top", "1000")],
      limit: .reports)
  }
}

extension TenantContext {
  /// Collects a kind by one listing.
  ///
  /// - Parameter watch: sees every page as well.
  @discardableResult
  func collect(
    _ listing: GraphListing, isNeeded: Bool = false, watch: ([RawObject]) async throws -> Void = { _ in }
  ) async throws -> CloudFailure? {
    try await collect(listing.kind, isNeeded: isNeeded) { page in
      try await pages(of: listing) { objects in
        try await watch(objects)
        try await page(objects)
      }
    }
  }

  func pages(of listing: GraphListing, page: ([RawObject]) async throws -> Void) async throws {
    try await cloud.graph.pages(
      of: listing.request, maximumPages: plan.caps.pages, element: listing.element, page: page)
  }
}
