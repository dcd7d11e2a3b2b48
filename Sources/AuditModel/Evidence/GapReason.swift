/// Why something was not, or not wholly, collected. Stable strings: JSON, SQL, reports and `roundsman explain` use them.
package enum GapReason: String, CaseIterable, Sendable, Codable {
  case consentRevoked = "auth.consent_revoked"
  case secretExpired = "auth.secret_expired"
  case conditionalAccessBlock = "auth.conditional_access_block"
  case gdapMissing = "auth.gdap_missing"
  /// The token endpoint knows no such tenant, or it lives in another cloud.
  case tenantUnknown = "auth.tenant_unknown"
  case permissionGraph = "permission.graph"
  case permissionExchangeRole = "permission.exchange_role"
  case licenceRequired = "license.required"
  case auditDisabled = "audit.disabled"
  case windowTooShort = "window.too_short"
  case throttled
  case timeout
  case serviceError = "service_error"
  case truncatedPageCap = "truncated.page_cap"
  case prerequisiteFailed = "prerequisite_failed"
  case schemaUnexpected = "schema_unexpected"
  case notDue = "not_due"
  case interrupted
  /// The evidence archive or export that was read does not hold this kind at all.
  case notCollected = "archive.not_collected"
  /// An export holds what somebody searched for; nothing says that this was everything.
  case exportScopeUnknown = "export.scope_unknown"
  /// A file of the evidence archive is damaged: its hash, count or bytes are not what the manifest says.
  case archiveDamaged = "archive.damaged"
  /// The evidence archive was written by a newer version of Roundsman.
  case archiveNewerFormat = "archive.newer_format"

  /// Who can close such a gap.
  package enum Fixer: String, Sendable, Codable { case msp, client, microsoft, license, wait }

  package var fixableBy: Fixer {
    switch self {
    case .consentRevoked, .auditDisabled: .client
    case .secretExpired, .conditionalAccessBlock, .gdapMissing, .tenantUnknown, .permissionGraph,
      .permissionExchangeRole,
      .windowTooShort,
      .truncatedPageCap, .prerequisiteFailed, .notCollected, .exportScopeUnknown, .archiveDamaged, .archiveNewerFormat:
      .msp
    case .licenceRequired: .license
    case .serviceError, .schemaUnexpected: .microsoft
    case .throttled, .timeout, .notDue, .interrupted: .wait
    }
  }

  /// A few words: what the reader sees first.
  package var title: String {
    switch self {
    case .consentRevoked: "Admin consent was withdrawn"
    case .secretExpired: "The application's secret or certificate has expired"
    case .conditionalAccessBlock: "Conditional access blocks the audit"
    case .gdapMissing: "No partner relationship with this tenant"
    case .tenantUnknown: "Microsoft knows no such tenant"
    case .permissionGraph: "A Microsoft Graph permission is missing"
    case .permissionExchangeRole: "An Exchange role is missing"
    case .licenceRequired: "Not licensed"
    case .auditDisabled: "The unified audit log is switched off"
    case .windowTooShort: "The evidence does not reach over the whole window"
    case .throttled: "Microsoft throttled the requests"
    case .timeout: "The service did not answer in time"
    case .serviceError: "The service answered with an error"
    case .truncatedPageCap: "There was more than one run may read"
    case .prerequisiteFailed: "Something this depends on failed"
    case .schemaUnexpected: "The answer has a form that is not understood"
    case .notDue: "Not due in this run"
    case .interrupted: "The run was interrupted"
    case .notCollected: "The archive does not hold this evidence"
    case .exportScopeUnknown: "Nothing says that the export is complete"
    case .archiveDamaged: "A file of the archive is damaged"
    case .archiveNewerFormat: "The archive is of a newer format"
    }
  }

  /// What usually causes it.
  package var likelyCause: String {
    switch self {
    case .consentRevoked: "An administrator of the tenant removed the enterprise application or its consent."
    case .secretExpired: "The secret or certificate in the configuration is past its end date."
    case .conditionalAccessBlock:
      "A conditional access policy of the tenant covers workload identities or the network in use."
    case .gdapMissing: "The delegated administration relationship ended or was never accepted."
    case .tenantUnknown: "A wrong id in the configuration, a tenant that was deleted, or one of another national cloud."
    case .permissionGraph: "The application was consented before this permission was added, or only in part."
    case .permissionExchangeRole: "The application has no Exchange role in this tenant."
    case .licenceRequired: "Microsoft serves this data only to tenants that hold the named licence."
    case .auditDisabled: "UnifiedAuditLogIngestionEnabled is false in this tenant."
    case .windowTooShort:
      "The tenant's licence keeps the log for fewer days than the audit looks back, or it was collected before the window ended."
    case .throttled: "Too many requests by this or another application."
    case .timeout: "A large tenant, or trouble at Microsoft."
    case .serviceError: "Trouble at Microsoft, or a request that this tenant does not support."
    case .truncatedPageCap: "An unusually busy tenant."
    case .prerequisiteFailed: "An earlier request whose answer is needed here failed."
    case .schemaUnexpected: "Microsoft changed the answer, a proxy altered it, or an export was cut."
    case .notDue: "Large tenants are refreshed in rotation."
    case .interrupted: "The run was stopped before this tenant was done."
    case .notCollected: "The export or the collection did not include it."
    case .exportScopeUnknown: "The evidence was imported from an export, and exports hold what somebody searched for."
    case .archiveDamaged: "A file was edited, cut or only partly copied."
    case .archiveNewerFormat: "It was written by a newer version of Roundsman."
    }
  }

  /// What to do about it.
  package var fix: String {
    switch self {
    case .consentRevoked: "Ask an administrator of the tenant to consent again."
    case .secretExpired: "Renew the secret or certificate and update the configuration."
    case .conditionalAccessBlock: "Exclude the audit's application or add its network to the policy."
    case .gdapMissing: "Request a delegated administration relationship with the roles the audit needs."
    case .tenantUnknown: "Correct the tenant's id or the cloud in the configuration, or remove the tenant."
    case .permissionGraph: "Add the permission to the application and consent again."
    case .permissionExchangeRole: "Assign the role to the application's service principal."
    case .licenceRequired: "Buy the licence, or accept the gap in the configuration with a reason."
    case .auditDisabled: "Switch it on: Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true."
    case .windowTooShort: "Collect again, audit more often, or with a shorter --since."
    case .throttled, .timeout: "Nothing: the next run tries again. Lower the concurrency if it stays."
    case .serviceError: "Nothing at first: the next run tries again. Report it if it stays."
    case .truncatedPageCap: "Raise the cap in the configuration, or audit a shorter window."
    case .prerequisiteFailed: "Fix the gap that it names."
    case .schemaUnexpected: "Read the message: it names the file or request and the byte. Collect again, or report it."
    case .notDue: "Nothing: it is refreshed in one of the next runs."
    case .interrupted: "Run the audit again."
    case .notCollected: "Collect or import this kind of evidence as well."
    case .exportScopeUnknown:
      "If the export covers everybody and the whole window, import it again with --complete and the kind's name."
    case .archiveDamaged: "Copy or collect the archive again."
    case .archiveNewerFormat: "Update Roundsman."
    }
  }
}
