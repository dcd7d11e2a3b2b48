package import AuditModel

/// Who holds which directory role.
package struct DirectoryRoles: Sendable {
  private let roles: [UserID: [String]]
  private let privileged: Set<UserID>

  init(_ assignments: [RoleAssignment], people: PeopleDirectory) {
    var roles: [UserID: [String]] = [:]
    var privileged: Set<UserID> = []
    for assignment in assignments {
      guard let user = people.owner(of: assignment.principal) else { continue }
      roles[user, default: []].append(assignment.roleName)
      if PrivilegedRoles.contains(assignment) { privileged.insert(user) }
    }
    self.roles = roles.mapValues { Set($0).sorted() }
    self.privileged = privileged
  }

  package func isPrivileged(_ user: UserID) -> Bool { privileged.contains(user) }

  /// Names of all roles that the user holds, sorted.
  package func names(of user: UserID) -> [String] { roles[user] ?? [] }

  /// True for the account to which Entra Connect gave its own role. Source: Microsoft Learn, "Microsoft Entra built-in
  /// roles" (Directory Synchronization Accounts), checked 2026-11.
  func isDirectorySynchronization(_ user: UserID) -> Bool {
    names(of: user).contains {
      ["directory synchronization accounts", "d29b2b05-8046-44ba-8758-1e26182fcf32"].contains($0.lowercased())
    }
  }

  /// True when the user holds a role by which something can be changed, as far as the names of roles tell.
  func givesPower(to user: UserID) -> Bool { names(of: user).contains { !Self.isReadOnly($0) } }

  /// Everybody and everything that holds a role by which something can be changed.
  var powerfulHolders: [UserID] { roles.filter { !$0.value.allSatisfy(Self.isReadOnly) }.keys.sorted() }

  /// `Global Reader`, `Message Center Reader`, `Directory Readers`.
  private static func isReadOnly(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasSuffix("reader") || name.hasSuffix("readers")
  }
}

/// Directory roles through which an intruder gains power over other people or over the tenant.
///
/// Source: Microsoft Learn, "Microsoft Entra built-in roles" (template ids; those labelled privileged, and those that
/// manage mailboxes, sites, devices, domains or billing), checked 2026-08.
enum PrivilegedRoles {
  static func contains(_ assignment: RoleAssignment) -> Bool {
    if let id = assignment.roleTemplateID, templateIDs[id.lowercased()] != nil { return true }
    return names.contains(assignment.roleName.lowercased())
  }

  /// A role as a directory audit names it.
  struct Named {
    /// The template id in lower case where it is known, else the name in lower case.
    let identity: String
    let name: String
    let isPrivileged: Bool

    /// Global administrators can make themselves this in Azure; it opens every subscription.
    static let elevation = Named(
      identity: "user access administrator", name: "User Access Administrator (Azure)", isPrivileged: true)

    private init(identity: String, name: String, isPrivileged: Bool) {
      self.identity = identity
      self.name = name
      self.isPrivileged = isPrivileged
    }

    /// Nil when the record names no role. The directory names it in properties of the one who gets it, PIM as a target.
    init?(in audit: DirectoryAudit) {
      let properties = audit.targets.flatMap(\.modifiedProperties)
      func value(_ name: String) -> String? {
        properties.first { $0.name.lowercased() == name }
          .flatMap { ($0.newValue ?? "").isEmpty ? $0.oldValue : $0.newValue }.flatMap { $0.isEmpty ? nil : $0 }
      }
      let target = audit.targets.first { $0.type?.lowercased() == "role" }
      let id = (value("role.templateid") ?? value("templateid"))?.lowercased()
      let known = id.flatMap { templateIDs[$0] }
      let tenantAdmins = value("role.wellknownobjectname") == "TenantAdmins" ? "Global Administrator" : nil
      guard let name = known ?? value("role.displayname") ?? target?.displayName ?? tenantAdmins else { return nil }
      let template = PrivilegedRoles.templateID(of: name)
      self.init(
        identity: known == nil ? template ?? name.lowercased() : id ?? name.lowercased(), name: name,
        isPrivileged: known != nil || template != nil || names.contains(name.lowercased()))
    }
  }

