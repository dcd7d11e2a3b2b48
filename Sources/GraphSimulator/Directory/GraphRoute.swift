/// What a request to Microsoft Graph asks for.
struct GraphRoute: Sendable {
  enum Action: Sendable {
    case listing(GraphListing)
    case user(String), userCount, servicePrincipal(String), appRolesAssigned(String)
    case methods(user: String), rules(user: String), rule(user: String, id: String)
    case folders(user: String), folder(user: String, id: String), childFolders(user: String, id: String)
    case mailboxSettings(user: String)
    case createSearch, search(String), searchRecords(String)
    case relationships, customers, contracts
    case batch
    /// A method or path that changes something, which no audit may ask for.
    case write
    case unknown(segment: String)
  }

  let action: Action
  /// As it is counted, such as `GET /users/{id}/authentication/methods`.
  let name: String
  /// Any of them suffices; empty for none.
  var permissions: [String] = []
  var quota = QuotaClass.none
  /// Whose mailbox is read, as the path names them.
  var mailbox: String?
  var isBeta = false

  init(_ request: WireRequest, methodsClass: QuotaOverrides.MethodsClass) {
    var segments = request.segments
    let version = segments.isEmpty ? "" : segments.removeFirst().lowercased()
    let isKnown = version == "v1.0" || version == "beta"
    let (action, path) = isKnown ? GraphRoute.action(request.method, segments) : (.unknown(segment: version), "/?")
    self.action = action
    name = "\(request.method) \(path)"
    isBeta = version == "beta"
    describe(request, methodsClass)
  }

  private mutating func describe(_ request: WireRequest, _ methodsClass: QuotaOverrides.MethodsClass) {
    let listing: GraphListing
    switch action {
    case .listing(let known): listing = known
    case .user, .userCount: listing = GraphListing.all["/users"] ?? .messageRules
    case .servicePrincipal: listing = GraphListing.all["/serviceprincipals"] ?? .appRoleAssignedTo
    case .appRolesAssigned: listing = .appRoleAssignedTo
    case .methods: listing = .authenticationMethods
    case .rules(let user), .rule(let user, _), .mailboxSettings(let user):
      listing = .messageRules
      mailbox = user
    case .folders(let user), .folder(let user, _), .childFolders(let user, _):
      listing = .mailFolders
      mailbox = user
    case .createSearch, .search, .searchRecords:
      permissions = ["AuditLogsQuery.Read.All", "AuditLogsQuery-Exchange.Read.All", "AuditLogsQuery-Entra.Read.All"]
      quota = .auditSearch
      return
    case .relationships, .customers:
      permissions = ["DelegatedAdminRelationship.Read.All"]
      quota = .directory(units: 1)
      return
    case .contracts:
      permissions = ["Directory.Read.All"]
      quota = .directory(units: 3)
      return
    case .batch, .write, .unknown: return
    }
    permissions = listing.permissions
    quota = GraphRoute.quota(listing, request, methodsClass)
  }

  private static func quota(
    _ listing: GraphListing, _ request: WireRequest, _ methodsClass: QuotaOverrides.MethodsClass
  )
    -> QuotaClass
  {
    let query = request.query
    switch listing.workload {
    case .directory:
      if query["$select"]?.contains("signInActivity") == true { return .signInActivity }
      var units = listing.units
      if query["$select"] != nil { units -= 1 }
      if query["$expand"] != nil { units += 1 }
      if let top = query["$top"].flatMap({ Int($0) }), top < 20 { units -= 1 }
      return .directory(units: max(1, units))
    case .reports: return .reports
    case .identityProtection: return .identityProtection
    case .authenticationMethods: return methodsClass == .reports ? .reports : .authenticationMethods
    case .outlook: return .outlook
    case .deviceManagement: return .deviceManagement
    case .auditSearch: return .auditSearch
    }
  }

  private static func action(_ method: String, _ segments: [String]) -> (Action, String) {
    let lower = segments.map { $0.lowercased() }
    let path = "/" + segments.joined(separator: "/")
    if method == "POST", lower == ["$batch"] { return (.batch, "/$batch") }
    if lower.count >= 3, lower[..<3] == ["security", "auditlog", "queries"] {
      let base = "/security/auditLog/queries"
      switch (method, lower.count) {
      case ("POST", 3): return (.createSearch, base)
      case ("GET", 4): return (.search(segments[3]), base + "/{id}")
      case ("GET", 5) where lower[4] == "records": return (.searchRecords(segments[3]), base + "/{id}/records")
      default: break
      }
    }
    guard method == "GET" else { return (.write, path.prefix(80).description) }
    if let listing = GraphListing.all["/" + lower.joined(separator: "/")] { return (.listing(listing), listing.path) }
    switch lower.first {
    case "users" where lower.count > 1: return userAction(segments, lower)
    case "serviceprincipals" where lower.count == 2: return (.servicePrincipal(segments[1]), "/servicePrincipals/{id}")
    case "serviceprincipals" where lower.count == 3 && lower[2] == "approleassignedto":
      return (.appRolesAssigned(segments[1]), GraphListing.appRoleAssignedTo.path)
    case .some(let first) where lower.count == 1 && first.hasPrefix("serviceprincipals(appid='"):
      return (.servicePrincipal(String(segments[0].dropFirst(25).dropLast(2))), "/servicePrincipals/{id}")
    case "tenantrelationships" where lower.count == 2 && lower[1] == "delegatedadminrelationships":
      return (.relationships, "/tenantRelationships/delegatedAdminRelationships")
    case "tenantrelationships" where lower.count == 2 && lower[1] == "delegatedadmincustomers":
      return (.customers, "/tenantRelationships/delegatedAdminCustomers")
    case "contracts" where lower.count == 1: return (.contracts, "/contracts")
    default: return (.unknown(segment: segments.last ?? ""), "/?")
    }
  }

  private static func userAction(_ segments: [String], _ lower: [String]) -> (Action, String) {
    let user = segments[1]
    switch lower.count {
    case 2 where lower[1] == "$count": return (.userCount, "/users/$count")
    case 2: return (.user(user), "/users/{id}")
    case 3 where lower[2] == "mailfolders": return (.folders(user: user), GraphListing.mailFolders.path)
    case 3 where lower[2] == "mailboxsettings": return (.mailboxSettings(user: user), "/users/{id}/mailboxSettings")
    case 4 where lower[2] == "authentication" && lower[3] == "methods":
      return (.methods(user: user), GraphListing.authenticationMethods.path)
    case 4 where lower[2] == "mailfolders":
      return (.folder(user: user, id: segments[3]), "/users/{id}/mailFolders/{id}")
    case 5 where lower[2] == "mailfolders" && lower[4] == "messagerules" && lower[3] == "inbox":
      return (.rules(user: user), GraphListing.messageRules.path)
    case 5 where lower[2] == "mailfolders" && lower[4] == "childfolders":
      return (.childFolders(user: user, id: segments[3]), "/users/{id}/mailFolders/{id}/childFolders")
    case 6 where lower[2] == "mailfolders" && lower[4] == "messagerules" && lower[3] == "inbox":
      return (.rule(user: user, id: segments[5]), GraphListing.messageRules.path + "/{id}")
    default: return (.unknown(segment: segments.last ?? ""), "/users/{id}/?")
    }
  }
}
