import Logging
import NIOHTTP1

/// Sends the requests of one tenant to one service: token, budgets, retries, and what a refusal means.
struct ServiceSender: Sendable {
  let core: CloudCore
  let terms: TenantTerms
  let service: CloudService

  var base: BaseURL { core.endpoints.base(of: service) }
  var backoff: Backoff { Backoff(policy: terms.limits.retries, random: core.random) }

  /// A request that was answered with 2xx.
  struct Sent: Sendable {
    let answer: HTTPAnswer
    /// What it was authorized with.
    let token: AccessToken
    /// What it was counted as, and since when it was under way.
    let charge: Charge
    let admittedAt: Moment
  }

  /// A batch is larger than what its budget still allows at once.
  struct NoLongerFits: Error {}

  /// Sends until it is answered with 2xx.
  ///
  /// - Parameter fits: looked at when the budgets let the request go; false gives it up.
  /// - Throws: `CloudFailure`, `CancellationError`, `NoLongerFits`.
  func send(
    _ call: ServiceCall, charge: Charge? = nil, fits: @Sendable () -> Bool = { true }
  ) async throws -> Sent {
    let charge = charge ?? call.charge(terms)
    var tries = 0
    var hasFreshToken = false
    while true {
      let (ticket, token) = try await admission(charge)
      guard fits() else {
        core.gate.giveBack(ticket)
        throw NoLongerFits()
      }
      let admittedAt = core.clock.now()
      tries += 1
      let answer: HTTPAnswer
      do {
        answer = try await core.transport.send(authorized(call, token), to: base)
      } catch {
        core.gate.leave(ticket, .failed)
        guard let fault = error as? TransportFault else { throw error }
        try await endure(fault, of: call, afterTry: tries)
        continue
      }
      if 200..<300 ~= answer.status {
        core.gate.leave(ticket, Reception(spent: spent(answer.headers)))
        trace(call, answer.status, since: admittedAt)
        heed(answer.headers, charge)
        return Sent(answer: answer, token: token, charge: charge, admittedAt: admittedAt)
      }
      trace(call, answer.status, since: admittedAt)
      let refusal = refusal(of: answer, call, token)
      core.gate.leave(ticket, reception(of: refusal, answer.headers))
      if refusal.isUnauthorized, !hasFreshToken, try await replace(token, call) {
        hasFreshToken = true
        continue
      }
      try await endure(refusal, of: call, charge, afterTry: tries)
    }
  }

  /// Puts another token in the place of a refused one; false when that is of no use.
  func replace(_ token: AccessToken, _ call: ServiceCall) async throws -> Bool {
    guard try await core.tokens.replacement(for: token, terms, service) != nil else { return false }
    log("token refused and replaced", call, ["status": "401"])
    return true
  }

  /// Whether, and until when, a refused request is to be repeated; nil for never.
  func wait(after refusal: Refusal, _ call: ServiceCall, afterTry tries: Int) -> Duration? {
    guard refusal.isTransient, tries < terms.limits.retries.tries(for: refusal.failure.reason) else { return nil }
    let isThrottled = refusal.failure.reason == .throttled
    // What is not safe to do twice is repeated only when it was surely not done.
    guard call.isRepeatable || isThrottled || (refusal.failure.http == 503 && refusal.retryAfter != nil) else {
      return nil
    }
    guard let wait = backoff.wait(afterTry: tries, retryAfter: refusal.retryAfter) else { return nil }
    guard refusal.retryAfter == nil, isThrottled, let usual = terms.pause(of: call.limit.limitClass) else {
      return wait
    }
    return max(wait, usual)
  }

  /// Stops everything of the refusal's scope for so long.
  func pause(after refusal: Refusal, _ charge: Charge, for wait: Duration) {
    if refusal.failure.reason == .throttled { core.gate.pause(refusal.scope, of: charge, for: wait) }
  }

  /// One line a fault: where, what, and how long it is waited. Never a query, token or body.
  func log(_ event: String, _ call: ServiceCall, _ details: [String: String]) {
    var metadata: Logger.Metadata = [
      "tenant": "\(terms.tenantID)", "service": "\(service.rawValue)", "path": "\(call.place)",
    ]
    for (name, value) in details { metadata[name] = .string(value) }
    core.logger.debug("\(event)", metadata: metadata)
  }

