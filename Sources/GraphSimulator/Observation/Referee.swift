import Synchronization

/// Lets requests through or refuses them, and keeps what was seen.
final class Referee: Sendable {
  let timeScale: Double
  private let settings: QuotaSettings
  private let retryAfterForm: QuotaOverrides.RetryAfterForm?
  private let state: Mutex<State>

  private struct State {
    var quotas: QuotaBook
    var seen = Observations()
  }

  init(settings: QuotaSettings, overrides: QuotaOverrides, timeScale: Double) {
    self.settings = settings.changed(by: overrides)
    self.timeScale = timeScale
    retryAfterForm = overrides.retryAfter
    state = Mutex(State(quotas: QuotaBook(settings: self.settings, timeScale: timeScale)))
  }

  func reset() {
    state.withLock { $0 = State(quotas: QuotaBook(settings: settings, timeScale: timeScale)) }
  }

  // MARK: A request's way

  func arrived(_ request: SimulatedRequest, at now: Double) { state.withLock { $0.seen.arrived(request, at: now) } }

  func finished(_ request: SimulatedRequest, status: Int, at now: Double) {
    state.withLock { $0.seen.finished(request, status: status, at: now) }
  }

  func note(_ violation: String, _ subject: String) { state.withLock { $0.seen.note(violation, subject) } }

  func struck(_ fault: FaultRule, _ request: SimulatedRequest, at now: Double) {
    state.withLock { state in
      state.seen.struck(fault.kind.rawValue)
      guard let wait = fault.retryAfter else { return }
      state.seen.toldToWait(request, until: now + wait, scope: nil, at: now)
    }
  }

  /// Nil when the request may be served; else the refusal's headers.
  func admit(_ request: SimulatedRequest, at now: Double) -> Ruling {
    state.withLock { state in
      guard let refusal = state.quotas.admit(request, at: now) else {
        return .served(fullness: state.quotas.fullness(of: request))
      }
      return refused(refusal, request, &state, at: now)
    }
  }

  /// Enters the mailbox; `leaveMailbox` must follow when it is served.
  func enterMailbox(_ mailbox: String, _ request: SimulatedRequest, at now: Double) -> Ruling {
    state.withLock { state in
      if let refusal = state.quotas.enterMailbox(mailbox) { return refused(refusal, request, &state, at: now) }
      state.seen.enteredMailbox(mailbox)
      return .served(fullness: 0)
    }
  }

  func leaveMailbox(_ mailbox: String) {
    state.withLock {
      $0.quotas.leaveMailbox(mailbox)
      $0.seen.leftMailbox(mailbox)
    }
  }

  /// Enters Exchange; `leaveExchange` must follow when it is served.
  func enterExchange(_ tenant: String, _ request: SimulatedRequest, at now: Double) -> Ruling {
    state.withLock { state in
      if let refusal = state.quotas.enterExchange(tenant) { return refused(refusal, request, &state, at: now) }
      return .served(fullness: 0)
    }
  }

  func leaveExchange(_ tenant: String) { state.withLock { $0.quotas.leaveExchange(tenant) } }

  private func refused(_ refusal: QuotaBook.Refusal, _ request: SimulatedRequest, _ state: inout State, at now: Double)
    -> Ruling
  {
    state.seen.checkQuota(refusal.scope, request, at: now)
    if !refusal.isUnpublished {
      state.seen.note(refusal.isConcurrency ? "over_concurrency" : "over_quota", refusal.scope)
    }
    guard refusal.tellsRetryAfter else { return .refused(retryAfter: nil, scope: refusal.scope) }
    // Rounded up, so that waiting for it is enough.
    let seconds =
      retryAfterForm == .fractional || timeScale != 1
      ? (refusal.seconds * 1_000).rounded(.up) / 1_000 : refusal.seconds.rounded(.up)
    let scope = refusal.isConcurrency ? nil : refusal.scope
    state.seen.toldToWait(request, until: now + seconds, scope: scope, at: now)
    return .refused(retryAfter: max(0.001, seconds), scope: refusal.scope)
  }

  /// What becomes of a request.
  enum Ruling {
    /// `fullness`: of its fullest quota, from 0 to 1.
    case served(fullness: Double)
    /// `retryAfter`: seconds; nil where the service does not say.
    case refused(retryAfter: Double?, scope: String)
  }

  // MARK: What was seen

  /// Everything that was seen, as JSON.
  func observations() -> [UInt8] {
    state.withLock { state in
      let seen = state.seen
      let bound = state.quotas.lowerBound
      func counts(_ counts: [String: Int]) -> JSONTree {
        .object(counts.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })
      }
      let violations = seen.violations.sorted { ($0.key.kind, $0.key.subject) < ($1.key.kind, $1.key.subject) }
      let statuses = Dictionary(uniqueKeysWithValues: seen.statuses.map { ("\($0.key)", $0.value) })
      let items = Dictionary(uniqueKeysWithValues: seen.itemStatuses.map { ("\($0.key)", $0.value) })
      return JSONTree.object([
        ("requests", .integer(seen.requests)), ("batch_items", .integer(seen.batchItems)),
        ("statuses", counts(statuses)), ("item_statuses", counts(items)), ("faults", counts(seen.faults)),
        ("requests_by_route", counts(seen.byRoute)), ("requests_by_tenant", counts(seen.byTenant)),
        (
          "most_at_a_time",
          .object([
            ("requests", .integer(seen.mostRequests)), ("tenants", .integer(seen.mostTenants)),
            ("of_one_tenant", .integer(seen.mostOfOneTenant)), ("of_one_mailbox", .integer(seen.mostOfOneMailbox)),
          ])
        ),
        ("violation_count", .integer(violations.reduce(0) { $0 + $1.value })),
        (
          "violations",
          .list(
            violations.prefix(200).map {
              .object([("kind", .text($0.key.kind)), ("subject", .text($0.key.subject)), ("count", .integer($0.value))])
            })
        ),
        ("lower_bound_seconds", .number(bound.seconds)), ("lower_bound_quota", .text(bound.scope)),
        ("elapsed_seconds", .number((seen.lastAt ?? 0) - (seen.firstAt ?? 0))),
        ("recent", .list(seen.recent.suffix(200).map { .text($0) })),
      ]).bytes
    }
  }
}
