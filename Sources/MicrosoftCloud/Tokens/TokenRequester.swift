import Logging
import NIOCore
import NIOHTTP1
import WireJSON

/// Asks the token endpoint, and asks again when that may help.
struct TokenRequester: Sendable {
  /// A granted token, as the endpoint names it.
  struct Grant: Sendable {
    let value: String
    let renewAt: Moment
  }

  let credential: CloudCredential
  let endpoints: CloudEndpoints
  let transport: HTTPTransport
  let gate: RequestGate
  let clock: any MonotonicClock
  let now: @Sendable () -> Double
  let random: @Sendable () -> Double
  let logger: Logger

  /// - Parameter firstOutcome: told how the first try ended, before any further one.
  /// - Throws: `CloudFailure`, `CancellationError`.
  func grant(
    for terms: TenantTerms, _ service: CloudService, firstOutcome: @Sendable (CloudFailure?) -> Void
  ) async throws -> Grant {
    let backoff = Backoff(policy: terms.limits.retries, random: random)
    var tries = 0
    var certificateTries = 0
    while true {
      tries += 1
      let attempt = try await attempt(for: terms, service)
      var failure: CloudFailure?
      if case .refused(let refusal, _) = attempt { failure = refusal }
      if tries == 1 { firstOutcome(failure) }
      switch attempt {
      case .granted(let grant):
        logger.debug("token granted", metadata: metadata(terms, service))
        return grant
      case .refused(let failure, .never): throw failure
      case .refused(let failure, .unknownCertificate):
        certificateTries += 1
        guard certificateTries <= terms.limits.retries.newCertificateTries else { throw failure }
        try await pause(terms.limits.retries.newCertificateWait, before: failure, terms, service)
      case .transient(let failure, let retryAfter):
        guard tries < terms.limits.retries.maximumTries,
          let wait = backoff.wait(afterTry: tries, retryAfter: retryAfter)
        else { throw failure }
        try await pause(wait, before: failure, terms, service)
      }
    }
  }

  private enum Attempt {
    enum Retry { case never, unknownCertificate }
    case granted(Grant)
    case refused(CloudFailure, Retry)
    case transient(CloudFailure, retryAfter: Duration?)
  }

  private func attempt(for terms: TenantTerms, _ service: CloudService) async throws -> Attempt {
    let target = "\(endpoints.login.path)/\(GraphRequest.segment(terms.tenantID))/oauth2/v2.0/token"
    let (form, redeemed) = try await form(for: service, audience: endpoints.login.origin + target)
    let call = HTTPCall(
      method: .POST, target: target, headers: ["Content-Type": "application/x-www-form-urlencoded"],
      body: ByteBuffer(string: form))
    let place = "POST /\(terms.tenantID)/oauth2/v2.0/token"
    let ticket = try await gate.enter(Charge(login: terms))
    let answer: HTTPAnswer
    do {
      answer = try await transport.send(call, to: endpoints.login)
      gate.leave(ticket, .answered)
    } catch {
      gate.leave(ticket, .failed)
      guard let fault = error as? TransportFault else { throw error }
      let failure = CloudFailure(
        fault.reason, service: .login, path: place, message: "\(place): \(fault.explanation).")
      return fault.isTransient ? .transient(failure, retryAfter: nil) : .refused(failure, .never)
    }
    return try await outcome(of: answer, at: place, redeemed: redeemed)
  }

  private func outcome(of answer: HTTPAnswer, at place: String, redeemed: Secret?) async throws -> Attempt {
    let said: TokenAnswer
    do {
      said = try JSONParser().parse(answer.body) { try TokenAnswer($0) }
    } catch let fault as JSONFailure {
      let isOutage = answer.status == 429 || answer.status >= 500
      let failure = CloudFailure(
        isOutage ? .serviceError : .malformedAnswer, service: .login, path: place,
        message: "\(place): the token endpoint answered \(answer.status), but not in JSON: \(fault).",
        http: answer.status)
      return isOutage
        ? .transient(failure, retryAfter: RetryAfter.duration(in: answer.headers, now: now()))
        : .refused(failure, .never)
    }
    guard answer.status == 200, let value = said.accessToken else { return refusal(said, answer, at: place) }
    if let token = said.refreshToken { await keep(token, insteadOf: redeemed) }
    // Renewed five minutes early; a short-lived one after four fifths of its life.
    // Whatever the endpoint says, a token is used for at most a day.
    let lifetime = min(86_400, max(1, said.lifetime ?? 3_599))
    let usable = max(lifetime - 300, lifetime * (lifetime > 1_500 ? 0.8 : 0.5))
    return .granted(Grant(value: value, renewAt: clock.now().advanced(by: .seconds(usable))))
  }

  private func refusal(_ said: TokenAnswer, _ answer: HTTPAnswer, at place: String) -> Attempt {
    let code = said.codes.first.map { "AADSTS\($0)" }
    func failure(_ reason: CloudFailure.Reason) -> CloudFailure {
      let names = [said.error, code].compactMap { $0 }.joined(separator: ", ")
      return CloudFailure(
        reason, service: .login, path: place,
        message: "\(place): the token endpoint refused with \(answer.status)\(names.isEmpty ? "" : " (\(names))").",
        http: answer.status, code: code ?? said.error, requestID: said.correlationID)
    }
    guard answer.status != 200 else {
      let failure = CloudFailure(
        .malformedAnswer, service: .login, path: place,
        message: "\(place): the answer holds no access_token.", http: 200)
      return .refused(failure, .never)
    }
    switch TokenRefusal(error: said.error, codes: said.codes, suberror: said.suberror, status: answer.status) {
    case .final(let reason): return .refused(failure(reason), .never)
    case .unknownCertificate: return .refused(failure(.credentialRejected), .unknownCertificate)
    case .transient:
      return .transient(
        failure(answer.status == 429 ? .throttled : .serviceError),
        retryAfter: RetryAfter.duration(in: answer.headers, now: now()))
    }
  }

  private func pause(
    _ wait: Duration, before failure: CloudFailure, _ terms: TenantTerms, _ service: CloudService
  ) async throws {
    var details = metadata(terms, service)
    details["wait"] = "\(wait)"
    details["status"] = "\(failure.http ?? 0)"
    details["code"] = "\(failure.code ?? failure.reason.rawValue)"
    logger.debug("token request repeated", metadata: details)
    try await clock.sleep(for: wait)
  }

  private func metadata(_ terms: TenantTerms, _ service: CloudService) -> Logger.Metadata {
    ["tenant": "\(terms.tenantID)", "service": "login", "resource": "\(service.rawValue)"]
  }
}
