package import AuditModel

/// A check that has no full answer about one user.
package struct UnansweredCheck: Hashable, Sendable {
  package let checkID: CheckID
  package let family: CheckFamily
  /// `partial`, `notAssessed` or `notLicensed`.
  package let result: CheckResult
  /// The most limiting reason; nil when the coverage carries none.
  package let reason: GapReason?
  /// True when the gap names this user; false when it concerns the whole tenant.
  package let isUserLevel: Bool

  package init(checkID: CheckID, family: CheckFamily, result: CheckResult, reason: GapReason?, isUserLevel: Bool) {
    self.checkID = checkID
    self.family = family
    self.result = result
    self.reason = reason
    self.isUserLevel = isUserLevel
  }
}
