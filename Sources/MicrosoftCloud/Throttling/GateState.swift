/// All budgets and all that wait for them. Used under the gate's lock only.
struct GateState {
  /// A request under way.
  private struct Running {
    let claims: [Claim]
    let grantedAt: Moment
    let tenantID: String
  }

  private let limits: CloudLimits
  private let bounds: RequestBounds
  private let application: Budget
  private var applicationServices: [LimitClass: Budget] = [:]
  private var tenants: [String: TenantBudgets] = [:]
  /// Tenants that are done with and go as soon as nothing of theirs is under way.
  private var leaving: Set<String> = []
  private var waiting: [UInt64: Waiter] = [:]
  private var running: [UInt64: Running] = [:]
  /// Budgets by id for which a wake-up is on its way.
  private var sleeping: [UInt64: Budget] = [:]
  private var lastID: UInt64 = 1
  private var claimsSinceCleaning = 0
  private var effects = GateEffects()

  init(limits: CloudLimits, bounds: RequestBounds) {
    self.limits = limits
    self.bounds = bounds
    let rate = limits.globalPerApplication
    application = Budget(
      id: 1, window: SlidingWindow(limit: AdaptiveLimit(fixed: rate.count), period: rate.period),
      slots: AdaptiveLimit(fixed: bounds.requests))
  }

  /// Requests in flight, over all tenants.
  var inFlight: Int { application.inFlight }
  var waitingCount: Int { waiting.count }
  var tenantCount: Int { tenants.count }

  private mutating func nextID() -> UInt64 {
    lastID += 1
    return lastID
  }

  // MARK: Coming

  /// The ticket when the request may go at once; else a waiter, whose continuation is set next.
  mutating func enter(_ charge: Charge, now: Moment) -> (ticket: UInt64, waiter: Waiter?) {
    leaving.remove(charge.terms.tenantID)
    let tenant = tenant(of: charge.terms)
    let claims = claims(of: charge, tenant)
    let ticket = nextID()
    let lane = tenant.lane(
      Lane.Key(tenantID: charge.terms.tenantID, limit: charge.limit, mailbox: charge.laneMailbox))
    let waiter = Waiter(ticket: ticket, claims: claims, lane: lane)
    if !lane.isQueued {
      guard let budget = grant(waiter, now: now, pumping: nil) else {
        tenant.removeLane(lane.key)
        return (ticket, nil)
      }
      budget.queue.append(lane)
    }
    lane.waiting.append(waiter)
    waiting[ticket] = waiter
    return (ticket, waiter)
  }

  /// Keeps the continuation of a waiter; answers when it was granted (true) or given up (false) in the meantime.
  mutating func hold(_ continuation: CheckedContinuation<Bool, Never>, of ticket: UInt64) -> Bool? {
    guard let waiter = waiting[ticket] else { return running[ticket] != nil }
    waiter.continuation = continuation
    return nil
  }

  /// What is to be done outside the lock; it is empty afterwards.
  mutating func takeEffects() -> GateEffects {
    defer { effects = GateEffects() }
    return effects
  }

  private mutating func tenant(of terms: TenantTerms) -> TenantBudgets {
    if let tenant = tenants[terms.tenantID] { return tenant }
    let tenant = TenantBudgets(terms: terms, id: nextID())
    tenants[terms.tenantID] = tenant
    return tenant
  }

  /// From the narrowest budget to the widest, so that what waits for its own tenant stands in nobody's way.
  private mutating func claims(of charge: Charge, _ tenant: TenantBudgets) -> [Claim] {
    var claims: [Claim] = []
    let classes = charge.limit.counted
    for limit in classes { claims.append(Claim(budget: service(limit, of: tenant), units: charge.units)) }
    var counts: [String: Int] = [:]
    for mailbox in charge.mailboxes { counts[mailbox, default: 0] += 1 }
    for (mailbox, count) in counts {
      claims.append(Claim(budget: self.mailbox(mailbox, of: tenant), units: count, slots: count))
    }
    claims.append(Claim(budget: tenant.all, units: 0))
    for limit in classes {
      if let budget = applicationService(limit) { claims.append(Claim(budget: budget, units: charge.units)) }
    }
    claims.append(Claim(budget: application, units: charge.requests))
    return claims
  }

