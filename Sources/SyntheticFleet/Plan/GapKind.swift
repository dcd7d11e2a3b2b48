/// What an audit cannot see of a tenant.
enum GapKind: Sendable {
  case none, noPremiumLicence, auditingOff, consentWithdrawn, timeouts, exchangeRoleMissing

  /// One tenant in six has a gap, the first of them the fourth tenant; the eighth, too, so that twelve show three kinds.
  init(ofTenant index: Int) {
    switch (index, index % 6) {
    case (7, _): self = .auditingOff
    case (_, 3):
      switch index / 6 % 5 {
      case 0: self = .noPremiumLicence
      case 1: self = .consentWithdrawn
      case 2: self = .timeouts
      case 3: self = .exchangeRoleMissing
      default: self = .auditingOff
      }
    default: self = .none
    }
  }

  var storyLines: [String] {
    switch self {
    case .none: []
    case .noPremiumLicence: ["Has no premium licence; two mailboxes did not answer in time."]
    case .auditingOff: ["The unified audit log is switched off."]
    case .consentWithdrawn: ["Consent was withdrawn tonight; earlier nights were fine."]
    case .timeouts: ["A few mailboxes did not answer in time."]
    case .exchangeRoleMissing: ["The audit has no Exchange role here."]
    }
  }

  /// Every kind that a night's collection asked for, with what became of it.
  func kinds(of plan: TenantPlan, night: Int64) -> [SyntheticTenant.Kind] {
    var names = ["organization", "domains", "users", "mailboxes", "inbox_rules"]
    // Exchange names folders itself; only Graph's folder ids need the listing.
    if !plan.rulesComeFromExchange { names.append("mail_folders") }
    names += [
      "unified_audit", "directory_audits", "authentication_methods", "role_assignments", "sign_ins", "risk_detections",
    ]
    return names.map { name in
      let gap = gap(of: name, plan: plan, night: night)
      let status: SyntheticTenant.Status = gap == nil ? .complete : gap?.missedUsers == nil ? .unavailable : .partial
      return SyntheticTenant.Kind(
        name: name, status: status, collectedAt: status == .unavailable ? nil : night, gap: gap)
    }
  }

  private func gap(of kind: String, plan: TenantPlan, night: Int64) -> SyntheticTenant.Gap? {
    switch (self, kind) {
    case (.consentWithdrawn, _) where night >= plan.end:
      SyntheticTenant.Gap(
        reason: "auth.consent_revoked",
        message: "The application has no consent in this tenant any more (AADSTS65001).",
        needs: ["Admin consent"], missedUsers: nil, httpStatus: 400, errorCode: "invalid_grant")
    case (.noPremiumLicence, "sign_ins"):
      SyntheticTenant.Gap(
        reason: "license.required", message: "Sign-in logs are served to tenants with a premium licence only.",
        needs: ["Microsoft Entra ID P1"], missedUsers: nil, httpStatus: 403,
        errorCode: "Authentication_RequestFromNonPremiumTenantOrB2CTenant")
    case (.noPremiumLicence, "risk_detections"):
      SyntheticTenant.Gap(
        reason: "license.required", message: "Risk detections are served to tenants with Entra ID P2 only.",
        needs: ["Microsoft Entra ID P2"], missedUsers: nil, httpStatus: 403, errorCode: "Forbidden")
    case (.auditingOff, "unified_audit"):
      SyntheticTenant.Gap(
        reason: "audit.disabled", message: "The unified audit log of this tenant is switched off.",
        needs: ["UnifiedAuditLogIngestionEnabled"], missedUsers: nil, httpStatus: 400,
        errorCode: "AuditingDisabledTenant")
    case (.exchangeRoleMissing, "mailboxes"):
      SyntheticTenant.Gap(
        reason: "permission.exchange_role", message: "The application has no Exchange role in this tenant.",
        needs: ["Exchange.ManageAsApp", "View-Only Recipients"], missedUsers: nil, httpStatus: 403, errorCode: nil)
    case (.timeouts, "inbox_rules"), (.noPremiumLicence, "inbox_rules"):
      timeoutGap(plan: plan, night: night)
    default: nil
    }
  }

  /// Nobody whom a story needs is missed, so that a gap never hides what was planted elsewhere.
  private func timeoutGap(plan: TenantPlan, night: Int64) -> SyntheticTenant.Gap? {
    let busy = Set(plan.signs.map(\.person))
    let candidates = plan.people.filter { $0.hasMailbox && $0.exists(at: night) && !busy.contains($0.index) }
    guard !candidates.isEmpty else { return nil }
    var random = SeededGenerator(
      seed: plan.seed, Purpose.folder.rawValue, UInt64(plan.index), UInt64(bitPattern: night))
    let first = random.below(candidates.count)
    let missed = (0..<min(2, candidates.count)).map { candidates[(first + $0) % candidates.count].id.text }
    return SyntheticTenant.Gap(
      reason: "timeout", message: "The rules of \(missed.count) mailboxes were not answered within 60 seconds.",
      needs: [], missedUsers: missed.sorted(), httpStatus: 504, errorCode: "UnknownError")
  }
}
