import Foundation
import Synchronization

extension GraphService {
  /// A page of a listing: the first one, or the one that a link leads to.
  ///
  /// - Parameter among: positions to choose from; nil for the whole kind.
  func listing(
    _ listing: GraphListing, _ call: Call, among: [Int]? = nil, form: PagedListing.Form = .asItIs
  ) throws -> WireAnswer {
    let query = call.query
    if let token = query["$skiptoken"] { return try further(token, listing, call) }
    if query["$skip"] != nil, listing.isDirectoryObject {
      return call.error(400, "Request_BadRequest", "$skip is not allowed.")
    }
    var pageSize = listing.defaultPage
    if let top = query["$top"] {
      let most = listing.largestPage ?? 1_000
      guard let number = Int(top), number >= 1, listing.largestPage == nil || number <= most else {
        return call.error(
          400, listing.isDirectoryObject ? "Request_UnsupportedQuery" : "BadRequest",
          "Invalid page size specified: '\(top)'. Must be between 1 and \(most) inclusive.")
      }
      pageSize = min(number, most)
    }
    if let answer = unknownProperty(listing, call) ?? signInActivityRefusal(listing, call) { return answer }
    if query["$select"]?.contains("signInActivity") == true { pageSize = min(pageSize, 500) }
    if let preferred = preferredPageSize(call), listing.workload == .outlook { pageSize = min(pageSize, preferred) }
    let kind = listing.kind
    pageSize = min(
      pageSize, call.tenant.scenario.listings.pageSizes[kind] ?? call.tenant.scenario.listings.pageSizes["*"] ?? .max)

    let rendered = try world.store.kind(kind, of: call.tenant.facts)
    var positions = among
    if kind == "sign_ins", query["$filter"] == nil, call.tenant.scenario.listings.widestSignInHours > 0 {
      return WireAnswer(504)
    }
    if let text = query["$filter"] {
      do throws(FilterParser.Failure) {
        let filter = try FilterParser.expression(text)
        if let answer = filterRefusal(filter, listing, call) { return answer }
        positions = (positions ?? Array(0..<rendered.count)).filter { position in
          rendered.withObject(position) { filter.accepts(0..<$0.count, $0) }
        }
      } catch { return call.error(400, "BadRequest", error.message) }
    }
    if query["$search"] != nil, listing.isDirectoryObject, !call.isAdvanced {
      return call.error(
        400, "Request_UnsupportedQuery",
        "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'"
      )
    }
    positions = visible(positions, listing, rendered, call)
    if query["$orderby"]?.lowercased().hasSuffix(" asc") == true
      || (query["$orderby"] != nil && !rendered.moments.isEmpty
        && query["$orderby"]?.lowercased().hasSuffix(" desc") == false)
    {
      positions = Array((positions ?? Array(0..<rendered.count)).reversed())
    }
    // Told with `ConsistencyLevel: eventual` only; without it the option is ignored in silence.
    let isCounted =
      query["$count"]?.lowercased() == "true" && (call.isAdvanced || !listing.isDirectoryObject)
      && listing.workload != .reports
    let start = PagedListing(
      tenant: call.tenant.facts.id, kind: kind, positions: positions, form: form,
      isAdvanced: call.isAdvanced && (query["$filter"] != nil || query["$count"] != nil),
      count: isCounted ? positions?.count ?? rendered.count : nil, pageSize: max(1, pageSize))
    return try page(start, rendered, listing, call)
  }

  private func further(_ token: String, _ listing: GraphListing, _ call: Call) throws -> WireAnswer {
    let behaviour = call.tenant.scenario.listings
    let isRefused = call.tenant.memory.withLock { memory in
      guard memory.refusedPageTokens < behaviour.expiredPageTokens else { return false }
      memory.refusedPageTokens += 1
      return true
    }
    guard !isRefused, let known = pages.listing(for: token), known.tenant == call.tenant.facts.id,
      known.kind == listing.kind,
      call.now <= known.issued + behaviour.pageTokenLifetime, call.isAdvanced || !known.isAdvanced
    else {
      return call.error(
        400, "Directory_ExpiredPageToken",
        "Specified page token value has expired and can no longer be included in your request.")
    }
    return try page(known, try world.store.kind(listing.kind, of: call.tenant.facts), listing, call)
  }

