package import AuditModel

/// How many checks of a tenant had each of the seven outcomes.
package struct CoverageCounts: Hashable, Sendable {
  package var triggered = 0
  package var clear = 0
  package var partial = 0
  package var notAssessed = 0
  package var notApplicable = 0
  package var notLicensed = 0
  package var disabled = 0

  package init() {}

  package init(_ results: some Sequence<CheckResult>) {
    for result in results { self[result] += 1 }
  }

  /// Checks that were answered in full.
  package var covered: Int { triggered + clear }
  /// Checks that belong into the denominator.
  package var inScope: Int { covered + partial + notAssessed }
  /// Checks in scope that were not answered in full.
  package var unanswered: Int { partial + notAssessed }

  /// Coverage in tenths of a percent, rounded down, so that 1,000 means every check in scope; nil when none is in scope.
  package var permille: Int? { inScope == 0 ? nil : covered * 1000 / inScope }

  package subscript(result: CheckResult) -> Int {
    get {
      switch result {
      case .triggered: triggered
      case .clear: clear
      case .partial: partial
      case .notAssessed: notAssessed
      case .notApplicable: notApplicable
      case .notLicensed: notLicensed
      case .disabled: disabled
      }
    }
    set {
      switch result {
      case .triggered: triggered = newValue
      case .clear: clear = newValue
      case .partial: partial = newValue
      case .notAssessed: notAssessed = newValue
      case .notApplicable: notApplicable = newValue
      case .notLicensed: notLicensed = newValue
      case .disabled: disabled = newValue
      }
    }
  }

  package static func += (left: inout CoverageCounts, right: CoverageCounts) {
    for result in CheckResult.allCases { left[result] += right[result] }
  }
}
