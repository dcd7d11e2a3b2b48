import AuditModel

/// What the collection reads, and what it needs to be allowed for that. `doctor` and the README's table are made of it.
package enum Collectors {
  package static let all: [CollectorStatement] = directory + identity + logs + mail

  /// Every Graph application permission that some kind needs, sorted.
  package static var graphPermissions: [String] { Set(all.flatMap(\.graphPermissions)).sorted() }

  /// The table of permissions for the README.
  package static var permissionTable: String {
    let rows = all.map { statement in
      let needs =
        statement.graphPermissions.map { "`\($0)`" }
        + [statement.exchangeRole.map { "`Exchange.ManageAsApp` and the Exchange role \($0)" }].compactMap(\.self)
      return "| \(statement.kinds.map(\.title).joined(separator: ", ")) | \(needs.joined(separator: ", ")) "
        + "| \(statement.licence ?? "") | \(statement.cost) |"
    }
    return (["| Evidence | Needs | Licence | Requests |", "|---|---|---|---|"] + rows).joined(separator: "\n") + "\n"
  }

  private static let directory = [
    graph([.organization], "GET /organization", "1 a tenant"),
    graph([.domains], "GET /domains", "1 a tenant"),
    graph([.subscribedSkus], "GET /subscribedSkus", "1 a tenant"),
    graph([.users], "GET /users", "1 for 999 users"),
    graph([.servicePrincipals, .appRoleAssignments], "GET /servicePrincipals, …/appRoleAssignedTo", "3 a tenant"),
    graph([.oauth2PermissionGrants], "GET /oauth2PermissionGrants", "1 for 999 grants"),
    graph([.roleAssignments], "GET /roleManagement/directory/roleAssignments", "1 a tenant"),
    graph([.devices], "GET /devices", "1 for 999 devices"),
    graph([.managedDevices], "GET /deviceManagement/managedDevices", "1 for 999 devices"),
  ]

  private static let identity = [
    graph([.registrationDetails], "GET /reports/authenticationMethods/userRegistrationDetails", "1 for 999 users"),
    graph(
      [.authenticationMethods], "GET /users/{id}/authentication/methods", "1 for 20 users",
      gaps: ["Rotates in large tenants."]),
    graph([.riskyUsers], "GET /identityProtection/riskyUsers", "1 for 500 users"),
    graph([.riskDetections], "GET /identityProtection/riskDetections", "1 for 500 detections"),
  ]

  private static let logs = [
    graph([.directoryAudits], "GET /auditLogs/directoryAudits", "1 for 1,000 events"),
    graph([.signIns], "GET /auditLogs/signIns", "1 for 1,000 sign-ins", gaps: ["Interactive sign-ins only."]),
    exchange([.unifiedAudit], "Search-UnifiedAuditLog", "1 for 5,000 records", role: "View-Only Audit Logs"),
    CollectorStatement(
      kinds: [.unifiedAudit], source: "Graph audit search (`audit_source: graph`)",
      graphPermissions: ["AuditLogsQuery.Read.All"], exchangeRole: nil, licence: nil,
      cost: "instead: 2, and 1 for 999 records", gaps: ["Not offered outside the global cloud."]),
    exchange([.auditConfiguration], "Get-AdminAuditLogConfig", "shares 1 a tenant", role: "View-Only Configuration"),
  ]

  private static let mail = [
    exchange([.mailboxes], "Get-Mailbox", "1 for 1,000 mailboxes", role: "View-Only Recipients"),
    exchange(
      [.inboxRules, .sweepRules], "Get-InboxRule, Get-SweepRule", "1 for 5 mailboxes", role: "Mail Recipients",
      gaps: ["Rotates in large tenants; whoever shows up in the logs is read every night."]),
    CollectorStatement(
      kinds: [.inboxRules, .mailFolders], source: "GET …/messageRules, …/mailFolders (where Exchange is not granted)",
      graphPermissions: [EvidenceKind.inboxRules.permission, EvidenceKind.mailFolders.permission], exchangeRole: nil,
      licence: nil, cost: "instead: 1 for 20 users, and 1 for 20 owners of rules that name a folder",
      gaps: ["Hidden rules and what Outlook's own rules do are not shown by Graph."]),
    exchange(
      [.recipientPermissions, .mobileDevices], "Get-RecipientPermission, Get-MobileDevice", "1 each for 1,000",
      role: "View-Only Recipients"),
    exchange([.messageTrace], "Get-MessageTraceV2", "1 for 5,000 recipients", role: "Message Tracking"),
    exchange([.blockedSenders], "Get-BlockedSenderAddress", "shares 1 a tenant", role: "Security Reader"),
    exchange(
      [.transportRules, .inboundConnectors, .outboundConnectors, .remoteDomains],
      "Get-TransportRule, Get-InboundConnector, Get-OutboundConnector, Get-RemoteDomain", "share 1 a tenant",
      role: "View-Only Configuration"),
  ]

  private static func graph(
    _ kinds: [EvidenceKind], _ source: String, _ cost: String, gaps: [String] = []
  ) -> CollectorStatement {
    CollectorStatement(
      kinds: kinds, source: source, graphPermissions: Set(kinds.map(\.permission)).sorted(), exchangeRole: nil,
      licence: kinds.compactMap(\.licence).first, cost: cost, gaps: gaps)
  }

  private static func exchange(
    _ kinds: [EvidenceKind], _ source: String, _ cost: String, role: String, gaps: [String] = []
  ) -> CollectorStatement {
    CollectorStatement(
      kinds: kinds, source: source, graphPermissions: [], exchangeRole: role, licence: nil, cost: cost, gaps: gaps)
  }
}
