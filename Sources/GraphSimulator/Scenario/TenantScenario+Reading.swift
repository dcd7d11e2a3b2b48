extension TenantScenario {
  /// What a tenant's object may hold.
  static let keys = [
    "exists", "consent", "licence", "intune", "exchange", "auditing", "permissions", "withoutPermissions",
    "tokenLifetimeSeconds", "latencyMilliseconds", "relationship", "listings", "mailboxes", "audit", "faults",
  ]

  /// Lays a section of the file over what is here.
  ///
  /// - Throws: `SimulatorError` for the first value that is none.
  mutating func apply(_ section: ScenarioSection) throws {
    exists = try section.flag("exists") ?? exists
    consent = try section.choice("consent", Consent.self) ?? consent
    licence = try section.choice("licence", TenantFacts.Licence.self) ?? licence
    hasIntune = try section.flag("intune") ?? hasIntune
    exchange = try section.choice("exchange", ExchangeAccess.self) ?? exchange
    isAuditing = try section.flag("auditing") ?? isAuditing
    permissions = try section.texts("permissions") ?? permissions
    withoutPermissions.formUnion(try section.texts("withoutPermissions") ?? [])
    tokenLifetime = try section.number("tokenLifetimeSeconds", in: 0.1...86_400) ?? tokenLifetime
    latency = try section.number("latencyMilliseconds", in: 0...600_000).map { $0 / 1_000 } ?? latency
    relationship = try section.choice("relationship", Relationship.self) ?? relationship
    try listings.apply(section)
    try mailboxes.apply(section)
    try audit.apply(section)
    faults += try FaultRule.all(in: section)
  }
}

extension ListingScenario {
  fileprivate mutating func apply(_ tenant: ScenarioSection) throws {
    guard
      let section = try tenant.section(
        "listings",
        known: [
          "pageSizes", "emptyPageEvery", "repeatRows", "expiredPageTokens", "pageTokenSeconds", "nextLink",
          "nextLinkKinds",
          "endlessKinds", "indexDelaySeconds", "logDelaySeconds", "shuffleLogs", "widestSignInHours",
        ])
    else { return }
    pageSizes.merge(try section.integers("pageSizes", in: 1...100_000)) { $1 }
    emptyPageEvery = try section.integer("emptyPageEvery", in: 0...1_000) ?? emptyPageEvery
    repeatsRows = try section.flag("repeatRows") ?? repeatsRows
    expiredPageTokens = try section.integer("expiredPageTokens", in: 0...1_000_000) ?? expiredPageTokens
    pageTokenLifetime = try section.number("pageTokenSeconds", in: 0...86_400) ?? pageTokenLifetime
    nextLink = try section.choice("nextLink", NextLink.self) ?? nextLink
    nextLinkKinds.formUnion(try section.texts("nextLinkKinds") ?? [])
    endlessKinds.formUnion(try section.texts("endlessKinds") ?? [])
    indexDelay = try section.number("indexDelaySeconds", in: 0...10_000_000) ?? indexDelay
    logDelay = try section.number("logDelaySeconds", in: 0...10_000_000) ?? logDelay
    shufflesLogs = try section.flag("shuffleLogs") ?? shufflesLogs
    widestSignInHours = try section.number("widestSignInHours", in: 0...10_000) ?? widestSignInHours
  }
}

extension MailboxScenario {
  fileprivate mutating func apply(_ tenant: ScenarioSection) throws {
    guard
      let section = try tenant.section("mailboxes", known: ["softDeleted", "blockedByPolicy", "onPremises", "slow"])
    else { return }
    softDeleted = try section.selection("softDeleted") ?? softDeleted
    blockedByPolicy = try section.selection("blockedByPolicy") ?? blockedByPolicy
    onPremises = try section.selection("onPremises") ?? onPremises
    slow = try section.selection("slow") ?? slow
  }
}

extension AuditScenario {
  fileprivate mutating func apply(_ tenant: ScenarioSection) throws {
    guard
      let section = try tenant.section(
        "audit", known: ["polls", "outcome", "betaOnly", "concurrent", "exchangeTimeouts", "repeatRows"])
    else { return }
    polls = try section.integer("polls", in: 0...1_000) ?? polls
    outcome = try section.choice("outcome", Outcome.self) ?? outcome
    isBetaOnly = try section.flag("betaOnly") ?? isBetaOnly
    concurrent = try section.integer("concurrent", in: 1...1_000) ?? concurrent
    exchangeTimeouts = try section.integer("exchangeTimeouts", in: 0...1_000) ?? exchangeTimeouts
    repeatsRows = try section.flag("repeatRows") ?? repeatsRows
  }
}
