import AuditChecks
import AuditModel

extension CheckSettings {
  /// These and those of one tenant. Lists add up, but the tenant's countries stand in place of the default ones; where
  /// both switch a check off, the tenant's reason and date hold.
  ///
  /// - Parameter thresholds: the tenant's own, whole; nil for these.
  func adding(_ own: CheckSettings, thresholds ownThresholds: CheckThresholds? = nil) -> CheckSettings {
    func adding(_ networks: [NetworkRange], to others: [NetworkRange]) -> [NetworkRange] {
      others + networks.filter { !others.contains($0) }
    }
    return CheckSettings(
      disabledChecks: disabledChecks.merging(own.disabledChecks) { $1 },
      trustedDomains: trustedDomains.union(own.trustedDomains),
      trustedSenders: trustedSenders.union(own.trustedSenders),
      trustedNetworks: adding(own.trustedNetworks, to: trustedNetworks),
      trustedApplications: trustedApplications.union(own.trustedApplications),
      partnerAdministrators: partnerAdministrators.union(own.partnerAdministrators),
      ownApplicationID: own.ownApplicationID ?? ownApplicationID,
      trustedCountries: own.trustedCountries.isEmpty ? trustedCountries : own.trustedCountries,
      partnerNetworks: adding(own.partnerNetworks, to: partnerNetworks), thresholds: ownThresholds ?? thresholds)
  }

  /// The same, with other thresholds.
  func measuring(by thresholds: CheckThresholds) -> CheckSettings { adding(.none, thresholds: thresholds) }

  /// The same, with the application under which the audit reads.
  func auditing(as applicationID: String) -> CheckSettings {
    adding(CheckSettings(ownApplicationID: applicationID))
  }

  /// Each list with its key below `audit:` and its values, sorted.
  var lists: [(key: String, values: [String])] {
    [
      ("checks.disable", disabledChecks.keys.map(\.rawValue).sorted()),
      ("trusted.countries", trustedCountries.sorted()), ("trusted.domains", trustedDomains.sorted()),
      ("trusted.senders", trustedSenders.sorted()), ("trusted.networks", trustedNetworks.map(\.text).sorted()),
      ("trusted.apps", trustedApplications.sorted()), ("partners", partnerAdministrators.sorted()),
      ("partner_networks", partnerNetworks.map(\.text).sorted()),
    ]
  }
}
