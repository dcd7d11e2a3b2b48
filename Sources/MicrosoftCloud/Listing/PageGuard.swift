/// Ends listings that would never end: links seen before, the same content again and again, more pages than allowed.
struct PageGuard {
  private let maximumPages: Int
  private var pageCount = 0
  private var seenLinks: Set<String> = []
  private var seenContents: [Int: Int] = [:]
  /// A page may be served again once or twice, but not for ever.
  private static let mostRepetitions = 3

  init(maximumPages: Int) { self.maximumPages = maximumPages }

  /// Takes note of a page.
  ///
  /// - Parameter fingerprint: nil for a page without elements, of which any number may follow one another.
  /// - Throws: `CloudFailure` when the next page must not be asked for.
  mutating func admit(nextLink: String?, fingerprint: Int?, of call: ServiceCall) throws(CloudFailure) {
    pageCount += 1
    guard let nextLink else { return }
    guard seenLinks.insert(nextLink).inserted else {
      throw Self.endless(call, "after \(pageCount) pages a next link came that had been followed before")
    }
    if let fingerprint {
      seenContents[fingerprint, default: 0] += 1
      guard seenContents[fingerprint, default: 0] < Self.mostRepetitions else {
        throw Self.endless(call, "the same page came \(Self.mostRepetitions) times")
      }
    }
    guard pageCount < maximumPages else { throw Self.endless(call, "there are more than \(maximumPages) pages") }
  }

  private static func endless(_ call: ServiceCall, _ cause: String) -> CloudFailure {
    CloudFailure(
      .endlessPages, service: call.service, path: call.place, message: "\(call.place): \(cause).", http: 200)
  }
}
