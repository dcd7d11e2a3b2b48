import NIOHTTP1

/// One request to Graph or Exchange with all that its sending, repeating and explaining needs.
struct ServiceCall: Sendable {
  let service: CloudService
  var http: HTTPCall
  /// Method and path for messages and logs: ids, but no query.
  let place: String
  let limit: ServiceLimit
  /// The owner, for the bound per mailbox and for what "not found" means.
  let mailbox: String?
  /// True when doing it twice is as good as once.
  let isRepeatable: Bool
  /// Where a batch of such requests is posted.
  let batchTarget: String
  /// What a request's target begins with that its address inside a batch leaves out.
  let batchPrefix: String

  /// The address inside a batch; nil when it must go alone.
  var batchAddress: String? {
    guard http.target.hasPrefix(batchPrefix + "/") else { return nil }
    return String(http.target.dropFirst(batchPrefix.count))
  }

  func charge(_ terms: TenantTerms) -> Charge { Charge(terms: terms, limit: limit, mailbox: mailbox) }

  /// The same request to a next link.
  func following(_ target: String) -> ServiceCall {
    var call = self
    call.http.target = target
    return call
  }
}
