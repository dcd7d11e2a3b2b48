import AuditChecks
import AuditModel
import Yams

/// Reads the `audit:` part of a configuration file.
struct AuditSection {
  static let keys = ["window", "concurrency", "counting_threshold", "checks", "trusted", "partners"]

  let section: ConfigurationSection

  func read(into configuration: inout Configuration) {
    let window = section.value("window", expected: "1d to 180d") { $0.string.flatMap(LookBack.days) }
    if let window { configuration.windowInDays = window }
    if let tenants = section.section("concurrency", known: ["tenants"])?.integer("tenants", in: 1...256) {
      configuration.concurrentTenants = tenants
    }
    let threshold = section.value("counting_threshold", expected: "one of \(Self.severities)") { node in
      node.string.flatMap(Severity.init)
    }
    if let threshold { configuration.countingThreshold = threshold }
    configuration.checks = checkSettings()
  }

  private func checkSettings() -> CheckSettings {
    let trusted = section.section("trusted", known: ["domains", "senders", "networks", "apps"])
    let networks = trusted?.strings("networks") ?? []
    let ranges = trusted?.value(
      "networks", expected: "a list of networks such as 203.0.113.0/24, none of which is everything"
    ) { _ in
      let ranges = networks.filter { !$0.hasSuffix("/0") }.compactMap(NetworkRange.init)
      return ranges.count == networks.count ? ranges : nil
    }
    return CheckSettings(
      disabledChecks: disabledChecks(), trustedDomains: trusted?.strings("domains") ?? [],
      trustedSenders: trusted?.strings("senders") ?? [], trustedNetworks: ranges ?? [],
      trustedApplications: trusted?.strings("apps") ?? [], partnerAdministrators: section.strings("partners"))
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
