import Logging
import Synchronization

/// Tokens per tenant and service: cached, renewed early, one request a key at a time, and no thousand attempts with a wrong secret.
final class TokenProvider: Sendable {
  struct Key: Hashable, Sendable {
    let tenantID: String
    let service: CloudService
  }

  /// What those who waited for another's request are told.
  private enum News: Sendable {
    case token(AccessToken)
    case failure(CloudFailure)
    /// Who asked was cancelled, or the first attempt of the run is over: look again.
    case lookAgain
  }

  private struct Entry {
    var token: AccessToken?
    /// Will not pass during this run.
    var failure: CloudFailure?
    var isRequesting = false
    /// Goes when the request under way is over.
    var isForgotten = false
    var waiters: [UInt64] = []
  }

  private struct State {
    var entries: [Key: Entry] = [:]
    /// Those who wait for news, before and after they have said how to reach them.
    var expecting: Set<UInt64> = []
    var continuations: [UInt64: CheckedContinuation<News, Never>] = [:]
    /// The credential itself was refused: no tenant is asked any more.
    var refusal: CloudFailure?
    /// True once any attempt was answered or failed; the very first goes alone.
    var isProven = false
    var isProbing = false
    var probeWaiters: [UInt64] = []
    var lastID: UInt64 = 0

    mutating func nextID() -> UInt64 {
      lastID += 1
      return lastID
    }

    mutating func nextWaiter() -> UInt64 {
      let id = nextID()
      expecting.insert(id)
      return id
    }

    /// Takes those out that can be told now; the others will look again.
    mutating func dismiss(_ ids: [UInt64]) -> [CheckedContinuation<News, Never>] {
      expecting.subtract(ids)
      return ids.compactMap { continuations.removeValue(forKey: $0) }
    }
  }

  private let requester: TokenRequester
  private let clock: any MonotonicClock
  private let state = Mutex(State())

  init(requester: TokenRequester, clock: any MonotonicClock) {
    self.requester = requester
    self.clock = clock
  }

  /// A token that is good for some time yet.
  ///
  /// - Throws: `CloudFailure`, `CancellationError`.
  func token(for terms: TenantTerms, _ service: CloudService) async throws -> AccessToken {
    try await token(for: Key(tenantID: terms.tenantID, service: service), terms, isReplacement: false)
  }

  /// True when that token need not be renewed yet.
  func isFresh(_ token: AccessToken) -> Bool { clock.now() < token.renewAt }

  /// Another token in place of one that a service refused; nil when the refused one was such a replacement itself, so that asking again is of no use.
  func replacement(
    for refused: AccessToken, _ terms: TenantTerms, _ service: CloudService
  ) async throws -> AccessToken? {
    let key = Key(tenantID: terms.tenantID, service: service)
    let isHopeless = state.withLock { state in
      guard state.entries[key]?.token == refused else { return false }
      if refused.isReplacement { return true }
      state.entries[key]?.token = nil
      return false
    }
    return isHopeless ? nil : try await token(for: key, terms, isReplacement: true)
  }

  /// Tenants and services of which something is kept.
  var count: Int { state.withLock { $0.entries.count } }

  /// Drops the tokens and the failures of a tenant that is done with; those of a request under way reach who waits, and go then.
  func forget(tenantID: String) {
    state.withLock { state in
      for service in CloudService.allCases {
        let key = Key(tenantID: tenantID, service: service)
        guard let entry = state.entries[key] else { continue }
        if entry.isRequesting { state.entries[key]?.isForgotten = true } else { state.entries[key] = nil }
      }
    }
  }

  /// A token that nobody had before, to see what it grants.
  func freshToken(for terms: TenantTerms, _ service: CloudService) async throws -> AccessToken {
    let key = Key(tenantID: terms.tenantID, service: service)
    state.withLock { $0.entries[key]?.token = nil }
    return try await token(for: key, terms, isReplacement: false)
  }

  private enum Step {
    case use(AccessToken)
    case fail(CloudFailure)
    case wait(UInt64)
    case request
  }

  private func token(for key: Key, _ terms: TenantTerms, isReplacement: Bool) async throws -> AccessToken {
    while true {
      try Task.checkCancellation()
      switch step(for: key) {
      case .use(let token): return token
      case .fail(let failure): throw failure
      case .wait(let id):
        switch await news(for: id) {
        case .token(let token): return token
        case .failure(let failure): throw failure
        case .lookAgain: continue
        }
      case .request: return try await request(key, terms, isReplacement: isReplacement)
      }
    }
  }

  private func step(for key: Key) -> Step {
    state.withLock { state in
      if let refusal = state.refusal { return .fail(refusal) }
      let entry = state.entries[key] ?? Entry()
      if let token = entry.token, isFresh(token) { return .use(token) }
      if let failure = entry.failure { return .fail(failure) }
      if entry.isRequesting {
        let id = state.nextWaiter()
        state.entries[key, default: Entry()].waiters.append(id)
        state.entries[key]?.isForgotten = false
        return .wait(id)
      }
      if !state.isProven, state.isProbing {
        let id = state.nextWaiter()
        state.probeWaiters.append(id)
        return .wait(id)
      }
      state.isProbing = true
      state.entries[key, default: Entry()].isRequesting = true
      return .request
    }
  }

  private func request(_ key: Key, _ terms: TenantTerms, isReplacement: Bool) async throws -> AccessToken {
    do {
      let granted = try await requester.grant(for: terms, key.service) { self.endProbe(failure: $0) }
      let token = AccessToken(
        authorization: "Bearer " + granted.value, renewAt: granted.renewAt,
        serial: state.withLock { $0.nextID() }, isReplacement: isReplacement)
      finish(key, .token(token))
      return token
    } catch let failure as CloudFailure {
      finish(key, .failure(failure))
      throw failure
    } catch {
      finish(key, .lookAgain)
      throw error
    }
  }

  private func finish(_ key: Key, _ news: News) {
    let waiters = state.withLock { state in
      var entry = state.entries[key] ?? Entry()
      let ids = entry.waiters
      entry.isRequesting = false
      entry.waiters = []
      switch news {
      case .token(let token): entry.token = token
      case .failure(let failure):
        if failure.concernsEveryTenant { state.refusal = failure }
        if failure.concernsWholeTenant || failure.reason == .serviceMissing { entry.failure = failure }
      case .lookAgain: break
      }
      state.entries[key] = entry.isForgotten ? nil : entry
      return state.dismiss(ids)
    }
    for waiter in waiters { waiter.resume(returning: news) }
    endProbe(failure: nil)
  }

  /// The first attempt of the run is over, well or badly: the others may go.
  private func endProbe(failure: CloudFailure?) {
    let waiters: [CheckedContinuation<News, Never>] = state.withLock { state in
      if let failure, failure.concernsEveryTenant { state.refusal = failure }
      guard !state.isProven else { return [] }
      state.isProven = true
      defer { state.probeWaiters = [] }
      return state.dismiss(state.probeWaiters)
    }
    for waiter in waiters { waiter.resume(returning: .lookAgain) }
  }

  /// Waits for the news; a waiter that is cancelled, or whose news came before it began to wait, looks again.
  private func news(for id: UInt64) async -> News {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isHeld = state.withLock { state in
          guard state.expecting.contains(id), !Task.isCancelled else { return false }
          state.continuations[id] = continuation
          return true
        }
        if !isHeld { continuation.resume(returning: .lookAgain) }
      }
    } onCancel: {
      state.withLock { $0.continuations.removeValue(forKey: id) }?.resume(returning: .lookAgain)
    }
  }
}
