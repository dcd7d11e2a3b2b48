/// Whose per-user kinds are read tonight.
package struct RefreshPolicy: Hashable, Sendable {
  /// Tenants of up to so many users: everybody, every night.
  package var everybodyUpTo: Int
  /// In larger ones everybody's turn comes once in so many nights.
  package var nights: Int

  package init(everybodyUpTo: Int = 500, nights: Int = 7) {
    self.everybodyUpTo = max(0, everybodyUpTo)
    self.nights = max(1, nights)
  }
}

/// Through which service the unified audit log is read.
package enum AuditSource: String, Hashable, Sendable, CaseIterable {
  /// `Search-UnifiedAuditLog`.
  case exchange
  /// Microsoft Graph's audit search.
  case graph
}

/// Through which service inbox rules are read: a mailbox keeps one over the nights, because a rule has another id in each.
package enum RulesSource: String, Hashable, Sendable, CaseIterable {
  /// Exchange where `Get-InboxRule` is granted in the tenant, else Graph.
  case automatic = "auto"
  case exchange
  case graph
}
