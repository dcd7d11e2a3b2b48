package import AuditModel

/// Counts over the tenants of a run, as far as they decide how it ends.
package struct AuditTally: Sendable {
  package private(set) var complete = 0
  package private(set) var incomplete = 0
  package private(set) var failed = 0
  /// Of those that failed: tenants of which nothing could be recorded, so that no report of the run holds them.
  package private(set) var unrecorded = 0
  package private(set) var users = 0
  package private(set) var findings: [Severity: Int] = [:]
  /// The tenants of which nothing was seen, grouped by cause, the largest group first once the run is over.
  package private(set) var failures: [FailureGroup] = []

  package var tenants: Int { complete + incomplete + failed }

  /// - Returns: true for the first tenant that failed for its cause.
  @discardableResult
  package mutating func add(_ result: TenantResult) -> Bool {
    users += result.users.count
    for finding in result.findings { findings[finding.severity, default: 0] += 1 }
    switch result.status {
    case .complete: complete += 1
    case .incomplete: incomplete += 1
    case .failed:
      failed += 1
      return addFailure(of: result)
    }
    return false
  }

  /// Counts a tenant whose night the history refuses.
  package mutating func addUnrecorded() {
    failed += 1
    unrecorded += 1
  }

  /// Findings that were raised or made when all tenants were known; as they were first, they stay counted as well.
  package mutating func add(_ findings: [Finding]) {
    for finding in findings { self.findings[finding.severity, default: 0] += 1 }
  }

  private mutating func addFailure(of result: TenantResult) -> Bool {
    guard let gap = result.gaps.first else { return false }
    if let place = failures.firstIndex(where: { $0.reason == gap.reason && $0.code == gap.error?.code }) {
      failures[place].tenants.append(result.tenant)
      return false
    }
    failures.append(
      FailureGroup(reason: gap.reason, code: gap.error?.code, message: gap.message, tenants: [result.tenant]))
    return true
  }

  /// The conditions that hold when the run ends.
  ///
  /// - Parameters:
  ///   - newBlindSpots: tenants in which a check lost sight that it had at the tenant's run before.
  ///   - mayLackTenants: true when nobody knows how many tenants were not seen: more than any limit, then.
  package func conditions(plan: AuditPlan, newBlindSpots: Int, mayLackTenants: Bool = false) -> [ExitStatus] {
    var conditions: [ExitStatus] = []
    if tenants > 0, failed == tenants { conditions.append(.nothingAudited) }
    let isIncomplete =
      switch plan.failOnIncomplete {
      case .never: false
      case _ where mayLackTenants: true
      case .any: incomplete + failed > 0
      case .new: newBlindSpots + unrecorded > 0
      case .percent(let limit): tenants > 0 && Double(incomplete + failed) * 100 / Double(tenants) > limit
      }
    if isIncomplete { conditions.append(.incomplete) }
    if let failOn = plan.failOn, findings.contains(where: { $0.key >= failOn && $0.value > 0 }) {
      conditions.append(.thresholdMet)
    }
    return conditions
  }
}

/// Tenants of which a run could see nothing, all for the same cause.
package struct FailureGroup: Hashable, Sendable {
  package let reason: GapReason
  /// What the service said, such as `AADSTS700016`.
  package let code: String?
  /// What was seen at the first of them.
  package let message: String
  /// In the order in which they failed.
  package fileprivate(set) var tenants: [Tenant]
}
