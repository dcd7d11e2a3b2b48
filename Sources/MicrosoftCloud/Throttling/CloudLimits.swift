/// A number of requests or units in any window of that length.
package struct Rate: Hashable, Sendable {
  package var count: Int
  package var period: Duration

  package init(_ count: Int, per period: Duration) {
    self.count = count
    self.period = period
  }
}

/// Every budget that requests are counted against, as Microsoft publishes them (MICROSOFT365.md 10.3, read August 2026).
package struct CloudLimits: Hashable, Sendable {
  /// All requests of the application, over all tenants.
  package var globalPerApplication = Rate(130_000, per: .seconds(10))
  /// Resource units of the directory for a tenant of fewer than 50 users, of 50 to 500, and of more.
  package var directoryUnitsPerTenantSmall = Rate(3_500, per: .seconds(10))
  package var directoryUnitsPerTenantMedium = Rate(5_000, per: .seconds(10))
  package var directoryUnitsPerTenantLarge = Rate(8_000, per: .seconds(10))
  package var directoryUnitsPerApplication = Rate(150_000, per: .seconds(20))
  /// `auditLogs` and the registration report.
  package var reportsPerTenant = Rate(5, per: .seconds(10))
  package var reportsPerApplication = Rate(122, per: .seconds(10))
  /// Counted besides the reports.
  package var signInActivityPerTenant = Rate(10, per: .seconds(60))
  package var signInActivityPerApplication = Rate(10, per: .seconds(60))
  /// For all applications together.
  package var identityProtectionPerTenant = Rate(1, per: .seconds(1))
  package var outlookPerMailbox = Rate(10_000, per: .seconds(600))
  package var messageTracePerTenant = Rate(100, per: .seconds(300))
  /// Unpublished: a polite rate.
  package var deviceManagementPerTenant = Rate(200, per: .seconds(20))
  /// Requests to the audit search in flight.
  package var auditSearchConcurrency = 10
  /// Unpublished cap: found out while running.
  package var exchangeConcurrency = 4
  package var exchangeConcurrencyMaximum = 8
  package var exchangePerTenant = Rate(30_000, per: .seconds(300))
  /// Unclear class: begins here, rises to the maximum, falls to the minimum.
  package var authenticationMethodsPerTenant = Rate(500, per: .seconds(10))
  package var authenticationMethodsMaximum = 2_000
  package var authenticationMethodsMinimum = 5
  /// What to wait after a 429 that does not say.
  package var reportsPause = Duration.seconds(10)
  package var identityProtectionPause = Duration.seconds(1)
  package var retries = RetryPolicy()

  package init() {}
}

/// How often and how patiently a request that may pass is repeated.
package struct RetryPolicy: Hashable, Sendable {
  /// Tries in all, the first included.
  package var maximumTries = 8
  /// Tries of a request that the service, or the way there, does not answer in time: each has cost a minute already.
  package var maximumTimeouts = 3
  /// The first wait; each further one is twice as long, and between a half and the whole of it is waited.
  package var firstWait = Duration.seconds(1)
  package var longestWait = Duration.seconds(60)
  /// For `AADSTS700027`, which a new certificate gives for some minutes.
  package var newCertificateTries = 3
  package var newCertificateWait = Duration.seconds(10)
  /// A `Retry-After` beyond this ends the request instead of holding up the night.
  package var longestRetryAfter = Duration.seconds(900)

  package init() {}

  /// How often a request is tried that fails for that reason.
  func tries(for reason: CloudFailure.Reason) -> Int {
    reason == .timedOut ? min(maximumTimeouts, maximumTries) : maximumTries
  }
}