  private mutating func service(_ limit: LimitClass, of tenant: TenantBudgets) -> Budget {
    tenant.service(limit) { nextID() }
  }

  private mutating func mailbox(_ name: String, of tenant: TenantBudgets) -> Budget {
    tenant.mailbox(name, bound: bounds.perMailbox) { nextID() }
  }

  private mutating func applicationService(_ limit: LimitClass) -> Budget? {
    if let budget = applicationServices[limit] { return budget }
    let rate: Rate? =
      switch limit {
      case .directory: limits.directoryUnitsPerApplication
      case .reports: limits.reportsPerApplication
      case .signInActivity: limits.signInActivityPerApplication
      default: nil
      }
    // A budget without window can still be paused, when a service says that the whole application is meant.
    let budget = Budget(
      id: nextID(), window: rate.map { SlidingWindow(limit: AdaptiveLimit(fixed: $0.count), period: $0.period) })
    applicationServices[limit] = budget
    return budget
  }

  // MARK: Granting

  /// Nil when the request goes; else the budget that holds it up.
  private mutating func grant(_ waiter: Waiter, now: Moment, pumping: Budget?) -> Budget? {
    for claim in waiter.claims {
      let budget = claim.budget
      if budget !== pumping, !budget.queue.isEmpty { return budget }
      switch budget.obstacle(to: claim, now: now) {
      case nil: continue
      case .untilReleased: return budget
      case .until(let moment):
        wake(budget, at: moment)
        return budget
      }
    }
    for claim in waiter.claims { claim.budget.begin(waiter.ticket, claim, now: now) }
    running[waiter.ticket] = Running(claims: waiter.claims, grantedAt: now, tenantID: waiter.lane.tenantID)
    return nil
  }

  private mutating func wake(_ budget: Budget, at moment: Moment) {
    if let wakeAt = budget.wakeAt, wakeAt <= moment { return }
    budget.wakeAt = moment
    sleeping[budget.id] = budget
    effects.wakeUps.append((moment, budget.id))
  }

  /// Lets go whoever can, in turn, of those that this budget held up.
  private mutating func pump(_ budget: Budget, now: Moment) {
    while let lane = budget.queue.first {
      guard let waiter = lane.waiting.first else {
        budget.queue.removeFirst()
        tenants[lane.tenantID]?.removeLane(lane.key)
        dropIfDone(lane.tenantID)
        continue
      }
      if let other = grant(waiter, now: now, pumping: budget) {
        if other === budget { return }
        budget.queue.removeFirst()
        other.queue.append(lane)
        continue
      }
      budget.queue.removeFirst()
      lane.waiting.removeFirst()
      waiting[waiter.ticket] = nil
      if let continuation = waiter.continuation { effects.granted.append(continuation) }
      if lane.waiting.isEmpty {
        tenants[lane.tenantID]?.removeLane(lane.key)
      } else {
        budget.queue.append(lane)
      }
    }
  }

  // MARK: Going

  /// The request was answered or failed.
  mutating func leave(_ ticket: UInt64, _ reception: Reception, now: Moment) {
    guard let run = running.removeValue(forKey: ticket) else { return }
    for claim in run.claims {
      claim.budget.end(ticket, claim, now: now)
      claim.budget.hear(reception, claim, grantedAt: run.grantedAt, now: now)
    }
    for claim in run.claims where !claim.budget.queue.isEmpty { pump(claim.budget, now: now) }
    dropIfDone(run.tenantID)
    // A batch leaves twenty mailboxes behind: what counts is how many budgets were used, not how many requests.
    claimsSinceCleaning += run.claims.count
    if claimsSinceCleaning >= 4_096 {
      claimsSinceCleaning = 0
      forgetIdle(at: now)
    }
  }

