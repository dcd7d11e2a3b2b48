extension SyntheticTenant {
  /// How the tenant answers on the wire on this night: what an audit of it meets, and what a simulator does.
  package struct WireBehaviour: Hashable, Sendable {
    /// False when the audit's application has no service principal in the tenant any more (AADSTS700016).
    package let hasConsent: Bool
    package let licence: Licence
    /// True when device management is licensed.
    package let hasIntune: Bool
    /// True when the unified audit log is switched on.
    package let isAuditing: Bool
    /// False when every Exchange cmdlet is refused.
    package let hasExchangeRole: Bool
    /// False when Get-InboxRule and Get-SweepRule are refused; rules then come from Microsoft Graph.
    package let rulesComeFromExchange: Bool
    /// Where the unified audit log is asked for.
    package let auditSource: AuditSource
    /// What the lines of `unified_audit` are.
    package let auditForm: AuditForm
    /// Object ids, sorted, of the mailboxes whose rules never answer in time.
    package let slowMailboxes: [String]
  }

  /// What the tenant has bought of Microsoft Entra ID.
  package enum Licence: String, CaseIterable, Sendable { case free, premiumP1, premiumP2 }

  /// Which service answers for the unified audit log.
  package enum AuditSource: String, Sendable { case exchange, graph }

  /// The form of the records of the unified audit log.
  package enum AuditForm: String, Sendable {
    /// The bare AuditData of each record.
    case auditData
    /// Rows of Search-UnifiedAuditLog; many come twice, and some lack their AuditData.
    case rows
    /// Records of Microsoft Graph's audit search.
    case graphRecord
  }
}

extension TenantPlan {
  /// Everything that the gaps of a night come from, so that gaps, lines and wire cannot disagree.
  func wire(on night: Int64) -> SyntheticTenant.WireBehaviour {
    SyntheticTenant.WireBehaviour(
      hasConsent: gapKind != .consentWithdrawn || night < end, licence: licence, hasIntune: hasIntune,
      isAuditing: gapKind != .auditingOff, hasExchangeRole: gapKind != .exchangeRoleMissing,
      rulesComeFromExchange: rulesComeFromExchange,
      auditSource: auditForm == .graphRecord ? .graph : .exchange, auditForm: auditForm.published,
      slowMailboxes: slowMailboxes(on: night))
  }

  /// Free where the plan says so; P1 for some later tenants in which the identity provider saw no risk; else P2.
  private var licence: SyntheticTenant.Licence {
    if gapKind == .noPremiumLicence { return .free }
    let isRisky = events.contains { if case .signIn(let manner) = $0.act { manner.risk != nil } else { false } }
    return index >= 12 && index % 12 == 8 && !isRisky ? .premiumP1 : .premiumP2
  }

  /// Four of five tenants with a premium licence manage their devices.
  private var hasIntune: Bool { gapKind != .noPremiumLicence && index % 5 != 2 }

  /// Nobody whom a story needs is missed, so that a gap never hides what was planted elsewhere.
  private func slowMailboxes(on night: Int64) -> [String] {
    guard gapKind == .timeouts || gapKind == .noPremiumLicence else { return [] }
    let busy = Set(signs.map(\.person))
    let candidates = people.filter { $0.hasMailbox && $0.exists(at: night) && !busy.contains($0.index) }
    guard !candidates.isEmpty else { return [] }
    var random = SeededGenerator(seed: seed, Purpose.folder.rawValue, UInt64(index), UInt64(bitPattern: night))
    let first = random.below(candidates.count)
    return (0..<min(2, candidates.count)).map { candidates[(first + $0) % candidates.count].id.text }.sorted()
  }
}

extension TenantPlan.AuditForm {
  fileprivate var published: SyntheticTenant.AuditForm {
    switch self {
    case .auditData: .auditData
    case .graphRecord: .graphRecord
    case .mergedRows: .rows
    }
  }
}
