package import AuditModel

/// What one check found out about one tenant.
package struct Assessment: Sendable {
  package var findings: [Finding]
  /// What turned out to be unreadable while judging: named users, or anybody.
  package var gaps: [CollectionGap]
  /// Things that would have been findings but were the MSP's own, a service's or a trusted party's.
  package var setAside: SetAside
  /// What findings may have in common with those of other users and tenants.
  package var traces: [Trace]

  package init(
    findings: [Finding] = [], gaps: [CollectionGap] = [], setAside: SetAside = SetAside(), traces: [Trace] = []
  ) {
    self.findings = findings
    self.gaps = gaps
    self.setAside = setAside
    self.traces = traces
  }
}
