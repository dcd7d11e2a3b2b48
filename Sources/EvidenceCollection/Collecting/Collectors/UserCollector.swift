import AuditModel
import MicrosoftCloud
import WireJSON

/// Reads the users of the directory.
struct UserCollector: Collector {
  static let statement = CollectorStatement(
    kinds: [.users], source: "`GET /users`", graphPermissions: ["User.Read.All"], exchangeRole: nil, licence: nil,
    cost: "1 per 999 users", gaps: [])

  /// MICROSOFT365.md section 3; without `$select` Graph gives eleven of the properties.
  private static let properties = [
    "id", "displayName", "userPrincipalName", "mail", "accountEnabled", "userType", "createdDateTime", "creationType",
    "lastPasswordChangeDateTime", "signInSessionsValidFromDateTime", "proxyAddresses", "otherMails", "assignedLicenses",
    "assignedPlans", "usageLocation", "onPremisesSyncEnabled", "onPremisesLastSyncDateTime", "onPremisesImmutableId",
    "externalUserState", "passwordPolicies", "isResourceAccount", "identities",
  ]

  let context: CollectionContext

  func collect() async throws {
    let query = [
      GraphRequest.Parameter("$select", Self.properties.joined(separator: ",")), GraphRequest.Parameter("$top", "999"),
    ]
    let request = GraphRequest("/users", query: query, limit: .directory(base: 2, query: query))
    let gap = try await context.stream(.users, from: request, fact: Self.member) { members, _ in
      await context.facts.add(users: members)
    }
    await context.facts.endUsers(gap)
    context.cloud.learn(userCount: await context.facts.users?.count ?? 0)
    try await context.sink.settle(.users, gap)
  }

  private static func member(_ view: JSONView) -> DirectoryMember? {
    guard let id = view["id"]?.string, !id.isEmpty, view["@removed"] == nil else { return nil }
    let name = view["userPrincipalName"]?.string
    let isGuest = view["userType"]?.text?.isEqualIgnoringCase("guest") ?? false
    return DirectoryMember(
      reference: UserReference(id: UserID(id), name: name?.isEmpty == false ? name : nil), id: UserID(id),
      isGuest: isGuest)
  }
}

/// Reads who has registered which kinds of sign-in methods.
struct RegistrationCollector: Collector {
  static let statement = CollectorStatement(
    kinds: [.registrationDetails], source: "`GET /reports/authenticationMethods/userRegistrationDetails`",
    graphPermissions: ["AuditLog.Read.All"], exchangeRole: nil, licence: EvidenceKind.registrationDetails.licence,
    cost: "1 per 999 users", gaps: ["Disabled accounts are left out; the report is hours to a day old."])

  let context: CollectionContext

  func collect() async throws {
    try await context.collect(
      .registrationDetails,
      from: GraphRequest(
        "/reports/authenticationMethods/userRegistrationDetails", query: [GraphRequest.Parameter("$top", "999")],
        limit: .reports))
  }
}

/// Reads who holds which directory role; those who hold one are refreshed every night.
struct RoleCollector: Collector {
  static let statement = CollectorStatement(
    kinds: [.roleAssignments], source: "`GET /roleManagement/directory/roleAssignments`",
    graphPermissions: ["RoleManagement.Read.Directory"], exchangeRole: nil, licence: nil, cost: "1",
    gaps: ["Roles that are only eligible and not activated are not listed."])

  let context: CollectionContext

  func collect() async throws {
    let query = [GraphRequest.Parameter("$expand", "roleDefinition")]
    let request = GraphRequest(
      "/roleManagement/directory/roleAssignments", query: query, limit: .directory(base: 1, query: query),
      version: context.plan.caps.roleAssignmentsVersion)
    try await context.collect(.roleAssignments, from: request) { view in
      view["principalId"]?.string.map { UserID($0) }
    } gather: { principals in
      await context.facts.add(administrators: principals)
    }
  }
}
