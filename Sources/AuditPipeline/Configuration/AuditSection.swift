import AuditChecks
import AuditModel
import EvidenceCollection
import MicrosoftCloud
import Yams

/// Reads the `audit:` part of a configuration file.
struct AuditSection {
  static let keys = [
    "window", "concurrency", "counting_threshold", "checks", "trusted", "partners", "partner_networks", "thresholds",
    "audit_source", "rules_source", "refresh", "deadline",
  ]

  /// What one tenant may have otherwise.
  static let tenantKeys = [
    "concurrency", "checks", "trusted", "partners", "partner_networks", "thresholds", "audit_source", "rules_source",
    "refresh",
  ]

  let section: ConfigurationSection

  func read(into configuration: inout Configuration) {
    let window = section.value("window", expected: "1d to 180d") { $0.string.flatMap(LookBack.days) }
    if let window { configuration.windowInDays = window }
    if let bounds = section.section("concurrency", known: ["requests", "tenants", "per_tenant", "per_mailbox"]) {
      let own = configuration.bounds
      configuration.concurrentTenants = bounds.integer("tenants", in: 1...256) ?? configuration.concurrentTenants
      configuration.bounds = RequestBounds(
        requests: bounds.integer("requests", in: 1...1024) ?? own.requests,
        perTenant: bounds.integer("per_tenant", in: 1...256) ?? own.perTenant,
        perMailbox: bounds.integer("per_mailbox", in: 1...4) ?? own.perMailbox)
    }
    configuration.auditSource = auditSource() ?? configuration.auditSource
    configuration.rulesSource = rulesSource() ?? configuration.rulesSource
    configuration.refresh = refresh(over: configuration.refresh) ?? configuration.refresh
    let deadline = section.value("deadline", expected: "a time of day in quotes, such as \"05:30\"") { node in
      node.string.flatMap(ClockTime.init)
    }
    if let deadline { configuration.deadline = deadline }
    let threshold = section.value("counting_threshold", expected: "one of \(Self.severities)") { node in
      node.string.flatMap(Severity.init)
    }
    if let threshold { configuration.countingThreshold = threshold }
    configuration.checks = checkSettings()
    if let thresholds = thresholds(over: CheckThresholds()) {
      configuration.checks = configuration.checks.measuring(by: thresholds)
    }
  }

  /// Reads what one tenant has otherwise than the fleet.
  func read(into overrides: inout TenantOverrides, of fleet: Configuration) {
    overrides.checks = checkSettings()
    overrides.thresholds = thresholds(over: fleet.checks.thresholds)
    overrides.perTenantBound = section.section("concurrency", known: ["per_tenant"])?
      .integer("per_tenant", in: 1...256)
    overrides.auditSource = auditSource()
    overrides.rulesSource = rulesSource()
    overrides.refresh = refresh(over: fleet.refresh)
  }

  private func auditSource() -> AuditSource? {
    section.value("audit_source", expected: "exchange or graph") { $0.string.flatMap(AuditSource.init) }
  }

  private func rulesSource() -> RulesSource? {
    section.value("rules_source", expected: "auto, exchange or graph") { $0.string.flatMap(RulesSource.init) }
  }

  private func refresh(over base: RefreshPolicy) -> RefreshPolicy? {
    guard let own = section.section("refresh", known: ["everybody_up_to", "nights"]) else { return nil }
    var policy = base
    policy.everybodyUpTo = own.integer("everybody_up_to", in: 0...1_000_000) ?? policy.everybodyUpTo
    policy.nights = own.integer("nights", in: 1...60) ?? policy.nights
    return policy
  }

  private func thresholds(over base: CheckThresholds) -> CheckThresholds? {
    section.section("thresholds", known: ThresholdsSection.keys)
      .map { ThresholdsSection(section: $0).thresholds(over: base) }
  }

  private func checkSettings() -> CheckSettings {
    let trusted = section.section("trusted", known: ["countries", "domains", "senders", "networks", "apps"])
    return CheckSettings(
      disabledChecks: disabledChecks(), trustedDomains: trusted?.strings("domains") ?? [],
      trustedSenders: trusted?.strings("senders") ?? [], trustedNetworks: trusted?.networks("networks") ?? [],
      trustedApplications: trusted?.strings("apps") ?? [], partnerAdministrators: section.strings("partners"),
      trustedCountries: trusted.map(countries) ?? [], partnerNetworks: section.networks("partner_networks"))
  }

  /// `[DE, AT]`, or the same as the `default` of tenants that have no countries of their own.
  private func countries(in trusted: ConfigurationSection) -> [String] {
    if trusted.isMapping("countries") {
      return trusted.section("countries", known: ["default"])?
        .value("default", expected: CountryList.expected, parse: CountryList.countries) ?? []
    }
    return trusted.value("countries", expected: CountryList.expected, parse: CountryList.countries) ?? []
  }

  /// Checks that are switched off: each with a reason, and an end date if it is to come back by itself.
  private func disabledChecks() -> [CheckID: CheckSettings.SwitchedOff] {
    let known = CheckCatalogue.all.map { $0.metadata.id.rawValue }
    let entries = section.section("checks", known: ["disable"])?.sections("disable", known: ["id", "reason", "until"])
    var disabled: [CheckID: CheckSettings.SwitchedOff] = [:]
    for entry in entries ?? [] {
      entry.require("id")
      entry.require("reason")
      let nearest = entry.string("id").flatMap { known.contains($0) ? nil : Spelling.nearest(to: $0, in: known) }
      let hint = nearest.map { " (did you mean \($0)?)" } ?? ""
      let id = entry.value("id", expected: "the id of a check\(hint)") { node in
        node.string.flatMap { known.contains($0) ? CheckID($0) : nil }
      }
      let until = entry.value("until", expected: "a date such as 2026-12-31") { node in
        node.string.flatMap(Timestamp.init(iso8601:))
      }
      if let id, let reason = entry.string("reason") {
        disabled[id] = CheckSettings.SwitchedOff(reason: reason, until: until)
      }
    }
    return disabled
  }

  private static var severities: String { Severity.allCases.map(\.rawValue).joined(separator: ", ") }
}

extension ConfigurationSection {
  /// Networks in CIDR notation or single addresses; none of them may be everything.
  fileprivate func networks(_ key: String) -> [NetworkRange] {
    let texts = strings(key)
    return value(key, expected: "a list of networks such as 203.0.113.0/24, none of which is everything") { _ in
      let ranges = texts.filter { !$0.hasSuffix("/0") }.compactMap(NetworkRange.init)
      return ranges.count == texts.count ? ranges : nil
    } ?? []
  }
}
