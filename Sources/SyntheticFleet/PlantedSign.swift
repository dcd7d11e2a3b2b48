/// How bad a check should find something, in the words of its findings.
package enum ExpectedSeverity: String, CaseIterable, Sendable, Comparable {
  case informational, low, medium, high, critical

  private var rank: Int { ExpectedSeverity.allCases.firstIndex(of: self) ?? 0 }
  package static func < (left: ExpectedSeverity, right: ExpectedSeverity) -> Bool { left.rank < right.rank }
}

/// A planted sign of compromise: what an audit of that night must find.
package struct PlantedSign: Hashable, Sendable {
  package let tenantID: String
  package let userID: String
  package let userPrincipalName: String
  /// Such as `mailbox-rules`.
  package let checkID: String
  /// The finding must be at least this severe.
  package let minimumSeverity: ExpectedSeverity
  /// The kind of evidence that shows it; a night that lacks this kind has no such sign.
  package let source: String
  /// False for an account that was deleted again: only events name it.
  package let isListed: Bool
  package let note: String
}

/// What an audit of that night must find in a tenant, about whomever: nobody in particular need be behind it.
package struct TenantSign: Hashable, Sendable {
  package let tenantID: String
  package let checkID: String
  /// The worst finding of the check must be at least this severe.
  package let minimumSeverity: ExpectedSeverity
  /// The kind of evidence that shows it; a night that lacks this kind has no such sign.
  package let source: String
  package let note: String
}

/// Something innocent that looks like a compromise: an audit may mention it, and must not call it worse than this.
///
/// Whoever stands in neither list may have informational findings only.
package struct InnocentLookAlike: Hashable, Sendable {
  package let tenantID: String
  package let userID: String
  package let userPrincipalName: String
  package let checkID: String
  /// The finding must be at most this severe.
  package let maximumSeverity: ExpectedSeverity
  package let note: String
}
