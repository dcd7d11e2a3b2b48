package import AuditChecks
package import AuditModel
package import EvidenceCollection
package import MicrosoftCloud

/// The settings of a run as the configuration file gives them; what it leaves out has the documented default.
package struct Configuration: Sendable {
  /// Where it was read from; nil for the defaults alone.
  package var file: String?
  package var mspName: String?
  /// An IANA time zone name such as `Europe/Berlin`; reports show moments in it. UTC when not set.
  package var timeZone = "UTC"
  package var windowInDays = 7
  package var concurrentTenants = 16
  /// From then on a live audit begins no tenant; nil for never.
  package var deadline: ClockTime?
  package var countingThreshold = Severity.low
  package var checks = CheckSettings.none
  package var failOnIncomplete = IncompletePolicy.new
  package var reportDirectory: String?
  package var formats = ReportFormat.allCases
  package var templatesDirectory: String?
  package var historyPath: String?
  /// Nil when the configuration says nothing of the cloud: then only archives can be audited.
  package var cloud: CloudSection?
  /// In the order of the file; included ones where they were included.
  package var tenants: [TenantEntry] = []
  /// True when the partner's customers are audited as well.
  package var discoversPartners = false
  package var refresh = RefreshPolicy()
  package var auditSource = AuditSource.exchange
  package var rulesSource = RulesSource.automatic
  package var bounds = RequestBounds()
  package var limits = CloudLimits()
  package var transport = TransportSettings()

  package init() {}
}

/// When a run that could not see everything ends with exit code 20.
package enum IncompletePolicy: Hashable, Sendable {
  /// When something can no longer be seen that the tenant's run before saw, or on a tenant's first night.
  case new
  case any
  /// When more than that many percent of tenants are incomplete or failed.
  case percent(Double)
  case never

  package init?(_ text: String) {
    switch text {
    case "new": self = .new
    case "any": self = .any
    case "never": self = .never
    default:
      guard text.hasSuffix("%"), let percent = Double(text.dropLast()), (0...100).contains(percent) else { return nil }
      self = .percent(percent)
    }
  }

  package var text: String {
    switch self {
    case .new: "new"
    case .any: "any"
    case .never: "never"
    case .percent(let percent): "\(percent)%"
    }
  }
}

package enum ReportFormat: String, CaseIterable, Sendable, Codable { case html, xlsx, json }
