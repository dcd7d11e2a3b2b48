import AuditModel
import WireJSON

/// Reads all kinds of one archive whose manifest is whole.
struct EvidenceReading {
  let archive: EvidenceArchive
  let manifest: ArchiveManifest
  let parser: JSONParser
  let eventsFrom: Timestamp?
  let operations: Set<String>?

  func evidence() -> TenantEvidence {
    let memory = LineBuffer()
    var evidence = TenantEvidence(tenant: manifest.tenant)
    evidence.collectingApplicationID = manifest.applicationID
    var itemCounts: [EvidenceKind: Int] = [:]

    /// Leaves the "not collected" of an evidence without anything in place for kinds that the manifest does not name.
    func read<Value>(
      _ kind: EvidenceKind, into collected: inout Collected<[Value]>, _ decode: (JSONView) throws -> Value?
    ) {
      guard let entry = manifest.kinds[kind] else { return }
      let reading = KindReading(directory: archive.directory, kind: kind, entry: entry, memory: memory)
      (collected, itemCounts[kind]) = reading.collected(with: parser, decode)
    }

    read(.users, into: &evidence.users) { try UserPrincipal(json: $0) }
    read(.mailboxes, into: &evidence.mailboxes) { try Mailbox(json: $0) }
    read(.inboxRules, into: &evidence.inboxRules) { try .init(wrapped: $0) }
    read(.mailFolders, into: &evidence.mailFolders) { try .init(wrapped: $0) }
    read(.authenticationMethods, into: &evidence.authenticationMethods) { try .init(wrapped: $0) }
    read(.roleAssignments, into: &evidence.roleAssignments) { try RoleAssignment(json: $0) }
    read(.directoryAudits, into: &evidence.directoryAudits) { try DirectoryAudit(json: $0, since: eventsFrom) }
    let signIns = SignInDecoder(since: eventsFrom)
    read(.signIns, into: &evidence.signIns) { try signIns.signIn(json: $0) }
    read(.riskDetections, into: &evidence.riskDetections) { try RiskDetection(json: $0, since: eventsFrom) }
    read(.servicePrincipals, into: &evidence.servicePrincipals) { try ServicePrincipal(json: $0) }
    read(.oauth2PermissionGrants, into: &evidence.oauth2PermissionGrants) { try PermissionGrant(json: $0) }
    read(.subscribedSkus, into: &evidence.subscribedSkus) { try SubscribedSku(json: $0) }
    read(.registrationDetails, into: &evidence.registrationDetails) { try RegistrationDetails(json: $0) }
    read(.riskyUsers, into: &evidence.riskyUsers) { try RiskyUser(json: $0) }
    read(.appRoleAssignments, into: &evidence.appRoleAssignments) { try AppRoleAssignment(json: $0) }
    read(.devices, into: &evidence.devices) { try RegisteredDevice(json: $0) }
    read(.managedDevices, into: &evidence.managedDevices) { try ManagedDevice(json: $0) }
    read(.mobileDevices, into: &evidence.mobileDevices) { try MobileDevice(json: $0) }
    read(.sweepRules, into: &evidence.sweepRules) { try .init(wrapped: $0) }
    read(.recipientPermissions, into: &evidence.recipientPermissions) { try RecipientPermission(json: $0) }
    read(.blockedSenders, into: &evidence.blockedSenders) { try BlockedSender(json: $0) }
    read(.auditConfiguration, into: &evidence.auditConfiguration) { try AuditConfiguration(json: $0) }
    let trace = TracedMessageDecoder(since: eventsFrom)
    read(.messageTrace, into: &evidence.messageTrace) { try trace.message(json: $0) }
    read(.transportRules, into: &evidence.transportRules) { try TransportRule(json: $0) }
    read(.inboundConnectors, into: &evidence.inboundConnectors) { try MailConnector(json: $0) }
    read(.outboundConnectors, into: &evidence.outboundConnectors) { try MailConnector(json: $0) }
    read(.remoteDomains, into: &evidence.remoteDomains) { try RemoteDomain(json: $0) }
    let records = AuditRecordDecoder(since: eventsFrom, operations: operations)
    read(.unifiedAudit, into: &evidence.unifiedAudit) { try records.record(json: $0) }
    // A live collection asks for these operations only, an export holds all: what counts is the same in both.
    if operations != nil, itemCounts[.unifiedAudit] != nil { itemCounts[.unifiedAudit] = records.askedFor }

    var organizations = evidence.organization.map { [$0] }
    read(.organization, into: &organizations) { try Organization(json: $0) }
    evidence.organization = organizations.unlessEmpty(.organization).map { $0[0] }
    var domains = evidence.domains.map { Array($0.names) }
    read(.domains, into: &domains) { try AcceptedDomains.name(json: $0) }
    evidence.domains = domains.unlessEmpty(.domains).map { AcceptedDomains(names: $0) }

    evidence.itemCounts = itemCounts
    for (kind, entry) in manifest.kinds { evidence.collectedAt[kind] = entry.collectedAt }
    evidence.putInOrder()
    return evidence
  }
}

extension Collected {
  /// A listing of which every tenant has at least one; without any it is a gap, complete or not.
  fileprivate func unlessEmpty<Element>(_ kind: EvidenceKind) -> Collected where Value == [Element] {
    guard let value, value.isEmpty else { return self }
    return .unavailable(
      gap
        ?? CollectionGap(
          kind: kind, reason: .schemaUnexpected, message: "\(kind.fileName) holds no \(kind.title); collect it again."))
  }
}
