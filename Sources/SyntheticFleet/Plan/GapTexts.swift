/// The words of gaps, as a collection of such a tenant writes them: live and offline audits must not differ in a byte.
extension SyntheticTenant.Gap {
  /// The application has no service principal in the tenant.
  static let consentMissing = SyntheticTenant.Gap(
    reason: "auth.consent_revoked", message: "The application has no consent in this tenant (AADSTS700016).",
    needs: ["Admin consent"], missedUsers: nil, httpStatus: 400, errorCode: "AADSTS700016")

  /// The service refuses tenants that have not bought something; the list of licences told so before it was asked.
  static func unlicensed(_ kind: String, _ licence: String) -> Self {
    SyntheticTenant.Gap(
      reason: "license.required", message: "Microsoft serves \(title(of: kind)) to tenants with \(licence) only.",
      needs: [licence], missedUsers: nil, httpStatus: nil, errorCode: nil)
  }

  /// The unified audit log is switched off, as the audit configuration says.
  static let auditingOff = SyntheticTenant.Gap(
    reason: "audit.disabled", message: "The unified audit log of this tenant is switched off.",
    needs: ["UnifiedAuditLogIngestionEnabled"], missedUsers: nil, httpStatus: nil, errorCode: nil)

  /// Exchange refuses the cmdlet.
  static func exchangeRoleMissing(_ kind: String) -> Self {
    SyntheticTenant.Gap(
      reason: "permission.exchange_role",
      message: "The application has no Exchange role in this tenant that lets it read \(title(of: kind)).",
      needs: ["Exchange.ManageAsApp", role(for: kind)], missedUsers: nil, httpStatus: 403, errorCode: nil)
  }

  /// The rules of some mailboxes never came.
  static func rulesTimedOut(_ missed: [String]) -> Self {
    SyntheticTenant.Gap(
      reason: "timeout",
      message: "The inbox rules of \(missed.count) user\(missed.count == 1 ? "" : "s") were not answered in time.",
      needs: [], missedUsers: missed, httpStatus: 504, errorCode: "UnknownError")
  }

  /// The role group that reads a kind in Exchange.
  private static func role(for kind: String) -> String {
    switch kind {
    case "sweep_rules": "Mail Recipients"
    case "blocked_senders": "Security Reader"
    case "message_trace": "Message Tracking"
    case "unified_audit": "View-Only Audit Logs"
    case "mailboxes", "recipient_permissions", "mobile_devices": "View-Only Recipients"
    default: "View-Only Configuration"
    }
  }

  /// What reports call a kind that needs a licence or a role.
  private static func title(of kind: String) -> String {
    switch kind {
    case "sign_ins": "sign-ins"
    case "registration_details": "sign-in method registrations"
    case "unified_audit": "unified audit log"
    case "blocked_senders": "blocked sender addresses"
    case "mobile_devices": "mobile mail devices"
    default: kind.replacing("_", with: " ")
    }
  }
}
