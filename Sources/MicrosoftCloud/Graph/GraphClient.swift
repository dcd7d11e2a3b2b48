import NIOCore
import NIOHTTP1
package import WireJSON

/// Microsoft Graph as one tenant's application sees it.
///
/// All functions throw `CloudFailure`, `CancellationError`, or what their closures throw.
package struct GraphClient: Sendable {
  let sender: ServiceSender

  package var tenantID: String { sender.terms.tenantID }

  /// Lends one object, or the raw envelope of one page, to the closure.
  package func object<Value: Sendable>(
    _ request: GraphRequest, _ read: @Sendable (JSONView) throws -> Value
  ) async throws -> Value {
    let call = call(request)
    let answer = try await sender.send(call).answer
    return try sender.core.parsers.parse(answer.body, of: call, read)
  }

  /// Creates something, such as an audit search; repeated only when the service surely did nothing.
  package func post<Value: Sendable>(
    _ request: GraphRequest, body: [UInt8], _ read: @Sendable (JSONView) throws -> Value
  ) async throws -> Value {
    let call = call(request, body: body)
    let answer = try await sender.send(call).answer
    return try sender.core.parsers.parse(answer.body, of: call, read)
  }

  /// Every page of a listing, in order: `element` runs on each object of `value` while the page is parsed, `page` then gets them.
  ///
  /// A listing whose page token expired begins again (up to five times), and its elements come again: readers are idempotent by id.
  package func pages<Element: Sendable>(
    of request: GraphRequest, maximumPages: Int, element: @Sendable (JSONView) throws -> Element,
    page: (_ elements: [Element]) async throws -> Void
  ) async throws {
    try await sender.pages(of: call(request), maximumPages: maximumPages, element: element, page: page)
  }

  /// Listings for many owners through `$batch`; `finished` is called once a request, as soon as it is known, in no stated order.
  package func listings<Element: Sendable>(
    _ requests: [GraphRequest], element: @escaping @Sendable (JSONView) throws -> Element,
    finished: (_ index: Int, _ outcome: Result<[Element], CloudFailure>) async throws -> Void
  ) async throws {
    let batches = BatchListing(sender: sender, largestBatch: 20, element: element)
    try await batches.run(count: requests.count, call: { call(requests[$0]) }, finished: finished)
  }

  private func call(_ request: GraphRequest, body: [UInt8]? = nil) -> ServiceCall {
    let prefix = "\(sender.base.path)/\(request.version.rawValue)"
    let query = request.query.map { "\($0.name)=\(PercentEncoding.queryValue($0.value))" }.joined(separator: "&")
    var headers: HTTPHeaders = ["Accept": "application/json", "x-ms-throttle-priority": "Low"]
    if request.isAdvanced { headers.add(name: "ConsistencyLevel", value: "eventual") }
    if let size = request.preferredPageSize { headers.add(name: "Prefer", value: "odata.maxpagesize=\(size)") }
    if body != nil { headers.add(name: "Content-Type", value: "application/json") }
    let method: HTTPMethod = body == nil ? .GET : .POST
    return ServiceCall(
      service: .graph,
      http: HTTPCall(
        method: method, target: prefix + request.path + (query.isEmpty ? "" : "?\(query)"), headers: headers,
        body: body.map { ByteBuffer(bytes: $0) }),
      place: "\(method) /\(request.version.rawValue)\(request.path)", limit: request.limit, mailbox: request.mailbox,
      isRepeatable: body == nil, batchTarget: "\(prefix)/$batch", batchPrefix: prefix)
  }
}
