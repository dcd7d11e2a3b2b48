/// How a request was received, as far as budgets learn from it.
struct Reception: Sendable {
  /// Refused for being too much.
  var wasThrottled = false
  /// Answered by the service's own logic, whatever the answer.
  var wasAnswered = true
  /// Of a batch that was refused in part, how many items passed.
  var passed: Int?
  /// Share of the tenant's budget that is spent, from 0.8 on.
  var spent: Double?

  static let answered = Reception()
  static let throttled = Reception(wasThrottled: true, wasAnswered: false)
  static let failed = Reception(wasAnswered: false)
}

/// What a request to wait concerns.
enum PauseScope: Hashable, Sendable {
  case mailbox(String)
  /// One class of requests of one tenant.
  case tenant
  /// One class of requests of all tenants.
  case application
}

extension Budget {
  /// Adaptive limits move; a window whose service says how full it is slows down in time.
  func hear(_ reception: Reception, _ claim: Claim, grantedAt: Moment, now: Moment) {
    guard isOfTenantService else { return }
    window?.hear(spent: reception.spent)
    guard window?.limit.isAdaptive == true || slots?.isAdaptive == true else { return }
    if reception.wasThrottled {
      window?.cut(grantedAt: grantedAt, now: now, passed: reception.passed)
      slots?.cut(grantedAt: grantedAt, now: now)
    } else if reception.wasAnswered {
      window?.rise(units: claim.units)
      slots?.rise(units: claim.slots)
    }
  }
}
