import AuditChecks
package import AuditModel
import EvidenceCollection
import MicrosoftCloud

extension Configuration {
  /// The effective settings, one a line, for `roundsman config check`.
  ///
  /// - Parameter moment: now; a check whose time off has ended is said to run again.
  package func summary(at moment: Timestamp) -> String {
    let off = checks.disabledChecks.sorted { $0.key < $1.key }.map { id, entry in
      "\(id) (\(entry.reason)\(entry.until.map { "\($0 <= moment ? ", ended" : ", until") \($0.date)" } ?? ""))"
    }
    let thresholds = ThresholdsSection.differences(of: checks.thresholds, from: CheckThresholds())
      .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    func list(_ texts: some Collection<String>) -> String {
      texts.isEmpty ? "none" : texts.sorted().joined(separator: ", ")
    }
    return """
      window               \(windowInDays) days
      time zone            \(timeZone)
      tenants at a time    \(concurrentTenants)
      deadline             \(deadline?.text ?? "none")
      counted from         \(countingThreshold.rawValue)
      exit 20 when         \(failOnIncomplete.text)
      checks switched off  \(list(off))
      trusted countries    \(list(checks.trustedCountries))
      trusted domains      \(list(checks.trustedDomains))
      trusted senders      \(list(checks.trustedSenders))
      trusted networks     \(list(checks.trustedNetworks.map(\.text)))
      trusted apps         \(list(checks.trustedApplications))
      partners             \(list(checks.partnerAdministrators))
      partner networks     \(list(checks.partnerNetworks.map(\.text)))
      thresholds           \(thresholds.isEmpty ? "the default ones" : thresholds + ", else the default ones")
      reports              \(reportDirectory ?? "reports (or -o)"), as \(formats.map(\.rawValue).joined(separator: ", "))
      cloud                \(cloud.map { "\($0.endpoints.cloud), \($0.mode.rawValue) \($0.applicationID)" } ?? "none: archives only")
      tenants              \(tenants.count) configured\(discoversPartners ? ", and the partner's customers" : "")
      refreshed nightly    everybody up to \(refresh.everybodyUpTo) users; in larger tenants in \(refresh.nights) nights
      audit log from       \(auditSource.rawValue); inbox rules from \(rulesSource.rawValue)
      requests at a time   \(bounds.requests), \(bounds.perTenant) a tenant, \(bounds.perMailbox) a mailbox
      history              \(historyPath ?? "history.sqlite beside the reports")
      """
  }
}
