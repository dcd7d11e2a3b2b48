/// The budgets of one tenant, made as they are needed.
final class TenantBudgets {
  let terms: TenantTerms
  /// All its requests in flight.
  let all: Budget
  private(set) var services: [LimitClass: Budget] = [:]
  private(set) var mailboxes: [String: Budget] = [:]
  private(set) var lanes: [Lane.Key: Lane] = [:]
  private var directoryRate: Rate

  init(terms: TenantTerms, id: UInt64) {
    self.terms = terms
    all = Budget(id: id, slots: AdaptiveLimit(fixed: terms.bound))
    directoryRate = terms.limits.directoryUnitsPerTenantSmall
  }

  func service(_ limit: LimitClass, id: () -> UInt64) -> Budget {
    if let budget = services[limit] { return budget }
    let rate = limit == .directory ? directoryRate : terms.rate(of: limit)
    let budget = Budget(
      id: id(), window: rate.map { SlidingWindow(limit: terms.adaptive($0, of: limit), period: $0.period) },
      slots: terms.concurrency(of: limit), isOfTenantService: true)
    services[limit] = budget
    return budget
  }

  func mailbox(_ name: String, bound: Int, id: () -> UInt64) -> Budget {
    if let budget = mailboxes[name] { return budget }
    let rate = terms.limits.outlookPerMailbox
    let budget = Budget(
      id: id(), window: SlidingWindow(limit: AdaptiveLimit(fixed: rate.count), period: rate.period),
      slots: AdaptiveLimit(fixed: bound))
    mailboxes[name] = budget
    return budget
  }

  func lane(_ key: Lane.Key) -> Lane {
    if let lane = lanes[key] { return lane }
    let lane = Lane(key: key)
    lanes[key] = lane
    return lane
  }

  func removeLane(_ key: Lane.Key) { lanes[key] = nil }

  /// The directory's budget grows with the tenant.
  func learn(userCount: Int) {
    let limits = terms.limits
    directoryRate =
      switch userCount {
      case ..<50: limits.directoryUnitsPerTenantSmall
      case ...500: limits.directoryUnitsPerTenantMedium
      default: limits.directoryUnitsPerTenantLarge
      }
    services[.directory]?.window?.replace(limit: AdaptiveLimit(fixed: directoryRate.count))
  }

  /// Forgets mailboxes that are at rest and far from their limit; a hundredth of it is forgiven.
  func forgetIdleMailboxes(at now: Moment) {
    let forgiven = terms.limits.outlookPerMailbox.count / 100
    for (name, budget) in mailboxes where budget.inFlight == 0 {
      if budget.isIdle(at: now) || (budget.isAtRest(at: now) && (budget.window?.used ?? 0) <= forgiven) {
        mailboxes[name] = nil
      }
    }
  }

  /// Everything that may wait or count.
  var budgets: [Budget] { [all] + services.values + mailboxes.values }

  /// True when no request is under way or waiting, whatever is still remembered.
  var isUnused: Bool { lanes.isEmpty && all.inFlight == 0 }

  /// True when nothing is under way, waiting or remembered, so that the tenant may be forgotten.
  func isIdle(at now: Moment) -> Bool {
    lanes.isEmpty && all.isIdle(at: now) && services.values.allSatisfy { $0.isIdle(at: now) } && mailboxes.isEmpty
  }
}
