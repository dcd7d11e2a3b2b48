import Synchronization

/// Lets requests go as the budgets allow: fair between tenants, without a slot held by who waits, with one wake-up a budget.
final class RequestGate: Sendable {
  /// The right to one request; handed back with `leave`.
  struct Ticket: Sendable {
    fileprivate let id: UInt64
  }

  let clock: any MonotonicClock
  let bounds: RequestBounds
  private let state: Mutex<GateState>

  init(limits: CloudLimits, bounds: RequestBounds, clock: any MonotonicClock) {
    self.clock = clock
    self.bounds = bounds
    state = Mutex(GateState(limits: limits, bounds: bounds))
  }

  /// Waits until all budgets of the charge allow it.
  ///
  /// - Throws: `CancellationError`, at once when the task is cancelled.
  func enter(_ charge: Charge) async throws -> Ticket {
    try Task.checkCancellation()
    var ticket: UInt64 = 0
    let waits = change { state in
      let entry = state.enter(charge, now: clock.now())
      ticket = entry.ticket
      return entry.waiter != nil
    }
    if waits { try await wait(for: ticket) }
    return Ticket(id: ticket)
  }

  /// The request is over.
  func leave(_ ticket: Ticket, _ reception: Reception) {
    change { $0.leave(ticket.id, reception, now: clock.now()) }
  }

  /// The request was never sent: it counts for nothing.
  func giveBack(_ ticket: Ticket) { change { $0.giveBack(ticket.id, now: clock.now()) } }

  /// Items of an answered batch were refused for being too much.
  func recordThrottling(of charge: Charge, passed: Int, admittedAt: Moment) {
    change { $0.recordThrottling(of: charge, passed: passed, admittedAt: admittedAt, now: clock.now()) }
  }

  /// Nothing of that scope goes before so much time has passed.
  func pause(_ scope: PauseScope, of charge: Charge, for duration: Duration) {
    change { $0.pause(scope, of: charge, until: clock.now().advanced(by: duration)) }
  }

  /// See `GateState.largestBatch`.
  func largestBatch(_ limit: LimitClass, of terms: TenantTerms, most: Int) -> Int {
    change { $0.largestBatch(limit, of: terms, most: most) }
  }

  /// See `TenantCloud.learn(userCount:)`.
  func learn(userCount: Int, of terms: TenantTerms) {
    change { $0.learn(userCount: userCount, of: terms, now: clock.now()) }
  }

  /// See `GateState.forget`.
  func forget(tenantID: String) { change { $0.forget(tenantID) } }

  /// Requests in flight and waiting, and tenants that are remembered, at this moment.
  var census: (inFlight: Int, waiting: Int, tenants: Int) {
    state.withLock { ($0.inFlight, $0.waitingCount, $0.tenantCount) }
  }

  private func wait(for ticket: UInt64) async throws {
    let isGranted = await withTaskCancellationHandler {
      await withCheckedContinuation { (continuation: CheckedContinuation<Bool, Never>) in
        let answer: Bool? = state.withLock { $0.hold(continuation, of: ticket) }
        if let answer { continuation.resume(returning: answer) }
      }
    } onCancel: {
      change { $0.abandon(ticket, now: clock.now()) }
    }
    guard isGranted else { throw CancellationError() }
  }

  /// Changes the state, and does outside the lock what follows from it.
  @discardableResult
  private func change<Result: Sendable>(_ body: (inout GateState) -> Result) -> Result {
    let (result, effects) = state.withLock { state in
      let result = body(&state)
      return (result, state.takeEffects())
    }
    for continuation in effects.granted { continuation.resume(returning: true) }
    for continuation in effects.refused { continuation.resume(returning: false) }
    for wakeUp in effects.wakeUps {
      clock.schedule(at: wakeUp.moment) { [weak self] in
        guard let self else { return }
        change { $0.wake(wakeUp.budget, now: self.clock.now()) }
      }
    }
    return result
  }
}