  private func page(_ paged: PagedListing, _ rendered: RenderedKind, _ listing: GraphListing, _ call: Call) throws
    -> WireAnswer
  {
    let behaviour = call.tenant.scenario.listings
    let total = paged.positions?.count ?? rendered.count
    var next = paged
    next.page += 1
    let isEmpty = behaviour.emptyPageEvery > 0 && paged.page % (behaviour.emptyPageEvery + 1) == 0
    let isEndless = behaviour.endlessKinds.contains(listing.kind)
    let first = behaviour.repeatsRows && paged.offset > 0 && !isEmpty ? paged.offset - 1 : paged.offset
    let end = isEmpty ? paged.offset : min(total, paged.offset + paged.pageSize)
    next.offset = isEndless ? 0 : end

    var out = JSONBytes()
    out.bytes.reserveCapacity((end - first) * 1_024 + 512)
    let version = call.route.isBeta ? "beta" : "v1.0"
    out.raw(
      "{\"@odata.context\":\"http://\(call.request.host)/\(version)/$metadata#\(GraphService.context(call.route.name))\""
    )
    if paged.page == 1, let count = paged.count { out.raw(",\"@odata.count\":\(count)") }
    if next.offset < total || isEndless {
      out.raw(",\"@odata.nextLink\":")
      out.text(link(to: next, listing, call))
    }
    out.raw(",\"value\":[")
    let projection = projection(listing, call)
    for index in first..<max(first, end) {
      if index > first { out.raw(",") }
      let position = paged.positions.map { $0[index] } ?? index
      switch paged.form {
      case .asItIs: rendered.withObject(position) { projection.write($0, to: &out.bytes) }
      case .auditRecord: out.raw(AuditForms.graphRecord(rendered, position))
      case .graphRule: out.raw(RuleForms.graphRule(rendered, position))
      }
    }
    out.raw("]}")
    return WireAnswer(200, body: out.bytes)
  }

  private func link(to next: PagedListing, _ listing: GraphListing, _ call: Call) -> String {
    var next = next
    next.issued = call.now
    let behaviour = call.tenant.scenario.listings
    let options = call.request.rawQuery.split(separator: "&")
      .filter { !$0.lowercased().hasPrefix("$skiptoken=") && !$0.lowercased().hasPrefix("%24skiptoken=") }
    let query = (options + ["$skiptoken=\(pages.token(for: next))"[...]]).joined(separator: "&")
    var base = "http://\(call.request.host)"
    if behaviour.nextLinkKinds.isEmpty || behaviour.nextLinkKinds.contains(listing.kind) {
      switch behaviour.nextLink {
      case .honest: break
      case .otherHost: base = "http://graph.attacker.example"
      case .otherPort: base = "http://\(call.request.host.split(separator: ":").first ?? "127.0.0.1"):\(otherPort)"
      case .otherScheme: base = "https://\(call.request.host)"
      }
    }
    return base + call.request.path + "?" + query
  }

  // MARK: Options

