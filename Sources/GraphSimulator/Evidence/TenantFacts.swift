/// What the simulator knows of a tenant before anybody asks: who it is, and how it answers on the wire.
struct TenantFacts: Sendable {
  enum Licence: String, Sendable, CaseIterable { case free, premiumP1, premiumP2 }
  enum AuditSource: String, Sendable { case exchange, graph }

  /// Position in the source; the partner's own tenant has none.
  let index: Int?
  let id: String
  /// May be hostile text.
  let name: String
  let domain: String
  /// How many users its directory holds, which decides its budget.
  let userCount: Int
  var hasConsent = true
  var licence = Licence.premiumP2
  var hasIntune = true
  var isAuditing = true
  var hasExchangeRole = true
  /// False: Get-InboxRule and Get-SweepRule are refused.
  var rulesComeFromExchange = true
  var auditSource = AuditSource.exchange
  /// Object ids of mailboxes whose rules are never answered in time.
  var slowMailboxes: Set<String> = []
  /// How listings are refused that an archive calls unavailable.
  var refusals: [String: Refusal] = [:]
  /// When the evidence was collected, in unix seconds: the simulated present of this tenant.
  var collectedAt: Int64

  /// An answer that takes a listing's place.
  enum Refusal: Sendable { case permission, gatewayTimeout, serverError }
}

/// Where the tenants and their evidence come from.
protocol EvidenceSource: Sendable {
  var tenants: [TenantFacts] { get }
  /// The client id of the audit's own application.
  var applicationID: String { get }
  /// The tenant of the partner who audits.
  var partnerTenantID: String { get }
  /// Calls the body with each line of a kind; with none when the kind is not there.
  ///
  /// - Throws: when an archive cannot be read.
  func forEachLine(of kind: String, tenant: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws
}
