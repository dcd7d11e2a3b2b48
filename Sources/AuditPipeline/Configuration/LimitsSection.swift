import MicrosoftCloud
import Yams

/// Reads `limits:`: the budgets that requests are counted against, each with the published value as its default.
struct LimitsSection {
  private static let rates: [(key: String, path: WritableKeyPath<CloudLimits, Rate> & Sendable)] = [
    ("global_per_application", \.globalPerApplication),
    ("directory_units_per_tenant_small", \.directoryUnitsPerTenantSmall),
    ("directory_units_per_tenant_medium", \.directoryUnitsPerTenantMedium),
    ("directory_units_per_tenant_large", \.directoryUnitsPerTenantLarge),
    ("directory_units_per_application", \.directoryUnitsPerApplication),
    ("reports_per_tenant", \.reportsPerTenant),
    ("reports_per_application", \.reportsPerApplication),
    ("sign_in_activity_per_tenant", \.signInActivityPerTenant),
    ("sign_in_activity_per_application", \.signInActivityPerApplication),
    ("identity_protection_per_tenant", \.identityProtectionPerTenant),
    ("outlook_per_mailbox", \.outlookPerMailbox),
    ("message_trace_per_tenant", \.messageTracePerTenant),
    ("device_management_per_tenant", \.deviceManagementPerTenant),
    ("exchange_per_tenant", \.exchangePerTenant),
    ("authentication_methods_per_tenant", \.authenticationMethodsPerTenant),
  ]
  private static let numbers: [(key: String, path: WritableKeyPath<CloudLimits, Int> & Sendable)] = [
    ("audit_search_concurrency", \.auditSearchConcurrency),
    ("exchange_concurrency", \.exchangeConcurrency),
    ("exchange_concurrency_maximum", \.exchangeConcurrencyMaximum),
    ("authentication_methods_maximum", \.authenticationMethodsMaximum),
    ("authentication_methods_minimum", \.authenticationMethodsMinimum),
    ("maximum_tries", \.retries.maximumTries),
    ("maximum_timeouts", \.retries.maximumTimeouts),
  ]
  private static let durations: [(key: String, path: WritableKeyPath<CloudLimits, Duration> & Sendable)] = [
    ("reports_pause", \.reportsPause),
    ("identity_protection_pause", \.identityProtectionPause),
    ("first_wait", \.retries.firstWait),
    ("longest_wait", \.retries.longestWait),
    ("longest_retry_after", \.retries.longestRetryAfter),
    ("new_certificate_wait", \.retries.newCertificateWait),
  ]

  static let keys = rates.map(\.key) + numbers.map(\.key) + durations.map(\.key)

  let section: ConfigurationSection

  func limits(over base: CloudLimits) -> CloudLimits {
    var limits = base
    for (key, path) in Self.rates {
      let rate = section.value(key, expected: "a rate such as 5/10s") { $0.string.flatMap(Rate.init(written:)) }
      if let rate { limits[keyPath: path] = rate }
    }
    for (key, path) in Self.numbers {
      if let number = section.integer(key, in: 1...1_000_000) { limits[keyPath: path] = number }
    }
    for (key, path) in Self.durations {
      let duration = section.value(key, expected: "a time such as 10s, 500ms or 2m") {
        $0.string.flatMap(Duration.init(written:))
      }
      if let duration { limits[keyPath: path] = duration }
    }
    return limits
  }
}

/// Reads `network:`: what is too slow or too large.
struct NetworkSection {
  static let keys = ["connect_timeout", "request_timeout", "read_timeout", "largest_answer_mb"]

  let section: ConfigurationSection

  func read(into settings: inout TransportSettings) {
    func time(_ key: String) -> Duration? {
      section.value(key, expected: "a time such as 10s, 500ms or 2m") { $0.string.flatMap(Duration.init(written:)) }
    }
    settings.connectTimeout = time("connect_timeout") ?? settings.connectTimeout
    settings.requestTimeout = time("request_timeout") ?? settings.requestTimeout
    settings.readTimeout = time("read_timeout") ?? settings.readTimeout
    if let megabytes = section.integer("largest_answer_mb", in: 1...1024) { settings.largestAnswer = megabytes << 20 }
  }
}

extension Rate {
  /// `5/10s`: at most five in any ten seconds.
  init?(written text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let count = Int(parts[0].filter { $0 != "_" }), 1...1_000_000_000 ~= count,
      let period = Duration(written: String(parts[1]))
    else { return nil }
    self.init(count, per: period)
  }
}

extension Duration {
  /// `500ms`, `10s`, `2m` or `1h`; more than nothing, at most a day.
  init?(written text: String) {
    let units: [(suffix: String, milliseconds: Double)] = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000)]
    guard let unit = units.first(where: { text.hasSuffix($0.suffix) }),
      let number = Double(text.dropLast(unit.suffix.count)), number > 0, number * unit.milliseconds <= 86_400_000
    else { return nil }
    self = .milliseconds(number * unit.milliseconds)
  }
}

extension LimitsSection {
  /// Every limit as the file would hold it, in the order of the keys.
  static func texts(of limits: CloudLimits) -> [(key: String, text: String)] {
    rates.map { ($0.key, "\(limits[keyPath: $0.path].count)/\(limits[keyPath: $0.path].period.written)") }
      + numbers.map { ($0.key, "\(limits[keyPath: $0.path])") }
      + durations.map { ($0.key, limits[keyPath: $0.path].written) }
  }
}

extension Duration {
  /// `500ms`, `10s`, `2m`: what `init(written:)` reads.
  var written: String {
    let milliseconds = components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    if milliseconds % 1_000 != 0 { return "\(milliseconds)ms" }
    let seconds = milliseconds / 1_000
    return seconds % 60 == 0 && seconds > 0 ? "\(seconds / 60)m" : "\(seconds)s"
  }
}
