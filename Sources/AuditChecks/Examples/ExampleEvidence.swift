package import AuditModel

/// Builds the small tenants of examples and tests: everything collected and empty, two members, one guest, one
/// administrator; an example then changes the one thing that matters.
package enum ExampleEvidence {
  /// The window of all examples: seven days up to this moment.
  package static let window = AuditWindow(days: 7, endingAt: moment("2026-08-21T00:00:00Z"))

  package static let ada = UserID("0a000000-0000-4000-8000-00000000000a")
  package static let ben = UserID("0a000000-0000-4000-8000-00000000000b")
  package static let admin = UserID("0a000000-0000-4000-8000-0000000000ad")
  package static let guest = UserID("0a000000-0000-4000-8000-00000000009e")

  /// - Precondition: the text is an ISO 8601 moment; it stands in the source of an example.
  package static func moment(_ text: String) -> Timestamp {
    guard let moment = Timestamp(iso8601: text) else { preconditionFailure("not a moment: \(text)") }
    return moment
  }

  /// A day in the window.
  package static let recently = moment("2026-08-19T08:00:00Z")

  /// A tenant of which every kind was collected completely and nothing is wrong.
  package static func quietTenant(_ change: (inout TenantEvidence) -> Void = { _ in }) -> TenantEvidence {
    var evidence = TenantEvidence(
      tenant: Tenant(
        id: TenantID("11111111-2222-3333-4444-555555555555"), displayName: "Contoso", defaultDomain: "contoso.example"))
    for kind in EvidenceKind.allCases { evidence.collectedAt[kind] = window.to }
    evidence.domains = .complete(AcceptedDomains(names: ["contoso.example", "contoso.onmicrosoft.example"]))
    evidence.organization = .complete(Organization(id: "11111111-2222-3333-4444-555555555555"))
    evidence.users = .complete([
      user(ada, "ada@contoso.example", "Ada Example"), user(ben, "ben@contoso.example", "Ben Example"),
      user(admin, "admin@contoso.example", "Contoso Administrator"),
      user(guest, "eve_partner.example#EXT#@contoso.example", "Eve Partner", type: .guest),
    ])
    evidence.mailboxes = .complete([mailbox(ada), mailbox(ben), mailbox(admin)])
    evidence.inboxRules = .complete([])
    evidence.mailFolders = .complete([])
    evidence.unifiedAudit = .complete([])
    evidence.directoryAudits = .complete([])
    evidence.authenticationMethods = .complete([])
    evidence.roleAssignments = .complete([
      RoleAssignment(id: "role-1", principal: UserReference(id: admin), roleName: "Global Administrator")
    ])
    evidence.signIns = .complete([])
    evidence.riskDetections = .complete([])
    evidence.servicePrincipals = .complete([])
    evidence.oauth2PermissionGrants = .complete([])
    evidence.subscribedSkus = .complete([])
    evidence.registrationDetails = .complete(
      [(ada, false), (ben, false), (admin, true)].map { id, isAdministrator in
        RegistrationDetails(
          user: UserReference(id: id), isAdministrator: isAdministrator, isMFARegistered: true, isMFACapable: true,
          methods: ["microsoftAuthenticatorPush"])
      })
    evidence.riskyUsers = .complete([])
    evidence.appRoleAssignments = .complete([])
    evidence.devices = .complete([])
    evidence.managedDevices = .complete([])
    evidence.sweepRules = .complete([])
    evidence.recipientPermissions = .complete([])
    evidence.blockedSenders = .complete([])
    evidence.auditConfiguration = .complete([AuditConfiguration(isUnifiedAuditEnabled: true)])
    evidence.messageTrace = .complete([])
    evidence.transportRules = .complete([])
    evidence.inboundConnectors = .complete([])
    evidence.outboundConnectors = .complete([])
    evidence.remoteDomains = .complete([])
    evidence.mobileDevices = .complete([])
    change(&evidence)
    return evidence
  }

  package static func user(
    _ id: UserID, _ name: String, _ displayName: String? = nil, type: UserType = .member,
    createdAt: Timestamp? = moment("2021-03-01T09:00:00Z"),
    lastPasswordChangeAt: Timestamp? = moment("2025-11-02T09:00:00Z")
  ) -> UserPrincipal {
    UserPrincipal(
      id: id, userPrincipalName: name, displayName: displayName, isEnabled: true, type: type, createdAt: createdAt,
      lastPasswordChangeAt: type == .guest ? nil : lastPasswordChangeAt)
  }

  package static func mailbox(_ owner: UserID, forwardsTo address: String? = nil, keepsCopy: Bool? = nil) -> Mailbox {
    Mailbox(owner: UserReference(id: owner), forwardingSMTPAddress: address, keepsCopy: keepsCopy)
  }

  package static func rule(
    _ name: String, of owner: UserID = ada, id: String = "15000000000000000001", words: [String] = [],
    _ act: (inout InboxRule.Actions) -> Void
  ) -> InboxRule {
    var actions = InboxRule.Actions()
    act(&actions)
    return InboxRule(
      source: .exchange, id: id, owner: UserReference(id: owner), name: name,
      conditions: InboxRule.Conditions(words: words, predicates: words.isEmpty ? [] : ["subjectContains"]),
      actions: actions)
  }

  package static func record(
    _ operation: String, id: String = "record-1", at moment: Timestamp = recently, by actor: String,
    object: String? = nil, succeeded: Bool? = true, _ parameters: KeyValuePairs<String, String> = [:]
  ) -> AuditRecord {
    AuditRecord(
      id: id, operation: operation, occurredAt: moment, actor: actor, objectID: object, clientAddress: "192.0.2.7",
      hasSucceeded: succeeded, parameters: parameters.map { AuditRecord.Parameter($0.key, $0.value) })
  }

  package static func directoryAudit(
    _ activity: String, id: String = "audit-1", at moment: Timestamp = recently, by actor: String, of user: UserID,
    named name: String, succeeded: Bool? = true
  ) -> DirectoryAudit {
    DirectoryAudit(
      id: id, activity: activity, occurredAt: moment, hasSucceeded: succeeded,
      initiator: .user(id: nil, name: actor, address: "192.0.2.7"),
      targets: [.init(id: user.rawValue, type: "User", userPrincipalName: name)])
  }

  package static func gap(
    _ kind: EvidenceKind, _ reason: GapReason = .permissionGraph, missed users: [UserID]? = nil
  ) -> CollectionGap {
    CollectionGap(
      kind: kind, reason: reason, message: "The \(kind.title) could not be read.", needs: [kind.permission],
      missedUsers: users)
  }
}

extension TenantEvidence {
  /// Takes one kind away.
  package mutating func remove(_ kind: EvidenceKind, because reason: GapReason = .permissionGraph) {
    limit(kind, ExampleEvidence.gap(kind, reason), keepsValue: false)
  }

  /// Leaves one kind as it is, but says that a part is missing: for those users, or for anybody.
  package mutating func makePartial(
    _ kind: EvidenceKind, because reason: GapReason = .timeout, missed users: [UserID]? = nil
  ) {
    limit(kind, ExampleEvidence.gap(kind, reason, missed: users), keepsValue: true)
  }

  private mutating func limit(_ kind: EvidenceKind, _ gap: CollectionGap, keepsValue: Bool) {
    change(kind, by: ExampleLimit(gap: gap, keepsValue: keepsValue))
  }
}

private struct ExampleLimit: CollectedChange {
  let gap: CollectionGap
  let keepsValue: Bool

  func callAsFunction<Value>(_ collected: Collected<Value>) -> Collected<Value> {
    guard keepsValue, let value = collected.value else { return .unavailable(gap) }
    return .partial(value, gap)
  }
}
