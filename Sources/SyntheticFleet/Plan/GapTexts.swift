/// The words of gaps, as a collection of such a tenant writes them: live and offline audits must not differ in a byte.
extension SyntheticTenant.Gap {
  /// The application has no service principal in the tenant.
  static let consentMissing = SyntheticTenant.Gap(
    reason: "auth.consent_revoked", message: "The application has no consent in this tenant (AADSTS700016).",
    needs: ["Admin consent"], missedUsers: nil, httpStatus: 400, errorCode: "unauthorized_client")

  /// The service refuses tenants that have not bought something.
  static func unlicensed(_ kind: String, _ licence: String) -> Self {
    SyntheticTenant.Gap(
      reason: "license.required", message: "Microsoft serves this to tenants with \(licence) only.",
      needs: [licence], missedUsers: nil, httpStatus: nil, errorCode: nil)
  }

  /// The unified audit log is switched off.
  static func auditingOff(_ source: SyntheticTenant.AuditSource) -> Self {
    SyntheticTenant.Gap(
      reason: "audit.disabled", message: "The unified audit log of this tenant is switched off.",
      needs: ["UnifiedAuditLogIngestionEnabled"], missedUsers: nil, httpStatus: source == .graph ? 400 : nil,
      errorCode: source == .graph ? "AuditingDisabledTenant" : nil)
  }

  /// Exchange refuses the cmdlet.
  static func exchangeRoleMissing(_ kind: String) -> Self {
    SyntheticTenant.Gap(
      reason: "permission.exchange_role", message: "The application has no Exchange role in this tenant.",
      needs: ["Exchange.ManageAsApp", "View-Only Recipients"], missedUsers: nil, httpStatus: 403, errorCode: nil)
  }

  /// The rules of some mailboxes never came.
  static func rulesTimedOut(_ missed: [String]) -> Self {
    SyntheticTenant.Gap(
      reason: "timeout", message: "The rules of \(missed.count) mailboxes were not answered within 60 seconds.",
      needs: [], missedUsers: missed, httpStatus: 504, errorCode: "UnknownError")
  }
}
