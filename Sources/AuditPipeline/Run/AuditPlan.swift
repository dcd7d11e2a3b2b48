package import AuditChecks
package import AuditModel
import Foundation

/// Everything one run needs to know before it starts: the configuration with the command's flags laid over it.
package struct AuditPlan: Sendable {
  package let runID: RunID
  package let mode: AuditRun.Mode
  package let startedAt: Timestamp
  package let window: AuditWindow
  package let concurrentTenants: Int
  package let countingThreshold: Severity
  package let checks: CheckSettings
  package let failOnIncomplete: IncompletePolicy
  /// The severity at which findings end the run with exit code 10; nil for never.
  package let failOn: Severity?
  /// True when the run is of every tenant there is, so that the next such run can tell which one is missing.
  package let isWholeFleet: Bool

  package init(
    runID: RunID, mode: AuditRun.Mode, startedAt: Timestamp, window: AuditWindow, configuration: Configuration,
    failOn: Severity? = nil, isWholeFleet: Bool = true
  ) {
    self.isWholeFleet = isWholeFleet
    self.runID = runID
    self.mode = mode
    self.startedAt = startedAt
    self.window = window
    concurrentTenants = configuration.concurrentTenants
    countingThreshold = configuration.countingThreshold
    checks = configuration.checks
    failOnIncomplete = configuration.failOnIncomplete
    self.failOn = failOn
  }

  /// Events before this moment are not kept; a day more than the window, because records come late.
  var eventsFrom: Timestamp { window.from.advanced(byDays: -1) }

  private static let wholeFleet = "fleet"

  /// True when a recorded run was one of the whole fleet.
  static func wasWholeFleet(_ run: AuditRun) -> Bool { run.settings.contains("\"scope\":\"\(wholeFleet)\"") }

  /// The run as it is recorded when it begins.
  package var run: AuditRun {
    AuditRun(
      id: runID, mode: mode, startedAt: startedAt, window: window, programVersion: Program.version,
      catalogueVersion: CheckCatalogue.version, countingThreshold: countingThreshold, settings: settingsText)
  }

  /// The effective settings that can change what is found, as JSON with sorted keys. Holds no secret: there is none.
  private var settingsText: String {
    let settings = EffectiveSettings(
      scope: isWholeFleet ? Self.wholeFleet : "selection", counting_threshold: countingThreshold.rawValue,
      fail_on_incomplete: failOnIncomplete.text,
      disabled_checks: checks.disabledChecks.map { id, entry in
        EffectiveSettings.Disabled(id: id.rawValue, reason: entry.reason, until: entry.until?.iso8601)
      }.sorted { $0.id < $1.id },
      trusted_domains: checks.trustedDomains.sorted(), trusted_senders: checks.trustedSenders.sorted(),
      trusted_networks: checks.trustedNetworks.map(\.text).sorted(),
      trusted_apps: checks.trustedApplications.sorted(), partners: checks.partnerAdministrators.sorted())
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(settings) else { preconditionFailure("settings are plain texts") }
    return String(decoding: data, as: UTF8.self)
  }
}

/// The form in which a run's settings are recorded.
private struct EffectiveSettings: Encodable {
  struct Disabled: Encodable {
    let id: String
    let reason: String
    let until: String?
  }

  let scope: String
  let counting_threshold: String
  let fail_on_incomplete: String
  let disabled_checks: [Disabled]
  let trusted_domains: [String]
  let trusted_senders: [String]
  let trusted_networks: [String]
  let trusted_apps: [String]
  let partners: [String]
}