  private func projection(_ listing: GraphListing, _ call: Call) -> Projection {
    let selected = call.query["$select"].map {
      $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    let expanded = call.query["$expand"] ?? ""
    let dropped = listing.expandable.filter { !expanded.contains($0) }
    guard let selected else {
      return Projection(selected: listing.defaults, dropped: dropped, fillsWithNull: listing.defaults != nil)
    }
    return Projection(selected: selected + listing.expandable.filter { expanded.contains($0) }, dropped: dropped)
  }

  private func preferredPageSize(_ call: Call) -> Int? {
    call.request.headers["prefer"]?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
      .first { $0.hasPrefix("odata.maxpagesize=") }.flatMap { Int($0.dropFirst(18)) }
  }

  private func unknownProperty(_ listing: GraphListing, _ call: Call) -> WireAnswer? {
    guard listing.kind == "users", let selected = call.query["$select"] else { return nil }
    let names = selected.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    if let single = names.first(where: {
      ["mailboxSettings", "aboutMe", "birthday", "interests", "skills"].contains($0)
    }) {
      return call.error(501, "NotImplemented", "The property '\(single)' can be read of a single user only.")
    }
    return names.first { !GraphListing.userProperties.contains($0) }.map {
      call.error(
        400, "BadRequest",
        "Parsing OData Select and Expand failed: Could not find a property named '\($0)' on type 'microsoft.graph.user'."
      )
    }
  }

  private func signInActivityRefusal(_ listing: GraphListing, _ call: Call) -> WireAnswer? {
    guard listing.kind == "users", call.query["$select"]?.contains("signInActivity") == true else { return nil }
    guard call.claims.permissions.contains("AuditLog.Read.All") else {
      return call.error(
        403, "Authentication_MSGraphPermissionMissing",
        "The principal does not have required Microsoft Graph permission(s): AuditLog.Read.All to call this API.")
    }
    return licenceRefusal(.premiumP1, call)
  }

  private func filterRefusal(_ filter: FilterExpression, _ listing: GraphListing, _ call: Call) -> WireAnswer? {
    let properties = filter.properties
    if listing.isDirectoryObject {
      let isAdvanced = call.isAdvanced && call.query["$count"]?.lowercased() == "true"
      if let name = filter.advancedOperator, !isAdvanced {
        return call.error(
          400, "Request_UnsupportedQuery",
          "Operator '\(name)' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information"
        )
      }
      if let property = properties.first(where: {
        ["lastPasswordChangeDateTime", "signInSessionsValidFromDateTime"].contains($0)
      }) {
        return call.error(
          400, "Request_UnsupportedQuery",
          "Unsupported or invalid query filter clause specified for property '\(property)' of resource 'User'.")
      }
    }
    if listing.kind == "sign_ins", !call.route.isBeta, properties.contains("signInEventTypes") {
      return call.error(
        400, "BadRequest", "Could not find a property named 'signInEventTypes' on type 'microsoft.graph.signIn'.")
    }
    let widest = call.tenant.scenario.listings.widestSignInHours
    if listing.kind == "sign_ins", widest > 0, filter.span.map({ $0 > widest * 3_600 }) ?? true {
      return WireAnswer(504)
    }
    return nil
  }

  /// What the index, or the log's delay, lets be seen.
  private func visible(_ positions: [Int]?, _ listing: GraphListing, _ rendered: RenderedKind, _ call: Call) -> [Int]? {
    let behaviour = call.tenant.scenario.listings
    let end = Double(call.tenant.facts.collectedAt)
    if listing.kind == "users", call.isAdvanced, behaviour.indexDelay > 0 {
      return (positions ?? Array(0..<rendered.count)).filter { position in
        guard let moment = rendered.text(["createdDateTime"], of: position).flatMap({ Moment($0) }) else { return true }
        return moment <= Moment(seconds: end - behaviour.indexDelay)
      }
    }
    guard !rendered.moments.isEmpty else { return positions }
    var seen = positions
    if behaviour.logDelay > 0 {
      let last = Moment(seconds: end - behaviour.logDelay)
      seen = (positions ?? Array(0..<rendered.count)).filter { rendered.moments[$0] <= last }
    }
    guard behaviour.shufflesLogs else { return seen }
    return SeededNumbers.shuffled(seen ?? Array(0..<rendered.count), world.scenario.seed, listing.kind)
  }

  /// The name of a collection in `@odata.context`.
  private static func context(_ route: String) -> String {
    route.split(separator: " ").last.map { $0.split(separator: "/").filter { $0 != "{id}" }.joined(separator: "/") }
      ?? ""
  }
}

extension FilterExpression {
  /// Seconds between the first and the last moment that it names; nil when it is open on a side.
  var span: Double? {
    var lower: Moment?
    var upper: Moment?
    func visit(_ expression: FilterExpression) {
      switch expression {
      case .both(let left, let right):
        visit(left)
        visit(right)
      case .compare(_, .ge, .moment(let moment)), .compare(_, .gt, .moment(let moment)): lower = moment
      case .compare(_, .le, .moment(let moment)), .compare(_, .lt, .moment(let moment)): upper = moment
      default: break
      }
    }
    visit(self)
    guard let lower, let upper else { return nil }
    return Double(upper.ticks - lower.ticks) / Double(Moment.ticksPerSecond)
  }
}
