extension GraphService {
  /// What a partner sees of its customers.
  func partner(_ call: Call) -> WireAnswer {
    guard call.tenant.isPartner else {
      return call.error(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
    }
    if !world.scenario.partnerMayBeApplication, !call.claims.isDelegated {
      return call.error(
        403, "Forbidden", "The application is not supported for this request; a signed-in user is needed.")
    }
    let customers = world.tenants.filter { $0.scenario.relationship != .none }
    let host = call.request.host
    switch call.route.action {
    case .customers:
      return whole(
        "tenantRelationships/delegatedAdminCustomers", host,
        customers.map {
          .object([
            ("@odata.type", "#microsoft.graph.delegatedAdminCustomer"), ("id", .text($0.facts.id)),
            ("tenantId", .text($0.facts.id)), ("displayName", .text($0.facts.name)),
          ])
        })
    case .contracts:
      return whole(
        "contracts", host,
        customers.map {
          .object([
            ("id", .text($0.facts.id)), ("contractType", "Contract"), ("customerId", .text($0.facts.id)),
            ("defaultDomainName", .text($0.facts.domain)), ("displayName", .text($0.facts.name)),
          ])
        })
    default: return relationships(customers, call)
    }
  }

  private func relationships(_ customers: [SimulatedTenant], _ call: Call) -> WireAnswer {
    let query = call.query
    let top = query["$top"].flatMap { Int($0) } ?? 100
    guard (1...300).contains(top) else {
      return call.error(
        400, "BadRequest", "Invalid page size specified: '\(top)'. Must be between 1 and 300 inclusive.")
    }
    let wanted = query["$filter"].flatMap { try? FilterParser.expression($0) }
    let all = customers.map { relationship(of: $0, world.partnerTenantID) }.map(\.bytes).filter { bytes in
      wanted.map { filter in bytes.withUnsafeBufferPointer { filter.accepts(0..<$0.count, $0) } } ?? true
    }
    let start = min(all.count, max(0, query["$skiptoken"].flatMap { Int($0) } ?? 0))
    let end = min(all.count, start + top)
    var members: [(String, JSONTree)] = [
      (
        "@odata.context",
        .text("http://\(call.request.host)/v1.0/tenantRelationships/$metadata#delegatedAdminRelationships")
      )
    ]
    if end < all.count {
      let options = call.request.rawQuery.split(separator: "&").filter { !$0.lowercased().contains("skiptoken=") }
      let link = (options.map(String.init) + ["$skiptoken=\(end)"]).joined(separator: "&")
      members.append(("@odata.nextLink", .text("http://\(call.request.host)\(call.request.path)?\(link)")))
    }
    members.append(("value", .list(all[start..<end].map { .raw($0) })))
    return .document(.object(members))
  }

  private func relationship(of tenant: SimulatedTenant, _ partner: String) -> JSONTree {
    let now = tenant.facts.collectedAt
    let day: Int64 = 86_400
    let end =
      tenant.scenario.relationship == .active
      ? now + 300 * day : tenant.scenario.relationship == .expiring ? now + 10 * day : now - 5 * day
    // The service calls a relationship active until the last day; how near its end is, its reader must see.
    let status = tenant.scenario.relationship == .terminated ? "terminated" : "active"
    return .object([
      ("@odata.type", "#microsoft.graph.delegatedAdminRelationship"),
      ("@odata.etag", .text("W/\"\(tenant.facts.id.prefix(8))\"")), ("id", .text("\(tenant.facts.id)-\(partner)")),
      ("displayName", .text("Audit of \(tenant.facts.name)")), ("duration", "P730D"),
      ("customer", .object([("tenantId", .text(tenant.facts.id)), ("displayName", .text(tenant.facts.name))])),
      (
        "accessDetails",
        .object([
          ("unifiedRoles", .list([.object([("roleDefinitionId", "f2ef992c-3afb-46b9-b7cf-a126ee74c451")])]))
        ])
      ), ("status", .text(status)), ("autoExtendDuration", "PT0S"),
      ("createdDateTime", .text(Moment(seconds: end - 730 * day).text)),
      ("lastModifiedDateTime", .text(Moment(seconds: end - 730 * day).text)),
      ("activatedDateTime", .text(Moment(seconds: end - 730 * day).text)),
      ("endDateTime", .text(Moment(seconds: end).text)),
    ])
  }

  private func whole(_ name: String, _ host: String, _ objects: [JSONTree]) -> WireAnswer {
    .document(.object([("@odata.context", .text("http://\(host)/v1.0/$metadata#\(name)")), ("value", .list(objects))]))
  }
}
