/// Which mailboxes something is true of.
enum MailboxSelection: Sendable, Equatable {
  /// That many members, in the order of the users listing.
  case first(Int)
  /// Principal names or object ids, in lower case.
  case named(Set<String>)
}

/// How one tenant differs from the evidence that it is served from.
struct TenantScenario: Sendable {
  var exists = true
  var consent: Consent?
  var licence: TenantFacts.Licence?
  var hasIntune: Bool?
  var exchange: ExchangeAccess?
  var isAuditing: Bool?
  /// Nil: all that the audit needs.
  var permissions: [String]?
  var withoutPermissions: Set<String> = []
  /// Seconds.
  var tokenLifetime: Double?
  var latency: Double?
  var relationship = Relationship.active
  var listings = ListingScenario()
  var mailboxes = MailboxScenario()
  var audit = AuditScenario()
  /// Besides those of all tenants.
  var faults: [FaultRule] = []

  enum Consent: String, CaseIterable, Sendable {
    case granted, missing, delegatedMissing, conditionalAccess, relationshipEnded
  }
  enum ExchangeAccess: String, CaseIterable, Sendable {
    /// Every cmdlet works.
    case full
    /// Get-InboxRule and Get-SweepRule are refused.
    case noRules
    /// Every cmdlet is refused: 403.
    case noRole
    /// The token lacks Exchange.ManageAsApp: 401.
    case noManageAsApp
    /// The tenant never had Exchange Online: AADSTS500011.
    case noService
  }
  enum Relationship: String, CaseIterable, Sendable { case active, expiring, terminated, none }
}

/// How listings are paged.
struct ListingScenario: Sendable {
  /// Objects a page by kind; `*` for all others.
  var pageSizes: [String: Int] = [:]
  /// Every that many pages an empty one with a next link comes before it; 0 for never.
  var emptyPageEvery = 0
  /// The last object of a page comes again on the next.
  var repeatsRows = false
  /// How many next links are answered with Directory_ExpiredPageToken before they work.
  var expiredPageTokens = 0
  /// Seconds for which a next link is good.
  var pageTokenLifetime = 1_800.0
  var nextLink: NextLink = .honest
  /// Kinds whose next links lie; empty for all.
  var nextLinkKinds: Set<String> = []
  /// Kinds that answer the same page for ever.
  var endlessKinds: Set<String> = []
  /// Users made within so many seconds before the evidence's end are missing from advanced queries.
  var indexDelay = 0.0
  /// Log rows of the last so many seconds are not there yet.
  var logDelay = 0.0
  /// Log rows come in no order.
  var shufflesLogs = false
  /// Sign-in queries over more hours than this are a 504; 0 for never.
  var widestSignInHours = 0.0

  enum NextLink: String, CaseIterable, Sendable { case honest, otherHost, otherPort, otherScheme }
}

/// Mailboxes that answer otherwise.
struct MailboxScenario: Sendable {
  /// Listed, but gone when asked for.
  var softDeleted = MailboxSelection.first(0)
  /// The application access policy forbids it.
  var blockedByPolicy = MailboxSelection.first(0)
  var onPremises = MailboxSelection.first(0)
  /// 504, always.
  var slow = MailboxSelection.first(0)
}

/// How the unified audit log answers.
struct AuditScenario: Sendable {
  /// How often a search says running before it is done.
  var polls = 1
  var outcome = Outcome.succeeded
  /// True: the search answers 404 on v1.0.
  var isBetaOnly = false
  /// Searches that may run at once in a tenant.
  var concurrent = 10
  /// How many calls of Search-UnifiedAuditLog are answered with ResultIndex -1 first.
  var exchangeTimeouts = 0
  /// True: a large set repeats rows of the call before.
  var repeatsRows = true

  enum Outcome: String, CaseIterable, Sendable { case succeeded, failed, cancelled }
}
