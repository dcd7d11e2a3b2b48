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
}

/// One collector: collects a kind, or a family of kinds that belong together.
protocol Collector: Sendable {
  static var statement: CollectorStatement { get }
  /// Writes what there is and notes what is missing.
  ///
  /// - Throws: `CancellationError`, `EvidenceArchiveError`, and a `CloudFailure` that concerns the whole tenant.
  func collect() async throws
}
