/// All that is known of one tenant at one time.
package struct TenantEvidence: Sendable {
  package var tenant: Tenant
  /// The application that collected it, lower case: what it holds and does in the tenant is the audit's own; nil when
  /// nothing says.
  package var collectingApplicationID: String?
  /// When each kind was collected; kinds that were not are absent.
  package var collectedAt: [EvidenceKind: Timestamp]
  /// How many raw items of each kind were read; kinds that were not are absent.
  package var itemCounts: [EvidenceKind: Int]
  /// What earlier nights of this tenant have shown.
  package var past: TenantPast

  package var organization: Collected<Organization>
  package var domains: Collected<AcceptedDomains>
  package var users: Collected<[UserPrincipal]>
  package var mailboxes: Collected<[Mailbox]>
  package var inboxRules: Collected<[InboxRule]>
  package var mailFolders: Collected<[MailFolder]>
  package var unifiedAudit: Collected<[AuditRecord]>
  package var directoryAudits: Collected<[DirectoryAudit]>
  package var authenticationMethods: Collected<[AuthenticationMethod]>
  package var roleAssignments: Collected<[RoleAssignment]>
  package var signIns: Collected<[SignIn]>
  package var riskDetections: Collected<[RiskDetection]>
  package var servicePrincipals: Collected<[ServicePrincipal]>
  package var oauth2PermissionGrants: Collected<[PermissionGrant]>
  package var subscribedSkus: Collected<[SubscribedSku]>
  package var registrationDetails: Collected<[RegistrationDetails]>
  package var riskyUsers: Collected<[RiskyUser]>
  package var appRoleAssignments: Collected<[AppRoleAssignment]>
  package var devices: Collected<[RegisteredDevice]>
  package var managedDevices: Collected<[ManagedDevice]>
  package var sweepRules: Collected<[SweepRule]>
  package var recipientPermissions: Collected<[RecipientPermission]>
  package var blockedSenders: Collected<[BlockedSender]>
  package var auditConfiguration: Collected<[AuditConfiguration]>
  package var messageTrace: Collected<[TracedMessage]>
  package var transportRules: Collected<[TransportRule]>
  package var inboundConnectors: Collected<[MailConnector]>
  package var outboundConnectors: Collected<[MailConnector]>
  package var remoteDomains: Collected<[RemoteDomain]>
  package var mobileDevices: Collected<[MobileDevice]>

  /// Evidence of which nothing was collected: every kind is a gap of reason `archive.not_collected`.
  package init(tenant: Tenant) {
    self.init(tenant: tenant) { kind in
      CollectionGap(
        kind: kind, reason: .notCollected, message: "No \(kind.title) were collected.", needs: [kind.permission])
    }
  }

  /// Evidence of which every kind is missing, each for the cause given.
  package init(tenant: Tenant, missing gap: (EvidenceKind) -> CollectionGap) {
    func missing<Value>(_ kind: EvidenceKind) -> Collected<Value> { .unavailable(gap(kind)) }
    self.tenant = tenant
    collectedAt = [:]
    itemCounts = [:]
    past = TenantPast()
    organization = missing(.organization)
    domains = missing(.domains)
    users = missing(.users)
    mailboxes = missing(.mailboxes)
    inboxRules = missing(.inboxRules)
    mailFolders = missing(.mailFolders)
    unifiedAudit = missing(.unifiedAudit)
    directoryAudits = missing(.directoryAudits)
    authenticationMethods = missing(.authenticationMethods)
    roleAssignments = missing(.roleAssignments)
    signIns = missing(.signIns)
    riskDetections = missing(.riskDetections)
    servicePrincipals = missing(.servicePrincipals)
    oauth2PermissionGrants = missing(.oauth2PermissionGrants)
    subscribedSkus = missing(.subscribedSkus)
    registrationDetails = missing(.registrationDetails)
    riskyUsers = missing(.riskyUsers)
    appRoleAssignments = missing(.appRoleAssignments)
    devices = missing(.devices)
    managedDevices = missing(.managedDevices)
    sweepRules = missing(.sweepRules)
    recipientPermissions = missing(.recipientPermissions)
    blockedSenders = missing(.blockedSenders)
    auditConfiguration = missing(.auditConfiguration)
    messageTrace = missing(.messageTrace)
    transportRules = missing(.transportRules)
    inboundConnectors = missing(.inboundConnectors)
    outboundConnectors = missing(.outboundConnectors)
    remoteDomains = missing(.remoteDomains)
    mobileDevices = missing(.mobileDevices)
  }

  /// The gap of a kind; nil when it is complete.
  package func gap(of kind: EvidenceKind) -> CollectionGap? { read(kind, by: GapReading()) }

  /// True when at least part of the kind is there to be read.
  package func isAvailable(_ kind: EvidenceKind) -> Bool { read(kind, by: AvailabilityReading()) }
}

private struct GapReading: CollectedReading {
  func callAsFunction<Value>(_ collected: Collected<Value>) -> CollectionGap? { collected.gap }
}

private struct AvailabilityReading: CollectedReading {
  func callAsFunction<Value>(_ collected: Collected<Value>) -> Bool { collected.value != nil }
}
