package import AuditModel

/// What one check found out about one tenant.
package struct Assessment: Sendable {
  package var findings: [Finding]
  /// What turned out to be unreadable while judging: named users, or anybody.
  package var gaps: [CollectionGap]
  /// Things that would have been findings but were the MSP's own, a service's or a trusted party's.
  package var setAside: Int

  package init(findings: [Finding] = [], gaps: [CollectionGap] = [], setAside: Int = 0) {
    self.findings = findings
    self.gaps = gaps
    self.setAside = setAside
  }
}
