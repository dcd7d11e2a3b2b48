/// What refused and struck requests are answered.
enum FaultAnswers {
  static func answer(_ rule: FaultRule, _ seen: SimulatedRequest, _ request: WireRequest, at now: Double) -> WireAnswer
  {
    let wait = rule.retryAfter.map { [("Retry-After", text($0))] } ?? []
    switch rule.kind {
    case .serverError:
      var answer = WireAnswer.graphError(
        rule.status, rule.status == 503 ? "ServiceUnavailable" : "UnknownError",
        rule.status == 503 ? "The service is temporarily unavailable." : "", request, at: now)
      answer.headers += wait
      return answer
    case .throttle: return throttled(seen, retryAfter: rule.retryAfter, request, at: now)
    case .html: return .proxyPage(rule.status)
    case .gatewayTimeout: return WireAnswer(504)
    case .cut: return WireAnswer(200, body: Array(#"{"value":[{"id":"0a","displayName":"#.utf8))
    case .wrongTypes: return WireAnswer(200, body: Array(#"{"value":{"id":7}}"#.utf8))
    case .truncate:
      var answer = WireAnswer(
        200, body: Array(#"{"@odata.context":"http://graph/v1.0/$metadata#users","value":[{"id":"0a"#.utf8))
      answer.breakage = .truncated
      return answer
    case .reset, .hang, .outage:
      var answer = WireAnswer(500)
      answer.breakage = .reset
      return answer
    }
  }

  /// A 429 as the request's workload writes it.
  static func throttled(_ seen: SimulatedRequest, retryAfter: Double?, _ request: WireRequest, at now: Double)
    -> WireAnswer
  {
    var answer: WireAnswer
    switch seen.quota {
    case .outlook:
      answer = .graphError(
        429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.", request, at: now)
    case .exchange, .messageTrace:
      answer = .document(
        .object([
          (
            "error",
            .object([
              ("code", "TooManyRequests"),
              (
                "message",
                "You have reached the maximum number of concurrent requests per tenant. Please wait and try again"
              ),
            ])
          )
        ]), status: 429)
    case .reports:
      answer = .graphError(429, "UnknownError", "Too Many Requests", request, at: now)
    default:
      answer = .document(
        .object([
          (
            "error",
            .object([
              ("code", "TooManyRequests"),
              (
                "innerError",
                .object([
                  ("code", "429"), ("date", .text(Moment(seconds: now).dateAndTime)), ("message", "Please retry after"),
                  ("request-id", .text(request.requestID)), ("status", "429"),
                ])
              ), ("message", "Please retry again later."),
            ])
          )
        ]), status: 429)
    }
    if let retryAfter { answer.headers.append(("Retry-After", text(retryAfter))) }
    if case .directory = seen.quota, let tenant = seen.tenant {
      answer.headers.append(("x-ms-throttle-scope", "Tenant_Application/ReadWrite/\(seen.application ?? "")/\(tenant)"))
      answer.headers.append(("x-ms-throttle-information", "ResourceUnitLimitExceeded"))
    }
    return answer
  }

  /// Whole seconds as such, others with three digits.
  private static func text(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? "\(Int(seconds))" : "\((seconds * 1_000).rounded(.up) / 1_000)"
  }
}
