package import AuditModel

/// One cell of the heat map: what a family of checks says of one tenant.
package struct FamilyStanding: Hashable, Sendable {
  package let family: CheckFamily
  /// Outcomes of the family's checks; all zero when the catalogue has no check of this family yet.
  package let checks: CoverageCounts
  /// Open findings that count, users' and the tenant's own.
  package let findings: SeverityCounts

  package init(family: CheckFamily, checks: CoverageCounts, findings: SeverityCounts) {
    self.family = family
    self.checks = checks
    self.findings = findings
  }

  /// The one word for the cell; nil when the catalogue has no check of this family. Never `clear` with a check unanswered.
  package var result: CheckResult? {
    if findings.total > 0 || checks.triggered > 0 { return .triggered }
    if checks.unanswered > 0 { return checks.covered + checks.partial > 0 ? .partial : .notAssessed }
    if checks.covered > 0 { return .clear }
    if checks.notLicensed > 0 { return .notLicensed }
    if checks.notApplicable > 0 { return .notApplicable }
    return checks.disabled > 0 ? .disabled : nil
  }
}
