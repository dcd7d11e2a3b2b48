package import AuditChecks
package import AuditModel

/// Everything one run needs to know before it starts: the configuration with the command's flags laid over it.
package struct AuditPlan: Sendable {
  package let runID: RunID
  package let mode: AuditRun.Mode
  package let startedAt: Timestamp
  package let window: AuditWindow
  package let concurrentTenants: Int
  package let countingThreshold: Severity
  package let checks: CheckSettings
  /// What tenants are judged with that have settings of their own, by the id and domain of the configuration.
  private let ownChecks: [String: CheckSettings]
  private let ownIDs: [String]
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
    let special = configuration.tenants.filter { !$0.overrides.leavesChecksAlone }
    ownIDs = special.map(\.id)
    var ownChecks: [String: CheckSettings] = [:]
    for tenant in special {
      let checks = configuration.effective(for: tenant).checks
      ownChecks[tenant.id] = checks
      if let domain = tenant.domain, ownChecks[domain] == nil { ownChecks[domain] = checks }
    }
    self.ownChecks = ownChecks
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

  /// What a tenant is judged with, whichever way its evidence comes.
  package func checks(of tenant: Tenant) -> CheckSettings {
    if ownChecks.isEmpty { return checks }
    return ownChecks[tenant.id.rawValue] ?? tenant.defaultDomain.flatMap { ownChecks[$0.lowercased()] } ?? checks
  }

  private var settingsText: String {
    RecordedSettings(
      scope: isWholeFleet ? Self.wholeFleet : "selection", counting_threshold: countingThreshold.rawValue,
      fail_on_incomplete: failOnIncomplete.text, checks: RecordedSettings.Checks(checks),
      tenants: Dictionary(
        ownIDs.compactMap { id in ownChecks[id].map { (id, RecordedSettings.Checks($0)) } },
        uniquingKeysWith: { first, _ in first })
    ).text
  }
}
