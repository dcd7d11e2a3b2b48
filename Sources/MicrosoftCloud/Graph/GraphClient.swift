package import WireJSON

/// Microsoft Graph as one tenant's application sees it.
///
/// All functions throw `CloudFailure`, `CancellationError`, or what their closures throw.
package struct GraphClient: Sendable {
  package let tenantID: String

  /// Lends one object, or the raw envelope of one page, to the closure.
  package func object<Value: Sendable>(
    _ request: GraphRequest, _ read: @Sendable (JSONView) throws -> Value
  ) async throws -> Value { fatalError("…") }

  /// Creates something whose repetition is harmless to the tenant, such as an audit search.
  package func post<Value: Sendable>(
    _ request: GraphRequest, body: [UInt8], _ read: @Sendable (JSONView) throws -> Value
  ) async throws -> Value { fatalError("…") }

  /// Every page of a listing, in order: `element` runs on each object of `value` while the page is parsed, `page` then gets them.
  ///
  /// A listing whose page token expired begins again (up to five times), and its elements come again: readers are idempotent by id.
  package func pages<Element: Sendable>(
    of request: GraphRequest, maximumPages: Int, element: @Sendable (JSONView) throws -> Element,
    page: (_ elements: [Element]) async throws -> Void
  ) async throws { fatalError("…") }

  /// Listings for many owners through `$batch`; `finished` is called once a request, as soon as it is known, in no stated order.
  package func listings<Element: Sendable>(
    _ requests: [GraphRequest], element: @escaping @Sendable (JSONView) throws -> Element,
    finished: (_ index: Int, _ outcome: Result<[Element], CloudFailure>) async throws -> Void
  ) async throws { fatalError("…") }
}
