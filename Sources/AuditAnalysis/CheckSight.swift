import AuditModel

/// A check's coverage, prepared so that asking for many users is cheap.
struct CheckSight {
  let coverage: CheckCoverage
  /// Users whose own evidence is missing; empty when none is, or when everybody is concerned.
  let missedUsers: Set<UserID>

  init(_ coverage: CheckCoverage) {
    self.coverage = coverage
    missedUsers = coverage.result == .partial ? Set(coverage.missedUsers ?? []) : []
  }

  /// What is missing of the answer about this user; nil when nothing is, or when the question does not arise.
  func unanswered(for user: UserID, hasFinding: Bool) -> UnansweredCheck? {
    let isMissed = missedUsers.contains(user)
    let result: CheckResult
    switch coverage.result {
    case .triggered, .clear, .notApplicable, .disabled: return nil
    case .notAssessed, .notLicensed: result = coverage.result
    case .partial:
      guard isMissed || coverage.missedUsers == nil else { return nil }
      // What was found stands; that there is no more cannot be said.
      result = isMissed && !hasFinding ? .notAssessed : .partial
    }
    let own = isMissed ? coverage.gaps.first { $0.missedUsers?.contains(user) == true } : nil
    return UnansweredCheck(
      checkID: coverage.checkID, family: coverage.family, result: result,
      reason: (own ?? coverage.gaps.first)?.reason, isUserLevel: isMissed)
  }
}
