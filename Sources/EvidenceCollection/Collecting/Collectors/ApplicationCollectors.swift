import AuditModel
import MicrosoftCloud
import WireJSON

/// Reads the tenant's applications, and then which of them may act on Graph and Exchange by themselves.
struct ApplicationCollector: Collector {
  static let statement = CollectorStatement(
    kinds: [.servicePrincipals, .appRoleAssignments],
    source: "`GET /servicePrincipals`, `…/{Microsoft Graph, Exchange Online}/appRoleAssignedTo`",
    graphPermissions: ["Application.Read.All"], exchangeRole: nil, licence: nil,
    cost: "1 per 999 applications, and 2",
    gaps: ["Roles on other resources than Microsoft Graph and Exchange Online are not read."])

  private static let properties = [
    "id", "appId", "displayName", "appDisplayName", "createdDateTime", "appOwnerOrganizationId", "verifiedPublisher",
    "servicePrincipalType", "accountEnabled", "signInAudience", "tags", "replyUrls", "homepage", "passwordCredentials",
    "disabledByMicrosoftStatus",
  ]
  /// Microsoft Graph and Office 365 Exchange Online, in every tenant.
  private static let resources = ["00000003-0000-0000-c000-000000000000", "00000002-0000-0ff1-ce00-000000000000"]

  let context: CollectionContext

  func collect() async throws {
    let query = [
      GraphRequest.Parameter("$select", Self.properties.joined(separator: ",")), GraphRequest.Parameter("$top", "999"),
    ]
    let request = GraphRequest(
      "/servicePrincipals", query: query, limit: .directory(base: 2, query: query),
      version: context.plan.caps.servicePrincipalsVersion)
    let gap = try await context.stream(.servicePrincipals, from: request) {
      view -> (application: String, id: String)? in
      guard let application = view["appId"]?.string?.lowercased(), Self.resources.contains(application),
        let id = view["id"]?.string
      else { return nil }
      return (application, id)
    } gather: { principals, _ in
      await context.facts.add(servicePrincipals: principals)
    }
    try await context.sink.settle(.servicePrincipals, gap)
    if context.plan.kinds.contains(.appRoleAssignments) { try await collectRoles(applications: gap) }
  }

  private func collectRoles(applications: CollectionGap?) async throws {
    let kind = EvidenceKind.appRoleAssignments
    let known = await context.facts.servicePrincipals
    var gap: CollectionGap?
    for id in Self.resources.compactMap({ known[$0] }) {
      let query = [GraphRequest.Parameter("$top", "999")]
      let request = GraphRequest(
        "/servicePrincipals/\(GraphRequest.segment(id))/appRoleAssignedTo", query: query,
        limit: .directory(base: 2, query: query))
      let failed = try await context.stream(
        kind, from: request, fact: { _ in nil as CollectionContext.NoFact? }, gather: { _, _ in })
      gap = gap ?? failed
    }
    // A tenant without these two is none; where one is missing from half a list, nobody knows.
    if gap == nil, known.isEmpty || (applications != nil && known.count < Self.resources.count) {
      gap = CollectionGap(
        kind: kind, reason: .prerequisiteFailed,
        message:
          "The service principals of Microsoft Graph and Exchange Online were not found among the tenant's applications.",
        needs: applications?.needs ?? [])
    }
    try await context.sink.settle(kind, gap)
  }
}

/// Reads what users or administrators allowed applications to do for them.
struct GrantCollector: Collector {
  static let statement = CollectorStatement(
    kinds: [.oauth2PermissionGrants], source: "`GET /oauth2PermissionGrants`",
    graphPermissions: ["Directory.Read.All"], exchangeRole: nil, licence: nil, cost: "1 per 999 grants", gaps: [])

  let context: CollectionContext

  func collect() async throws {
    let query = [GraphRequest.Parameter("$top", "999")]
    try await context.collect(
      .oauth2PermissionGrants,
      from: GraphRequest("/oauth2PermissionGrants", query: query, limit: .directory(base: 2, query: query)))
  }
}

/// Reads the devices of the directory with their owners.
struct DeviceCollector: Collector {
  static let statement = CollectorStatement(
    kinds: [.devices], source: "`GET /devices`", graphPermissions: ["Device.Read.All"], exchangeRole: nil, licence: nil,
    cost: "1 per 999 devices", gaps: [])

  private static let properties = [
    "id", "deviceId", "displayName", "operatingSystem", "operatingSystemVersion", "accountEnabled", "isCompliant",
    "isManaged", "trustType", "registrationDateTime", "approximateLastSignInDateTime",
  ]

  let context: CollectionContext

  func collect() async throws {
    let query = [
      GraphRequest.Parameter("$select", Self.properties.joined(separator: ",")),
      GraphRequest.Parameter("$expand", "registeredOwners($select=id)"), GraphRequest.Parameter("$top", "999"),
    ]
    try await context.collect(
      .devices, from: GraphRequest("/devices", query: query, limit: .directory(base: 2, query: query)))
  }
}

/// Reads the devices that Intune manages.
struct ManagedDeviceCollector: Collector {
  static let statement = CollectorStatement(
    kinds: [.managedDevices], source: "`GET /deviceManagement/managedDevices`",
    graphPermissions: ["DeviceManagementManagedDevices.Read.All"], exchangeRole: nil,
    licence: EvidenceKind.managedDevices.licence, cost: "1 per page of devices", gaps: [])

  private static let properties = [
    "id", "deviceName", "userId", "userPrincipalName", "azureADDeviceId", "operatingSystem", "osVersion",
    "complianceState", "enrolledDateTime", "lastSyncDateTime", "managedDeviceOwnerType", "deviceEnrollmentType",
    "isEncrypted", "jailBroken", "model", "manufacturer", "serialNumber",
  ]

  let context: CollectionContext

  func collect() async throws {
    try await context.collect(
      .managedDevices,
      from: GraphRequest(
        "/deviceManagement/managedDevices",
        query: [GraphRequest.Parameter("$select", Self.properties.joined(separator: ","))], limit: .deviceManagement))
  }
}
