package import AuditModel

/// How many findings there are of each severity.
package struct SeverityCounts: Hashable, Sendable {
  package var critical = 0
  package var high = 0
  package var medium = 0
  package var low = 0
  package var informational = 0

  package init() {}

  package var total: Int { critical + high + medium + low + informational }

  /// The highest severity that occurs; nil when nothing does.
  package var highest: Severity? { Severity.allCases.last { self[$0] > 0 } }

  package subscript(severity: Severity) -> Int {
    get {
      switch severity {
      case .critical: critical
      case .high: high
      case .medium: medium
      case .low: low
      case .informational: informational
      }
    }
    set {
      switch severity {
      case .critical: critical = newValue
      case .high: high = newValue
      case .medium: medium = newValue
      case .low: low = newValue
      case .informational: informational = newValue
      }
    }
  }

  package static func += (left: inout SeverityCounts, right: SeverityCounts) {
    for severity in Severity.allCases { left[severity] += right[severity] }
  }
}
