package import AuditModel

/// Everything a report says, of one tenant or of the fleet: the one view-model that HTML, XLSX and JSON render.
///
/// All text is raw: it may hold whatever a tenant's people (or attackers) wrote. Formats show it through `VisibleText`.
package struct ReportDocument: Sendable {
  package let header: ReportHeader
  package let totals: ReportTotals
  /// Everybody with a finding or with evidence of their own missing, in rank order.
  package let users: ReportRows<UserRow>
  /// Open findings first, the most severe first, then by tenant and key; then those that ended since a compared run.
  package let findings: ReportRows<FindingRow>
  /// In the order of tenant ids.
  package let tenants: ReportRows<TenantRow>
  /// What kept checks from an answer, the causes that blind most first.
  package let causes: [CauseGroup]
  /// Tenants, and single users, of whom silence means nothing; tenants in the order of their ids, users by id.
  package let cannotJudge: ReportRows<CannotJudgeRow>
  /// The catalogue's words, in the catalogue's order.
  package let checks: [CheckText]

  package init(
    header: ReportHeader, totals: ReportTotals, users: ReportRows<UserRow>, findings: ReportRows<FindingRow>,
    tenants: ReportRows<TenantRow>, causes: [CauseGroup], cannotJudge: ReportRows<CannotJudgeRow>,
    checks: [CheckText]
  ) {
    self.header = header
    self.totals = totals
    self.users = users
    self.findings = findings
    self.tenants = tenants
    self.causes = causes
    self.cannotJudge = cannotJudge
    self.checks = checks
  }

  /// The words of a check; its id where the catalogue of this version no longer knows it.
  package func title(of check: CheckID) -> String { checks.first { $0.id == check }?.title ?? check.rawValue }
}
