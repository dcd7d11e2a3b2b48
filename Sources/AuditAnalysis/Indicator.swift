package import AuditModel

/// One check that counts for a user, with the findings that make it count.
package struct Indicator: Hashable, Sendable {
  package let checkID: CheckID
  package let family: CheckFamily
  /// The highest severity among the findings.
  package let severity: Severity
  /// Sorted.
  package let findings: [FindingKey]

  package init(checkID: CheckID, family: CheckFamily, severity: Severity, findings: [FindingKey]) {
    self.checkID = checkID
    self.family = family
    self.severity = severity
    self.findings = findings
  }
}
