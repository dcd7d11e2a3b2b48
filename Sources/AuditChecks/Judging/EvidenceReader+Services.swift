package import AuditModel

// Applications, devices, mail flow. Nothing depends on the order of the evidence.
extension EvidenceReader {
  package var applications: Applications? {
    read(.servicePrincipals, index.evidence.servicePrincipals) == nil ? nil : index.applications
  }
  package var permissionGrants: [PermissionGrant]? {
    list(.oauth2PermissionGrants, index.evidence.oauth2PermissionGrants) { ($0.clientID, $0.id) < ($1.clientID, $1.id) }
  }
  package var appRoleAssignments: [AppRoleAssignment]? {
    list(.appRoleAssignments, index.evidence.appRoleAssignments) { ($0.principalID, $0.id) < ($1.principalID, $1.id) }
  }
  package var devices: [RegisteredDevice]? { read(.devices, index.evidence.devices) == nil ? nil : index.devices }
  package var managedDevices: [ManagedDevice]? {
    read(.managedDevices, index.evidence.managedDevices) == nil ? nil : index.managedDevices
  }
  package var mobileDevices: [MobileDevice]? {
    read(.mobileDevices, index.evidence.mobileDevices) == nil ? nil : index.mobileDevices
  }
  /// By owner, sorted by id.
  package var sweepRules: [UserID: [SweepRule]]? {
    read(.sweepRules, index.evidence.sweepRules) == nil ? nil : index.sweepRulesByOwner
  }
  package var recipientPermissions: [RecipientPermission]? {
    list(.recipientPermissions, index.evidence.recipientPermissions) {
      ($0.recipient, $0.trustee) < ($1.recipient, $1.trustee)
    }
  }
  package var blockedSenders: [BlockedSender]? {
    list(.blockedSenders, index.evidence.blockedSenders) {
      ($0.address, $0.reason ?? "") < ($1.address, $1.reason ?? "")
    }
  }
  /// Of several lines together: a log that any of them calls off is off.
  package var auditConfiguration: AuditConfiguration? {
    guard let lines = read(.auditConfiguration, index.evidence.auditConfiguration), !lines.isEmpty else { return nil }
    func isOn(_ told: [Bool?]) -> Bool? { told.contains(false) ? false : told.contains(true) ? true : nil }
    return AuditConfiguration(
      isUnifiedAuditEnabled: isOn(lines.map(\.isUnifiedAuditEnabled)),
      isAdminAuditEnabled: isOn(lines.map(\.isAdminAuditEnabled)), changedAt: lines.compactMap(\.changedAt).max())
  }
  package var mail: TracedMail? { read(.messageTrace, index.evidence.messageTrace) == nil ? nil : index.mail }
  package var transportRules: [TransportRule]? {
    list(.transportRules, index.evidence.transportRules) { ($0.id, $0.name) < ($1.id, $1.name) }
  }
  package var inboundConnectors: [MailConnector]? {
    list(.inboundConnectors, index.evidence.inboundConnectors) { ($0.id, $0.name) < ($1.id, $1.name) }
  }
  package var outboundConnectors: [MailConnector]? {
    list(.outboundConnectors, index.evidence.outboundConnectors) { ($0.id, $0.name) < ($1.id, $1.name) }
  }
  package var remoteDomains: [RemoteDomain]? {
    list(.remoteDomains, index.evidence.remoteDomains) { ($0.id, $0.name) < ($1.id, $1.name) }
  }

  private func list<Item>(
    _ kind: EvidenceKind, _ collected: Collected<[Item]>, order: (Item, Item) -> Bool
  ) -> [Item]? {
    read(kind, collected)?.inFixedOrder(order)
  }
}
