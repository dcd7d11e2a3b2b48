package import AuditModel

/// What a collector reads, what it needs for that, and what it cannot see.
package struct CollectorStatement: Hashable, Sendable {
  package let kinds: [EvidenceKind]
  /// What is asked, for people: `GET /users`, `Get-Mailbox`.
  package let source: String
  /// Application permissions of Microsoft Graph, the least privileged that suffice.
  package let graphPermissions: [String]
  /// The Exchange role, besides the application permission `Exchange.ManageAsApp`.
  package let exchangeRole: String?
  package let licence: String?
  /// Requests, for people.
  package let cost: String
  /// What stays unseen even when all is granted.
  package let gaps: [String]

  /// True when a permission could change something. None may.
  package var canWrite: Bool { graphPermissions.contains { $0.contains("Write") || $0.contains("Manage.All") } }

  package init(
    kinds: [EvidenceKind], source: String, graphPermissions: [String], exchangeRole: String?, licence: String?,
    cost: String, gaps: [String]
  ) {
    self.kinds = kinds
    self.source = source
    self.graphPermissions = graphPermissions
    self.exchangeRole = exchangeRole
    self.licence = licence
    self.cost = cost
    self.gaps = gaps
  }
}
