/// Whose request it is, and the limits that hold for that tenant.
final class TenantTerms: Sendable {
  let tenantID: String
  let limits: CloudLimits
  /// Requests in flight for this tenant.
  let bound: Int

  init(tenantID: String, limits: CloudLimits, bound: Int) {
    self.tenantID = tenantID
    self.limits = limits
    self.bound = max(1, bound)
  }

  /// The window per tenant; nil for classes that have none.
  func rate(of limit: LimitClass) -> Rate? {
    switch limit {
    case .login, .outlook, .auditSearch: nil
    case .directory: limits.directoryUnitsPerTenantSmall
    case .reports: limits.reportsPerTenant
    case .signInActivity: limits.signInActivityPerTenant
    case .identityProtection: limits.identityProtectionPerTenant
    case .authenticationMethods: limits.authenticationMethodsPerTenant
    case .deviceManagement: limits.deviceManagementPerTenant
    case .exchange: limits.exchangePerTenant
    case .messageTrace: limits.messageTracePerTenant
    }
  }

  /// The cap on requests in flight per tenant; nil for classes that have none.
  func concurrency(of limit: LimitClass) -> AdaptiveLimit? {
    switch limit {
    case .auditSearch: AdaptiveLimit(fixed: limits.auditSearchConcurrency)
    case .exchange:
      AdaptiveLimit(
        start: limits.exchangeConcurrency, minimum: 1, maximum: limits.exchangeConcurrencyMaximum, growth: .perRound)
    default: nil
    }
  }

  /// How that rate may change while running.
  func adaptive(_ rate: Rate, of limit: LimitClass) -> AdaptiveLimit {
    guard limit == .authenticationMethods else { return AdaptiveLimit(fixed: rate.count) }
    return AdaptiveLimit(
      start: rate.count, minimum: min(rate.count, limits.authenticationMethodsMinimum),
      maximum: max(rate.count, limits.authenticationMethodsMaximum), growth: .byTenth)
  }

  /// What to wait after a 429 that does not say how long; nil where the usual backoff is right.
  func pause(of limit: LimitClass) -> Duration? {
    switch limit {
    case .reports, .signInActivity: limits.reportsPause
    case .identityProtection: limits.identityProtectionPause
    default: nil
    }
  }
}
