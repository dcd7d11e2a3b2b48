import AuditChecks
import AuditModel
import Foundation

/// The effective settings that can change what is found, in the form in which a run is recorded: JSON with sorted keys.
///
/// Holds no secret: there is none.
struct RecordedSettings: Encodable {
  struct Disabled: Encodable {
    let id: String
    let reason: String
    let until: String?
  }

  /// What checks go by.
  struct Checks: Encodable {
    let disabled_checks: [Disabled]
    let trusted_countries: [String]
    let trusted_domains: [String]
    let trusted_senders: [String]
    let trusted_networks: [String]
    let trusted_apps: [String]
    let partners: [String]
    let partner_networks: [String]
    let thresholds: [String: Int]

    init(_ checks: CheckSettings) {
      disabled_checks = checks.disabledChecks.map { id, entry in
        Disabled(id: id.rawValue, reason: entry.reason, until: entry.until?.iso8601)
      }.sorted { $0.id < $1.id }
      trusted_countries = checks.trustedCountries.sorted()
      trusted_domains = checks.trustedDomains.sorted()
      trusted_senders = checks.trustedSenders.sorted()
      trusted_networks = checks.trustedNetworks.map(\.text).sorted()
      trusted_apps = checks.trustedApplications.sorted()
      partners = checks.partnerAdministrators.sorted()
      partner_networks = checks.partnerNetworks.map(\.text).sorted()
      thresholds = Dictionary(
        uniqueKeysWithValues: ThresholdsSection.values(of: checks.thresholds).map { ($0.key, $0.value) })
    }
  }

  let scope: String
  let counting_threshold: String
  let fail_on_incomplete: String
  let checks: Checks
  /// Tenants that are judged otherwise, by the id of the configuration.
  let tenants: [String: Checks]

  var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { preconditionFailure("settings are plain texts and numbers") }
    return String(decoding: data, as: UTF8.self)
  }
}
