import AuditModel
import MicrosoftCloud

extension CloudFailure {
  /// What a person can do about it, in a few words.
  var remedy: String {
    switch reason {
    case .consentMissing: "consent in that tenant: roundsman tenants link TENANT prints the link"
    case .credentialRejected:
      "check auth.app_id and the secret or certificate: it is refused, and a new one may be needed"
    case .credentialExpired:
      "make a new secret or certificate in the app registration and put it into the configuration"
    case .conditionalAccess: "exclude the application from the conditional access policy, or add this network to it"
    case .partnerAccessMissing: "request a delegated administration relationship with that tenant"
    case .signInRefused: "look the AADSTS number up at https://login.microsoftonline.com/error"
    case .tenantUnknown: "check the tenant's id in the configuration"
    case .permissionMissing: "add the permission to the application and consent again"
    case .roleMissing: "assign the role to the application's service principal"
    case .licenceMissing: "nothing, unless the licence is bought"
    case .serviceMissing: "nothing: the tenant does not have that service"
    case .auditingDisabled: "Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true"
    case .unreachable, .timedOut: "check this machine's network, name resolution and proxy (HTTPS_PROXY)"
    case .throttled: "try again later"
    default: "try again; run with -v to see every request that failed"
    }
  }
}
