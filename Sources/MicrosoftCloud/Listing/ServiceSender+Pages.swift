import WireJSON

extension ServiceSender {
  /// A listing is begun again so often when its page token expires.
  static var mostRestarts: Int { 5 }

  /// The target of a next link that leads to this service and nowhere else.
  ///
  /// - Throws: `CloudFailure` of reason `foreignLink`; the link itself is not repeated in it.
  func target(of link: String, _ call: ServiceCall) throws(CloudFailure) -> String {
    guard let address = WebAddress(link), address.scheme == base.scheme, address.host == base.host,
      address.port == base.port
    else {
      let elsewhere = WebAddress(link).map { "\($0.scheme)://\($0.host.prefix(80)):\($0.port)" } ?? "no plain URL"
      throw CloudFailure(
        .foreignLink, service: service, path: call.place,
        message:
          "\(call.place): the next link leads elsewhere (\(elsewhere) instead of \(base.origin)); it was not followed.")
    }
    return PercentEncoding.mended(address.target)
  }

  /// Every page in order. See `GraphClient.pages`.
  func pages<Element: Sendable>(
    of first: ServiceCall, maximumPages: Int, element: @Sendable (JSONView) throws -> Element,
    page: (_ elements: [Element]) async throws -> Void
  ) async throws {
    var restarts = 0
    while true {
      do {
        return try await pagesOnce(of: first, maximumPages: maximumPages, element: element, page: page)
      } catch let failure as CloudFailure
        where failure.reason == .pageTokenExpired && failure.path == first.place && restarts < Self.mostRestarts
      {
        restarts += 1
        log("listing begun again", first, ["status": "\(failure.http ?? 0)", "restart": "\(restarts)"])
      }
    }
  }

  private func pagesOnce<Element: Sendable>(
    of first: ServiceCall, maximumPages: Int, element: @Sendable (JSONView) throws -> Element,
    page: (_ elements: [Element]) async throws -> Void
  ) async throws {
    var pageGuard = PageGuard(maximumPages: maximumPages)
    var call = first
    while true {
      try Task.checkCancellation()
      let isFirst = call.http.target == first.http.target
      let answer: HTTPAnswer
      do {
        answer = try await send(call).answer
      } catch let failure as CloudFailure { throw isFirst ? failure : failure.ofFurtherPage }
      let read = try core.parsers.parse(answer.body, of: call) { try ListingPage($0, element) }
      let fingerprint =
        read.elements.isEmpty ? nil : PageFingerprint.value(of: answer.body, nextLink: read.nextLink)
      try await page(read.elements)
      try pageGuard.admit(nextLink: read.nextLink, fingerprint: fingerprint, of: call)
      guard let link = read.nextLink else { return }
      call = call.following(try target(of: link, call))
    }
  }
}

extension CloudFailure {
  /// Exchange has no code for an expired page token: what it accepted as first page and refuses as next one is that.
  var ofFurtherPage: CloudFailure {
    guard service == .exchange, reason == .badRequest else { return self }
    return CloudFailure(
      .pageTokenExpired, service: service, path: path, message: message, http: http, code: code, requestID: requestID)
  }
}
