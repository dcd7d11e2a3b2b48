import AuditModel
import MicrosoftCloud
import WireJSON

/// Reads the unified audit log through Microsoft Graph's audit search: create a search, wait for it, list its records.
struct AuditSearch: Sendable {
  let context: TenantContext
  let pause: @Sendable (Duration) async throws -> Void

  private static let path = "/security/auditLog/queries"

  func read(
    from: Timestamp, to: Timestamp, element: @escaping @Sendable (JSONView) throws -> RawObject,
    page: ([RawObject]) async throws -> Void
  ) async throws {
    var version = context.plan.caps.auditSearchVersion
    var slices = [(from: from, to: to)]
    while let slice = slices.popLast() {
      let id = try await create(from: slice.from, to: slice.to, &version)
      let isTooLarge = try await waitFor(id, version)
      let seconds = slice.to.seconds(since: slice.from)
      if isTooLarge, seconds >= 2 * context.plan.caps.auditShortestSlice {
        let middle = slice.from.advanced(bySeconds: seconds / 2)
        slices.append((middle, slice.to))
        slices.append((slice.from, middle))
        continue
      }
      try await context.cloud.graph.pages(
        of: GraphRequest(
          "\(Self.path)/\(GraphRequest.segment(id))/records", query: [.init("$top", "999")], limit: .auditSearch,
          version: version), maximumPages: context.plan.caps.pages, element: element, page: page)
      if isTooLarge {
        throw CloudFailure(
          .endlessPages, service: .graph, path: "GET \(Self.path)",
          message: "The audit search holds more records than Microsoft returns; only those are there.")
      }
    }
  }

  /// Some tenants answer 404 where the other version works: that is tried once.
  private func create(from: Timestamp, to: Timestamp, _ version: inout GraphRequest.Version) async throws -> String {
    do {
      return try await create(from: from, to: to, in: version)
    } catch let failure as CloudFailure where failure.reason == .notFound && version == .v1 {
      version = .beta
      return try await create(from: from, to: to, in: version)
    }
  }

  private func create(from: Timestamp, to: Timestamp, in version: GraphRequest.Version) async throws -> String {
    var body = JSONWriter()
    body.beginObject()
    body.member("displayName", "Roundsman \(to.iso8601)")
    body.member("filterStartDateTime", from.iso8601)
    body.member("filterEndDateTime", to.iso8601)
    if let operations = context.operationNames {
      body.key("operationFilters")
      body.beginArray()
      for operation in operations { body.string(operation) }
      body.endArray()
    }
    body.endObject()
    let request = GraphRequest(Self.path, limit: .auditSearch, version: version)
    return try await context.cloud.graph.post(request, body: body.bytes) { view in
      guard let id = try Self.entity(view)["id"]?.nonEmptyString() else { throw view.missing("id") }
      return id
    }
  }

  /// - Returns: true when it holds more records than Microsoft returns.
  private func waitFor(_ id: String, _ version: GraphRequest.Version) async throws -> Bool {
    let request = GraphRequest("\(Self.path)/\(GraphRequest.segment(id))", limit: .auditSearch, version: version)
    var wait = context.plan.caps.auditSearchFirstLook
    for _ in 0..<context.plan.caps.auditSearchLooks {
      let (status, isTooLarge) = try await context.cloud.graph.object(request) { view in
        let query = Self.entity(view)
        return (query["status"]?.string ?? "", query["isRecordCountLimitExceeded"]?.bool ?? false)
      }
      switch status {
      case "succeeded": return isTooLarge
      case "failed", "cancelled":
        throw CloudFailure(
          .serviceError, service: .graph, path: "GET \(Self.path)",
          message: "Microsoft's audit search ended as \(status).")
      default:
        try await pause(wait)
        wait = min(wait * 2, context.plan.caps.auditSearchLook)
      }
    }
    throw CloudFailure(
      .timedOut, service: .graph, path: "GET \(Self.path)", message: "Microsoft's audit search did not end in time.")
  }

  /// Documentation wraps the entity in `value`; the service does not.
  private static func entity(_ view: JSONView) -> JSONView {
    if let value = view["value"], value.isObject { return value }
    return view
  }
}
