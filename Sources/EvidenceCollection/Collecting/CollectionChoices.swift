/// Whom the per-user kinds of evidence are refreshed for.
package struct RefreshPolicy: Hashable, Sendable {
  /// Tenants of at most that many users refresh everybody every night.
  package var everybodyUpTo: Int
  /// Over how many nights larger tenants refresh everybody.
  package var nights: Int

  package init(everybodyUpTo: Int = 500, nights: Int = 7) {
    self.everybodyUpTo = everybodyUpTo
    self.nights = nights
  }
}

/// Which transport the unified audit log is read through.
package enum AuditSource: String, Sendable {
  /// `Search-UnifiedAuditLog`.
  case exchange
  /// Microsoft Graph's audit search.
  case graph
}

/// Where inbox rules are read.
package enum RulesSource: String, Sendable {
  /// Exchange where `Get-InboxRule` is granted in the tenant, else Graph.
  case automatic = "auto"
  case exchange, graph
}
