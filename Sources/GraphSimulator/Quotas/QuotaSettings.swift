/// The quotas that the simulator keeps: Microsoft's published ones, or none.
struct QuotaSettings: Sendable {
  /// At most that many units in any window of that many simulated seconds.
  struct Quota: Hashable, Sendable {
    var units: Int
    var seconds: Double
    /// False where Microsoft gives no Retry-After.
    var tellsRetryAfter: Bool
    var scope: Scope
  }

  enum Scope: String, Sendable { case application, tenant, mailbox }

  /// By class; a class may have one a scope.
  var quotas: [String: [Quota]] = [:]
  /// Requests that one mailbox answers at a time; nil for any number.
  var mailboxConcurrency: Int?
  /// Requests that Exchange runs at a time for a tenant; nil for any number.
  var exchangeConcurrency: Int?
  /// True: what is refused counts against its windows like what is served.
  var countsRefused = true

  static let none = QuotaSettings()

  /// As published (Microsoft Graph's throttling page, 2025/26); what Microsoft leaves open has a generous one.
  static let published = QuotaSettings(
    quotas: [
      "global": [Quota(units: 130_000, seconds: 10, tellsRetryAfter: true, scope: .application)],
      "directory": [
        // The tenant's share depends on its size: see `directoryUnits(ofUsers:)`.
        Quota(units: 0, seconds: 10, tellsRetryAfter: true, scope: .tenant),
        Quota(units: 150_000, seconds: 20, tellsRetryAfter: true, scope: .application),
      ],
      "reports": [
        Quota(units: 5, seconds: 10, tellsRetryAfter: false, scope: .tenant),
        Quota(units: 122, seconds: 10, tellsRetryAfter: false, scope: .application),
      ],
      "sign_in_activity": [
        Quota(units: 10, seconds: 60, tellsRetryAfter: false, scope: .tenant),
        Quota(units: 10, seconds: 60, tellsRetryAfter: false, scope: .application),
      ],
      "identity_protection": [Quota(units: 1, seconds: 1, tellsRetryAfter: false, scope: .tenant)],
      "authentication_methods": [Quota(units: 2_000, seconds: 10, tellsRetryAfter: true, scope: .tenant)],
      "outlook": [Quota(units: 10_000, seconds: 600, tellsRetryAfter: true, scope: .mailbox)],
      "device_management": [Quota(units: 200, seconds: 20, tellsRetryAfter: true, scope: .tenant)],
      "exchange": [Quota(units: 30_000, seconds: 300, tellsRetryAfter: true, scope: .tenant)],
      "message_trace": [Quota(units: 100, seconds: 300, tellsRetryAfter: true, scope: .tenant)],
    ], mailboxConcurrency: 4, exchangeConcurrency: 8)

  /// Resource units in ten seconds of a small, a medium and a large tenant.
  static func directoryUnits(ofUsers users: Int) -> Int { users < 50 ? 3_500 : users <= 500 ? 5_000 : 8_000 }

  /// The same with what a scenario changes; a scenario may switch concurrency on where there are no quotas.
  func changed(by overrides: QuotaOverrides) -> QuotaSettings {
    var settings = self
    settings.exchangeConcurrency = overrides.exchangeConcurrency ?? exchangeConcurrency
    settings.mailboxConcurrency = overrides.mailboxConcurrency ?? mailboxConcurrency
    settings.countsRefused = overrides.countsRefused
    if let form = overrides.retryAfter {
      settings.quotas = quotas.mapValues { list in
        list.map { quota in
          var quota = quota
          quota.tellsRetryAfter = form != .none
          return quota
        }
      }
    }
    return settings
  }
}