  /// One line an answer.
  private func trace(_ call: ServiceCall, _ status: Int, since admittedAt: Moment) {
    core.logger.trace(
      "answered",
      metadata: [
        "tenant": "\(terms.tenantID)", "service": "\(service.rawValue)", "path": "\(call.place)", "status": "\(status)",
        "milliseconds": "\(core.clock.now().duration(since: admittedAt).nanoseconds / 1_000_000)",
      ])
  }

  // MARK: Detail

  /// A place in the gate with a token that is still good once it is reached; with one that ends sooner than every wait at the
  /// gate, the service decides at last.
  private func admission(_ charge: Charge) async throws -> (RequestGate.Ticket, AccessToken) {
    var rounds = 0
    while true {
      let token = try await core.tokens.token(for: terms, service)
      let ticket = try await core.gate.enter(charge)
      rounds += 1
      if core.tokens.isFresh(token) || rounds >= terms.limits.retries.maximumTries { return (ticket, token) }
      core.gate.giveBack(ticket)
    }
  }

  private func authorized(_ call: ServiceCall, _ token: AccessToken) -> HTTPCall {
    var http = call.http
    http.headers.add(name: "Authorization", value: token.authorization)
    return http
  }

  private func endure(_ fault: TransportFault, of call: ServiceCall, afterTry tries: Int) async throws {
    guard fault.isTransient, call.isRepeatable, tries < terms.limits.retries.tries(for: fault.reason),
      let wait = backoff.wait(afterTry: tries, retryAfter: nil)
    else {
      throw CloudFailure(
        fault.reason, service: service, path: call.place, message: "\(call.place): \(fault.explanation).")
    }
    log("request repeated", call, ["cause": "\(fault.explanation)", "try": "\(tries)", "wait": "\(wait)"])
    try await core.clock.sleep(for: wait)
  }

  private func endure(_ refusal: Refusal, of call: ServiceCall, _ charge: Charge, afterTry tries: Int) async throws {
    guard let wait = wait(after: refusal, call, afterTry: tries) else { throw refusal.failure }
    var details = [
      "status": "\(refusal.failure.http ?? 0)", "try": "\(tries)", "wait": "\(wait)",
    ]
    if let cause = refusal.throttleCause { details["cause"] = "\(cause.prefix(40))" }
    let isThrottled = refusal.failure.reason == .throttled
    log(isThrottled ? "throttled" : "request repeated", call, details)
    pause(after: refusal, charge, for: wait)
    try await core.clock.sleep(for: wait)
  }

  private func refusal(of answer: HTTPAnswer, _ call: ServiceCall, _ token: AccessToken) -> Refusal {
    let error = core.parsers.error(in: answer.body)
    return Refusal(
      status: answer.status, error: error, call: call, token: token, now: core.now(), base: base
    ) { answer.headers.first(name: $0) }
  }

  private func reception(of refusal: Refusal, _ headers: HTTPHeaders) -> Reception {
    if refusal.failure.reason == .throttled { return .throttled }
    return Reception(wasAnswered: !refusal.isTransient, spent: spent(headers))
  }

  /// The share of a budget that the service says is spent.
  private func spent(_ headers: HTTPHeaders) -> Double? {
    if let share = headers.first(name: "x-ms-throttle-limit-percentage").flatMap({ Double($0) }) { return share }
    guard let limit = headers.first(name: "Rate-Limit-Limit").flatMap({ Double($0) }), limit > 0,
      let remaining = headers.first(name: "Rate-Limit-Remaining").flatMap({ Double($0) })
    else { return nil }
    return 1 - remaining / limit
  }

  /// Exchange says when its budget is used up, and when it is filled again.
  private func heed(_ headers: HTTPHeaders, _ charge: Charge) {
    guard service == .exchange, let remaining = headers.first(name: "Rate-Limit-Remaining").flatMap({ Double($0) }),
      remaining < 1, let reset = headers.first(name: "Rate-Limit-Reset"),
      let wait = RetryAfter.duration(reset, now: core.now()), wait <= terms.limits.retries.longestRetryAfter
    else { return }
    core.gate.pause(.tenant, of: charge, for: wait)
  }
}
