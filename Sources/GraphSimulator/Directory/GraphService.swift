/// Microsoft Graph: answers one request or batch item that was let in.
struct GraphService: Sendable {
  let world: SimulatedWorld
  let pages: PageDesk
  /// The port of another service of ours, for links that lead astray.
  let otherPort: Int

  /// One request with all that is known of it.
  struct Call: Sendable {
    let request: WireRequest
    let route: GraphRoute
    let tenant: SimulatedTenant
    let claims: TokenClaims
    /// Unix seconds.
    let now: Double

    var query: [String: String] { request.query }
    var isAdvanced: Bool { request.headers["consistencylevel"]?.lowercased() == "eventual" }

    func error(_ status: Int, _ code: String, _ message: String) -> WireAnswer {
      .graphError(status, code, message, request, at: now)
    }
  }

  /// - Throws: `SimulatorError` when an archive cannot be read.
  func answer(_ call: Call) throws -> WireAnswer {
    if let refusal = refusal(of: call) { return refusal }
    switch call.route.action {
    case .listing(let listing): return try self.listing(listing, call)
    case .user(let id): return try object("users", id, GraphListing.userDefaults, call)
    case .userCount: return try userCount(call)
    case .servicePrincipal(let id): return try object("service_principals", id, nil, call)
    case .appRolesAssigned(let id): return try appRoles(of: id, call)
    case .methods(let user): return try methods(of: user, call)
    case .rules, .rule, .folders, .folder, .childFolders, .mailboxSettings: return try mailbox(call)
    case .createSearch: return createSearch(call)
    case .search(let id): return search(id, call)
    case .searchRecords(let id): return try searchRecords(id, call)
    case .relationships, .customers, .contracts: return partner(call)
    case .batch, .write:
      return call.error(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")
    case .unknown(let segment):
      return call.error(400, "BadRequest", "Resource not found for the segment '\(segment)'.")
    }
  }

  // MARK: Who may

  private func refusal(of call: Call) -> WireAnswer? {
    let needed = call.route.permissions
    if !needed.isEmpty, call.claims.permissions.isDisjoint(with: needed) { return forbidden(call) }
    // A signed-in user reads their own mailbox only.
    if call.claims.isDelegated, call.route.mailbox != nil {
      return call.error(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")
    }
    guard case .listing(let listing) = call.route.action else { return nil }
    switch call.tenant.facts.refusals[listing.kind] {
    case .permission: return forbidden(call)
    case .gatewayTimeout: return WireAnswer(504)
    case .serverError: return call.error(500, "UnknownError", "")
    case nil: break
    }
    return licenceRefusal(listing.needs, call)
  }

  private func forbidden(_ call: Call) -> WireAnswer {
    switch call.route.quota {
    case .outlook:
      return call.error(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")
    case .reports:
      let wanted = call.route.permissions.first ?? ""
      return call.error(
        403, "Authentication_MSGraphPermissionMissing",
        "The principal does not have required Microsoft Graph permission(s): \(wanted) to call this API.")
    default:
      return call.error(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
    }
  }

  func licenceRefusal(_ needs: GraphListing.Licence, _ call: Call) -> WireAnswer? {
    switch needs {
    case .premiumP1 where call.tenant.licence == .free:
      return call.error(
        403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
        "Neither tenant is B2C or tenant doesn't have premium license")
    case .premiumP2 where call.tenant.licence != .premiumP2:
      return call.error(
        403, "Forbidden",
        "Your tenant is not licensed for this feature. To learn more about Identity Protection, see https://aka.ms/IdentityProtection."
      )
    case .intune where !call.tenant.hasIntune:
      return call.error(
        403, "Forbidden",
        "{\r\n  \"_version\": 3,\r\n  \"Message\": \"Application is not authorized to perform this operation. Request not applicable to target tenant.\"\r\n}"
      )
    default: return nil
    }
  }

  // MARK: Single objects

  private func object(_ kind: String, _ id: String, _ defaults: [String]?, _ call: Call) throws -> WireAnswer {
    let rendered = try world.store.kind(kind, of: call.tenant.facts)
    guard let position = rendered.positions(of: id).first, !isDeleted(id, call) else { return missing(id, call) }
    let selected = call.query["$select"].map { $0.split(separator: ",").map { String($0) } } ?? defaults
    let entity = kind == "users" ? "users" : "servicePrincipals"
    var out = JSONBytes()
    out.raw("{\"@odata.context\":\"http://\(call.request.host)/v1.0/$metadata#\(entity)/$entity\",")
    let projection = Projection(selected: selected, fillsWithNull: call.query["$select"] == nil && defaults != nil)
    var object: [UInt8] = []
    rendered.withObject(position) { projection.write($0, to: &object) }
    out.raw(object.dropFirst())
    return WireAnswer(200, body: out.bytes)
  }

  func missing(_ id: String, _ call: Call) -> WireAnswer {
    call.error(
      404, "Request_ResourceNotFound",
      "Resource '\(id)' does not exist or one of its queried reference-property objects are not present.")
  }

  private func userCount(_ call: Call) throws -> WireAnswer {
    guard call.isAdvanced else { return call.error(400, "Request_BadRequest", "$count is not currently supported.") }
    let count = try world.store.kind("users", of: call.tenant.facts).count
    return WireAnswer(200, body: Array("\(count)".utf8), type: "text/plain")
  }

  private func appRoles(of id: String, _ call: Call) throws -> WireAnswer {
    guard try !world.store.kind("service_principals", of: call.tenant.facts).positions(of: id).isEmpty else {
      return missing(id, call)
    }
    let positions = try world.store.kind("app_role_assignments", of: call.tenant.facts).positions(of: id)
    return try listing(.appRoleAssignedTo, call, among: positions)
  }

  private func methods(of user: String, _ call: Call) throws -> WireAnswer {
    let people = try world.store.kind("users", of: call.tenant.facts)
    guard let person = people.positions(of: user).first, !isDeleted(user, call) else { return missing(user, call) }
    let methods = try world.store.kind("authentication_methods", of: call.tenant.facts)
    let id = people.text(["id"], of: person) ?? user
    return try listing(.authenticationMethods, call, among: methods.positions(of: id))
  }
}
