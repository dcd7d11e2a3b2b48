import AuditModel
import MicrosoftCloud
import WireJSON

/// Reads the unified audit log through Microsoft Graph's audit search: create a search, wait for it, list its records.
struct AuditSearch: Sendable {
  let context: TenantContext
  let pause: @Sendable (Duration) async throws -> Void

  private static let path = "/security/auditLog/queries"

  private var caps: CollectionCaps { context.plan.caps }

  /// Reads earlier times first. A time that holds more than Microsoft returns is searched in halves.
  ///
  /// - Parameter page: gets the records of every page, as they came.
  /// - Throws: `CloudFailure` when something is missing of what the log holds.
  func read(
    from: Timestamp, to: Timestamp, element: @escaping @Sendable (JSONView) throws -> RawObject,
    page: ([RawObject]) async throws -> Void
  ) async throws {
    var version = caps.auditSearchVersion
    var slices = [AuditWindow(from: from, to: to)]
    var truncation: CloudFailure?
    while let slice = slices.popLast() {
      let id = try await create(from: slice.from, to: slice.to, &version)
      let isTooLarge = try await waitFor(id, version)
      if isTooLarge, slice.to.seconds(since: slice.from) >= 2 * caps.auditShortestSlice {
        slices += slice.halves.reversed()
        continue
      }
      try await context.cloud.graph.pages(
        of: GraphRequest(
          "\(Self.path)/\(GraphRequest.segment(id))/records", query: [.init("$top", "999")], limit: .auditSearch,
          version: version), maximumPages: caps.pages, element: element, page: page)
      if isTooLarge { truncation = truncation ?? Self.truncation(of: slice) }
    }
    if let truncation { throw truncation }
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
    var wait = caps.auditSearchFirstLook
    for look in 1...max(1, caps.auditSearchLooks) {
      if look > 1 {
        try await pause(wait)
        wait = min(wait * 2, caps.auditSearchLook)
      }
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
      default: continue
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

  private static func truncation(of slice: AuditWindow) -> CloudFailure {
    CloudFailure(
      .endlessPages, service: .graph, path: "GET \(path)",
      message: "The audit search holds more records from \(slice.from.iso8601) to \(slice.to.iso8601) than Microsoft "
        + "returns; only the first of them could be read.")
  }
}