  /// Roles that open the whole tenant, everybody's mail, or every account: global, privileged-role, exchange, security,
  /// application and user administrators, and their near kin.
  private static let powerful: Set<String> = [
    Named.elevation.name.lowercased(),
    "global administrator", "company administrator", "privileged role administrator",
    "privileged authentication administrator", "exchange administrator", "security administrator",
    "application administrator", "cloud application administrator", "user administrator",
  ]

  static func isPowerful(_ name: String) -> Bool { powerful.contains(name.lowercased()) }

  private static func templateID(of name: String) -> String? {
    let name = name.lowercased() == "company administrator" ? "global administrator" : name.lowercased()
    return templateIDs.first { $0.value.lowercased() == name }?.key
  }

  /// `Company Administrator` is what older answers call the Global Administrator.
  private static let names = Set(templateIDs.values.map { $0.lowercased() }).union(["company administrator"])

  private static let templateIDs: [String: String] = [
    "62e90394-69f5-4237-9190-012177145e10": "Global Administrator",
    "e8611ab8-c189-46e8-94e1-60213ab1f814": "Privileged Role Administrator",
    "7be44c8a-adaf-4e2a-84d6-ab2649e08a13": "Privileged Authentication Administrator",
    "194ae4cb-b126-40b2-bd5b-6091b380977d": "Security Administrator",
    "5f2222b1-57c3-48ba-8ad5-d4759f1fde6f": "Security Operator",
    "fe930be7-5e62-47db-91af-98c3a49a38b1": "User Administrator",
    "29232cdf-9323-42fd-ade2-1d097af3e4de": "Exchange Administrator",
    "31392ffb-586c-42d1-9346-e59415a2cc4e": "Exchange Recipient Administrator",
    "f28a1f50-f6e7-4571-818b-6a12f2af6b6c": "SharePoint Administrator",
    "69091246-20e8-4a56-aa4d-066075b2a7a8": "Teams Administrator",
    "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3": "Application Administrator",
    "158c047a-c907-4556-b7ef-446551a6b5f7": "Cloud Application Administrator",
    "c4e39bd9-1100-46d3-8c65-fb160da0071f": "Authentication Administrator",
    "0526716b-113d-4c15-b2c8-68e3c22b9f80": "Authentication Policy Administrator",
    "729827e3-9c14-49f7-bb1b-9608f156bbb8": "Helpdesk Administrator",
    "966707d0-3269-4727-9be2-8c3a10f19b9d": "Password Administrator",
    "b1be1c3e-b65d-4f19-8427-f6fa0d97feb9": "Conditional Access Administrator",
    "b0f54661-2d74-4c50-afa3-1ec803f12efe": "Billing Administrator",
    "3a2c62db-5318-420d-8d74-23affee5d9d5": "Intune Administrator",
    "8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2": "Hybrid Identity Administrator",
    "9360feb5-f418-4baa-8175-e2a00bac4301": "Directory Writers",
    "d29b2b05-8046-44ba-8758-1e26182fcf32": "Directory Synchronization Accounts",
    "4ba39ca4-527c-499a-b93d-d9b492c50246": "Partner Tier1 Support",
    "e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8": "Partner Tier2 Support",
    "8329153b-31d0-4727-b945-745eb3bc5f31": "Domain Name Administrator",
    "be2f45a1-457d-42af-a067-6ec1fa63bc45": "External Identity Provider Administrator",
    "17315797-102d-40b4-93e0-432062caca18": "Compliance Administrator",
    "7698a772-787b-4ac8-901f-60d6b08affd2": "Cloud Device Administrator",
    "cf1c38e5-3621-4004-a7cb-879624dced7a": "Application Developer",
    "f2ef992c-3afb-46b9-b7cf-a126ee74c451": "Global Reader",
  ]
}