  /// The request was never sent.
  mutating func giveBack(_ ticket: UInt64, now: Moment) {
    guard let run = running.removeValue(forKey: ticket) else { return }
    for claim in run.claims { claim.budget.giveBack(ticket, claim) }
    for claim in run.claims where !claim.budget.queue.isEmpty { pump(claim.budget, now: now) }
    dropIfDone(run.tenantID)
  }

  /// A waiting request is given up; one that was granted before stays granted.
  mutating func abandon(_ ticket: UInt64, now: Moment) {
    guard let waiter = waiting.removeValue(forKey: ticket) else { return }
    if let continuation = waiter.continuation { effects.refused.append(continuation) }
    let lane = waiter.lane
    let wasFirst = lane.waiting.first === waiter
    lane.waiting.removeAll { $0 === waiter }
    // The next of the lane may need less than what was waited for.
    if wasFirst { for claim in waiter.claims where !claim.budget.queue.isEmpty { pump(claim.budget, now: now) } }
  }

  /// A wake-up that was asked for.
  mutating func wake(_ id: UInt64, now: Moment) {
    guard let budget = sleeping[id] else { return }
    if let wakeAt = budget.wakeAt, wakeAt > now { return }
    budget.wakeAt = nil
    sleeping[id] = nil
    pump(budget, now: now)
  }

  // MARK: Learning

  /// Nothing of that scope goes before the moment.
  mutating func pause(_ scope: PauseScope, of charge: Charge, until moment: Moment) {
    switch scope {
    case .mailbox(let name): mailbox(name, of: tenant(of: charge.terms)).pause(until: moment)
    case .tenant: service(charge.limit, of: tenant(of: charge.terms)).pause(until: moment)
    case .application: applicationService(charge.limit)?.pause(until: moment)
    }
  }

  /// A batch was answered, but items of it were refused for being too much.
  mutating func recordThrottling(of charge: Charge, passed: Int, admittedAt: Moment, now: Moment) {
    var reception = Reception.throttled
    reception.passed = passed
    for limit in charge.limit.counted {
      let budget = service(limit, of: tenant(of: charge.terms))
      budget.hear(reception, Claim(budget: budget, units: charge.units), grantedAt: admittedAt, now: now)
    }
  }

  /// How many requests of that class one batch may hold, so that it can ever be granted.
  mutating func largestBatch(_ limit: LimitClass, of terms: TenantTerms, most: Int) -> Int {
    let own = service(limit, of: tenant(of: terms)).window?.allowance ?? most
    let shared = applicationService(limit)?.window?.allowance ?? most
    return max(1, min(most, own, shared))
  }

  /// The directory's budget of a larger tenant is larger, and who waits for it may go at once.
  mutating func learn(userCount: Int, of terms: TenantTerms, now: Moment) {
    let tenant = tenant(of: terms)
    tenant.learn(userCount: userCount)
    if let budget = tenant.services[.directory] { pump(budget, now: now) }
  }

  // MARK: Forgetting

  /// Drops the tenant's budgets with all that was learned: at once, or when the last of its requests is over.
  ///
  /// A further request keeps the tenant, as if it had not been forgotten.
  mutating func forget(_ tenantID: String) {
    guard tenants[tenantID] != nil else { return }
    leaving.insert(tenantID)
    dropIfDone(tenantID)
  }

  private mutating func dropIfDone(_ tenantID: String) {
    guard leaving.contains(tenantID), let tenant = tenants[tenantID], tenant.isUnused else { return }
    leaving.remove(tenantID)
    tenants[tenantID] = nil
    // Wake-ups that are on their way find nobody then.
    for budget in tenant.budgets { sleeping[budget.id] = nil }
  }

  private mutating func forgetIdle(at now: Moment) {
    for (id, tenant) in tenants {
      tenant.forgetIdleMailboxes(at: now)
      if tenant.isIdle(at: now) {
        tenants[id] = nil
        leaving.remove(id)
      }
    }
  }
}
