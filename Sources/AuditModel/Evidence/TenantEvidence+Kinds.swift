/// Something that is asked of any kind's collection, whatever it holds.
package protocol CollectedReading {
  associatedtype Answer
  func callAsFunction<Value>(_ collected: Collected<Value>) -> Answer
}

/// Something that is done to any kind's collection, whatever it holds.
package protocol CollectedChange {
  func callAsFunction<Value>(_ collected: Collected<Value>) -> Collected<Value>
}

// The one place that knows which kind is kept where.
extension TenantEvidence {
  package func read<Reading: CollectedReading>(_ kind: EvidenceKind, by reading: Reading) -> Reading.Answer {
    switch kind {
    case .organization: reading(organization)
    case .domains: reading(domains)
    case .users: reading(users)
    case .mailboxes: reading(mailboxes)
    case .inboxRules: reading(inboxRules)
    case .mailFolders: reading(mailFolders)
    case .unifiedAudit: reading(unifiedAudit)
    case .directoryAudits: reading(directoryAudits)
    case .authenticationMethods: reading(authenticationMethods)
    case .roleAssignments: reading(roleAssignments)
    case .signIns: reading(signIns)
    case .riskDetections: reading(riskDetections)
    case .servicePrincipals: reading(servicePrincipals)
    case .oauth2PermissionGrants: reading(oauth2PermissionGrants)
    case .subscribedSkus: reading(subscribedSkus)
    case .registrationDetails: reading(registrationDetails)
    case .riskyUsers: reading(riskyUsers)
    case .appRoleAssignments: reading(appRoleAssignments)
    case .devices: reading(devices)
    case .managedDevices: reading(managedDevices)
    case .sweepRules: reading(sweepRules)
    case .recipientPermissions: reading(recipientPermissions)
    case .blockedSenders: reading(blockedSenders)
    case .auditConfiguration: reading(auditConfiguration)
    case .messageTrace: reading(messageTrace)
    case .transportRules: reading(transportRules)
    case .inboundConnectors: reading(inboundConnectors)
    case .outboundConnectors: reading(outboundConnectors)
    case .remoteDomains: reading(remoteDomains)
    case .mobileDevices: reading(mobileDevices)
    }
  }

  package mutating func change(_ kind: EvidenceKind, by change: some CollectedChange) {
    switch kind {
    case .organization: organization = change(organization)
    case .domains: domains = change(domains)
    case .users: users = change(users)
    case .mailboxes: mailboxes = change(mailboxes)
    case .inboxRules: inboxRules = change(inboxRules)
    case .mailFolders: mailFolders = change(mailFolders)
    case .unifiedAudit: unifiedAudit = change(unifiedAudit)
    case .directoryAudits: directoryAudits = change(directoryAudits)
    case .authenticationMethods: authenticationMethods = change(authenticationMethods)
    case .roleAssignments: roleAssignments = change(roleAssignments)
    case .signIns: signIns = change(signIns)
    case .riskDetections: riskDetections = change(riskDetections)
    case .servicePrincipals: servicePrincipals = change(servicePrincipals)
    case .oauth2PermissionGrants: oauth2PermissionGrants = change(oauth2PermissionGrants)
    case .subscribedSkus: subscribedSkus = change(subscribedSkus)
    case .registrationDetails: registrationDetails = change(registrationDetails)
    case .riskyUsers: riskyUsers = change(riskyUsers)
    case .appRoleAssignments: appRoleAssignments = change(appRoleAssignments)
    case .devices: devices = change(devices)
    case .managedDevices: managedDevices = change(managedDevices)
    case .sweepRules: sweepRules = change(sweepRules)
    case .recipientPermissions: recipientPermissions = change(recipientPermissions)
    case .blockedSenders: blockedSenders = change(blockedSenders)
    case .auditConfiguration: auditConfiguration = change(auditConfiguration)
    case .messageTrace: messageTrace = change(messageTrace)
    case .transportRules: transportRules = change(transportRules)
    case .inboundConnectors: inboundConnectors = change(inboundConnectors)
    case .outboundConnectors: outboundConnectors = change(outboundConnectors)
    case .remoteDomains: remoteDomains = change(remoteDomains)
    case .mobileDevices: mobileDevices = change(mobileDevices)
    }
  }
}
