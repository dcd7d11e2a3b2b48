/// One kind of evidence: what one listing of the cloud says. The raw value names it in archives, JSON and SQL.
package enum EvidenceKind: String, CaseIterable, Sendable, Codable, Comparable {
  case organization
  case domains
  case users
  case mailboxes
  case inboxRules = "inbox_rules"
  case mailFolders = "mail_folders"
  case unifiedAudit = "unified_audit"
  case directoryAudits = "directory_audits"
  case authenticationMethods = "authentication_methods"
  case roleAssignments = "role_assignments"
  case signIns = "sign_ins"
  case riskDetections = "risk_detections"
  case servicePrincipals = "service_principals"
  case oauth2PermissionGrants = "oauth2_permission_grants"
  case subscribedSkus = "subscribed_skus"
  case registrationDetails = "registration_details"
  case riskyUsers = "risky_users"
  case appRoleAssignments = "app_role_assignments"
  case devices
  case managedDevices = "managed_devices"
  case sweepRules = "sweep_rules"
  case recipientPermissions = "recipient_permissions"
  case blockedSenders = "blocked_senders"
  case auditConfiguration = "audit_configuration"
  case messageTrace = "message_trace"
  case transportRules = "transport_rules"
  case inboundConnectors = "inbound_connectors"
  case outboundConnectors = "outbound_connectors"
  case remoteDomains = "remote_domains"
  case mobileDevices = "mobile_devices"

  /// The file of this kind in an evidence archive: one raw API object a line.
  package var fileName: String { rawValue + ".ndjson" }

  package static func < (left: EvidenceKind, right: EvidenceKind) -> Bool { left.rawValue < right.rawValue }

  /// The words a report uses.
  package var title: String {
    switch self {
    case .organization: "organisation"
    case .domains: "accepted domains"
    case .users: "users"
    case .mailboxes: "mailboxes"
    case .inboxRules: "inbox rules"
    case .mailFolders: "mail folders"
    case .unifiedAudit: "unified audit log"
    case .directoryAudits: "directory audit log"
    case .authenticationMethods: "authentication methods"
    case .roleAssignments: "directory role assignments"
    case .signIns: "sign-ins"
    case .riskDetections: "risk detections"
    case .servicePrincipals: "service principals"
    case .oauth2PermissionGrants: "OAuth2 permission grants"
    case .subscribedSkus: "licences"
    case .registrationDetails: "sign-in method registrations"
    case .riskyUsers: "risky users"
    case .appRoleAssignments: "application role assignments"
    case .devices: "registered devices"
    case .managedDevices: "managed devices"
    case .sweepRules: "sweep rules"
    case .recipientPermissions: "recipient permissions"
    case .blockedSenders: "blocked sender addresses"
    case .auditConfiguration: "audit configuration"
    case .messageTrace: "message trace"
    case .transportRules: "transport rules"
    case .inboundConnectors: "inbound connectors"
    case .outboundConnectors: "outbound connectors"
    case .remoteDomains: "remote domains"
    case .mobileDevices: "mobile mail devices"
    }
  }

  /// The least-privileged permission that reads it (application permission of Microsoft Graph, or Exchange role).
  ///
  /// Source: Microsoft Graph permission data, August 2026 (MICROSOFT365.md, appendix A).
  package var permission: String {
    switch self {
    case .organization: "Organization.Read.All"
    case .domains: "Domain.Read.All"
    case .users: "User.Read.All"
    case .mailboxes, .recipientPermissions, .mobileDevices: "Exchange.ManageAsApp + View-Only Recipients"
    case .inboxRules: "MailboxSettings.Read"
    case .mailFolders: "Mail.ReadBasic.All"
    case .unifiedAudit: "AuditLogsQuery.Read.All"
    case .directoryAudits, .signIns, .registrationDetails: "AuditLog.Read.All"
    case .authenticationMethods: "UserAuthenticationMethod.Read.All"
    case .roleAssignments: "RoleManagement.Read.Directory"
    case .riskDetections: "IdentityRiskEvent.Read.All"
    case .servicePrincipals, .appRoleAssignments: "Application.Read.All"
    case .oauth2PermissionGrants: "Directory.Read.All"
    case .subscribedSkus: "LicenseAssignment.Read.All"
    case .riskyUsers: "IdentityRiskyUser.Read.All"
    case .devices: "Device.Read.All"
    case .managedDevices: "DeviceManagementManagedDevices.Read.All"
    case .sweepRules: "Exchange.ManageAsApp + Mail Recipients"
    case .blockedSenders: "Exchange.ManageAsApp + Security Reader"
    case .auditConfiguration, .transportRules, .inboundConnectors, .outboundConnectors, .remoteDomains:
      "Exchange.ManageAsApp + View-Only Configuration"
    case .messageTrace: "Exchange.ManageAsApp + Message Tracking"
    }
  }

  /// The licence without which Microsoft does not answer; nil when every tenant has it.
  package var licence: String? {
    switch self {
    case .signIns, .registrationDetails: "Microsoft Entra ID P1"
    case .riskDetections, .riskyUsers: "Microsoft Entra ID P2"
    case .managedDevices: "Microsoft Intune"
    default: nil
    }
  }

  /// True where Microsoft has no listing for all users and one request a user is needed, so that single users can be missing.
  package var isPerUser: Bool {
    switch self {
    case .inboxRules, .sweepRules, .mailFolders, .authenticationMethods: true
    default: false
    }
  }
}
