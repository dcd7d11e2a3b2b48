import Foundation
import Synchronization

/// A search of the unified audit log that was asked for through Graph.
struct AuditSearch: Sendable {
  let id: String
  let name: String
  let from: Moment
  let to: Moment
  let operations: Set<String>
  let people: Set<String>
  /// How often it says running yet.
  var pollsLeft: Int
  /// Wall-clock seconds.
  let created: Double
}

extension GraphService {
  /// `POST /security/auditLog/queries`.
  func createSearch(_ call: Call) -> WireAnswer {
    if let refusal = searchRefusal(call) { return refusal }
    guard let body = try? JSONSerialization.jsonObject(with: Data(call.request.body)) as? [String: Any],
      let from = (body["filterStartDateTime"] as? String).flatMap({ Moment($0) }),
      let to = (body["filterEndDateTime"] as? String).flatMap({ Moment($0) })
    else { return call.error(400, "BadRequest", "filterStartDateTime and filterEndDateTime are required.") }
    let audit = call.tenant.scenario.audit
    let search = call.tenant.memory.withLock { memory -> AuditSearch? in
      memory.searches = memory.searches.filter { call.now - $0.value.created < 86_400 }
      guard memory.searches.values.count(where: { $0.pollsLeft > 0 }) < audit.concurrent else { return nil }
      memory.searchCount += 1
      let digits = String(memory.searchCount, radix: 16)
      let search = AuditSearch(
        id: "168ec429-084b-a489-90d8-" + String(repeating: "0", count: 12 - digits.count) + digits,
        name: body["displayName"] as? String ?? "", from: from, to: to,
        operations: Set((body["operationFilters"] as? [String] ?? []).map { $0.lowercased() }),
        people: Set((body["userPrincipalNameFilters"] as? [String] ?? []).map { $0.lowercased() }),
        pollsLeft: audit.polls,
        created: call.now)
      memory.searches[search.id] = search
      return search
    }
    guard let search else { return call.error(429, "TooManyRequests", "Too many searches are running in this tenant.") }
    return .document(description(of: search, "notStarted"), status: 201)
  }

  /// `GET /security/auditLog/queries/{id}`.
  func search(_ id: String, _ call: Call) -> WireAnswer {
    if let refusal = searchRefusal(call) { return refusal }
    let polled = call.tenant.memory.withLock { memory -> (AuditSearch, Bool)? in
      guard var search = memory.searches[id] else { return nil }
      let isDone = search.pollsLeft == 0
      if !isDone { search.pollsLeft -= 1 }
      memory.searches[id] = search
      return (search, isDone)
    }
    guard let (search, isDone) = polled else { return call.error(404, "UnknownError", "") }
    return .document(description(of: search, isDone ? call.tenant.scenario.audit.outcome.rawValue : "running"))
  }

  /// `GET /security/auditLog/queries/{id}/records`.
  func searchRecords(_ id: String, _ call: Call) throws -> WireAnswer {
    if let refusal = searchRefusal(call) { return refusal }
    guard let search = call.tenant.memory.withLock({ $0.searches[id] }) else {
      return call.error(404, "UnknownError", "")
    }
    let records = try world.store.kind("unified_audit", of: call.tenant.facts)
    var listing = GraphListing(
      kind: "unified_audit", path: "/security/auditLog/queries/{id}/records", workload: .auditSearch, permissions: [],
      defaultPage: 150, largestPage: nil)
    listing.isDirectoryObject = false
    let isReady = search.pollsLeft == 0 && call.tenant.scenario.audit.outcome == .succeeded
    let found =
      isReady
      ? records.objects.indices.filter { position in
        let moment = records.moments[position]
        guard moment >= search.from, moment <= search.to else { return false }
        if !search.operations.isEmpty, !search.operations.contains(AuditForms.operation(records, position).lowercased())
        {
          return false
        }
        return search.people.isEmpty || search.people.contains(AuditForms.person(records, position).lowercased())
      } : []
    return try self.listing(listing, call, among: found, form: .auditRecord)
  }

  private func searchRefusal(_ call: Call) -> WireAnswer? {
    if call.tenant.scenario.audit.isBetaOnly, !call.route.isBeta { return call.error(404, "UnknownError", "") }
    guard !call.tenant.isAuditing else { return nil }
    return call.error(
      400, "UnknownError",
      #"{"Status": "AuditingDisabledTenant", "Message": "Auditing is disabled for this tenant."}"#)
  }

  private func description(of search: AuditSearch, _ status: String) -> JSONTree {
    .object([
      ("@odata.type", "#microsoft.graph.security.auditLogQuery"), ("id", .text(search.id)),
      ("displayName", .text(search.name)), ("filterStartDateTime", .text(search.from.text)),
      ("filterEndDateTime", .text(search.to.text)), ("recordTypeFilters", .list([])), ("keywordFilter", .null),
      ("serviceFilter", .null), ("operationFilters", .list(search.operations.sorted().map { .text($0) })),
      ("userPrincipalNameFilters", .list(search.people.sorted().map { .text($0) })), ("ipAddressFilters", .list([])),
      ("objectIdFilters", .list([])), ("administrativeUnitIdFilters", .list([])), ("status", .text(status)),
    ])
  }
}
