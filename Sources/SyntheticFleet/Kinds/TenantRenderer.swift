/// Writes the lines of one tenant on one night, kind by kind.
struct TenantRenderer: Sendable {
  let plan: TenantPlan
  /// Unix seconds; what happened at or after it is not told.
  let night: Int64
  let wire: SyntheticTenant.WireBehaviour
  let missedRuleOwners: Set<String>
  /// What forwards a mailbox on this night, by its owner's position.
  let forwardings: [Int: PlannedForwarding]
  /// Who may send on behalf of a mailbox on this night.
  let senders: [Int: Int]

  init(plan: TenantPlan, night: Int64, wire: SyntheticTenant.WireBehaviour) {
    self.plan = plan
    self.night = night
    self.wire = wire
    missedRuleOwners = Set(wire.slowMailboxes)
    var forwardings: [Int: PlannedForwarding] = [:]
    for forwarding in plan.forwardings where forwarding.isSet(at: night) {
      forwardings[forwarding.mailbox] = forwarding
    }
    self.forwardings = forwardings
    var senders: [Int: Int] = [:]
    for event in plan.events where event.time < night {
      if case .grantSendOnBehalf(let mailbox, let sender) = event.act { senders[mailbox] = sender }
    }
    self.senders = senders
  }

  /// The people of the directory on this night.
  var people: some Sequence<Person> { plan.people.lazy.filter { $0.exists(at: night) } }

  /// What the logs still hold on this night.
  var events: some Sequence<PlannedEvent> {
    plan.events.lazy.filter { $0.time >= night - logReach && $0.time < night }
  }

  /// The whole days that the logs reach back over: their first seconds, oldest first.
  var days: [Int64] { (1...7).reversed().map { night - Int64($0) * secondsPerDay } }

  func forEachLine(of kind: String, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    var line = JSONLine()
    func emit(_ write: (inout JSONLine) -> Void) throws {
      line.reset()
      write(&line)
      try line.bytes.withUnsafeBytes(body)
    }
    switch kind {
    case "organization": try emit(organization)
    case "domains":
      try emit { domain(plan.domain, isDefault: true, &$0) }
      try emit { domain(plan.initialDomain, isDefault: false, &$0) }
    case "users": for person in people { try emit { user(person, &$0) } }
    case "mailboxes": for person in people where person.hasMailbox { try emit { mailbox(person, &$0) } }
    case "inbox_rules":
      for rule in listedRules { try emit { inboxRule(rule, &$0) } }
    case "mail_folders": try forEachFolder { person, place in try emit { mailFolder(place, of: person, &$0) } }
    case "unified_audit": try forEachAuditRecord(body)
    case "directory_audits": try forEachDirectoryAudit(body)
    case "authentication_methods":
      for person in people where person.kind == .member {
        for method in methods(of: person) { try emit { authenticationMethod(method, of: person, &$0) } }
      }
    case "role_assignments":
      for (number, role) in plan.roles.enumerated() where role.from < night {
        try emit { roleAssignment(role, number: number, &$0) }
      }
    case "sign_ins": try forEachSignIn(body)
    case "risk_detections": try forEachRiskDetection(emit)
    default: try forEachFurtherLine(of: kind, emit)
    }
  }

  /// Licences, applications, devices and Exchange's own lists.
  private func forEachFurtherLine(of kind: String, _ emit: ((inout JSONLine) -> Void) throws -> Void) throws {
    switch kind {
    case "subscribed_skus": try forEachProduct(emit)
    case "registration_details":
      for person in people where person.isEnabled { try emit { registrationDetails(of: person, &$0) } }
    case "risky_users": try forEachRiskyUser(emit)
    case "service_principals":
      for held in plan.applications { try emit { servicePrincipal(held, &$0) } }
      for added in plan.addedApplications where added.from < night { try emit { servicePrincipal(added, &$0) } }
    case "oauth2_permission_grants": try forEachGrant(emit)
    case "app_role_assignments": try forEachRoleAssignment(emit)
    case "devices":
      for person in people { for item in devices(of: person) + added(of: person) { try emit { device(item, &$0) } } }
    case "managed_devices":
      for person in people {
        for item in devices(of: person) + added(of: person) { try emit { managedDevice(item, &$0) } }
      }
    case "sweep_rules": try forEachSweepRule(emit)
    case "recipient_permissions": try forEachRecipientPermission(emit)
    case "blocked_senders": try forEachBlockedSender(emit)
    case "audit_configuration": try emit(auditConfiguration)
    case "message_trace": try forEachTraceRow(emit)
    case "transport_rules": try forEachTransportRule(emit)
    case "inbound_connectors": try forEachInboundConnector(emit)
    case "outbound_connectors": try forEachOutboundConnector(emit)
    case "remote_domains": try forEachRemoteDomain(emit)
    case "mobile_devices":
      for person in people {
        for item in mobileDevices(of: person) { try emit { mobileDevice(item, of: person, &$0) } }
      }
    default: preconditionFailure("No such kind: \(kind).")
    }
  }

  /// `"owner": {…}` of the kinds whose listings do not name their user.
  func owner(_ person: Person, _ line: inout JSONLine) {
    line.object("owner") {
      $0.member("id", person.id)
      $0.member("user_principal_name", safe: person.principalName)
    }
  }

  private func organization(_ line: inout JSONLine) {
    line.object {
      $0.member("id", plan.id)
      $0.member("displayName", plan.name)
      $0.member("countryLetterCode", plan.tongue.country)
      $0.member("preferredLanguage", plan.tongue.languageTag)
      $0.member("createdDateTime", time: plan.end - 2500 * secondsPerDay)
      if plan.isSynchronized {
        $0.member("onPremisesSyncEnabled", true)
        $0.member("onPremisesLastSyncDateTime", time: night - 1200)
      } else {
        $0.null("onPremisesSyncEnabled")
      }
      $0.array("businessPhones") { _ in }
      $0.array("verifiedDomains") { domains in
        domains.object {
          $0.member("name", safe: plan.domain)
          $0.member("isDefault", true)
          $0.member("isInitial", false)
          $0.member("type", isFederated ? "Federated" : "Managed")
        }
        domains.object {
          $0.member("name", safe: plan.initialDomain)
          $0.member("isDefault", false)
          $0.member("isInitial", true)
          $0.member("type", "Managed")
        }
      }
    }
  }

  /// True when people of the own domain sign in elsewhere.
  private var isFederated: Bool { plan.federatedAt.map { $0 < night } ?? false }

  private func domain(_ name: String, isDefault: Bool, _ line: inout JSONLine) {
    line.object {
      $0.member("id", safe: name)
      $0.member("authenticationType", isDefault && isFederated ? "Federated" : "Managed")
      $0.member("isAdminManaged", true)
      $0.member("isDefault", isDefault)
      $0.member("isInitial", !isDefault)
      $0.member("isRoot", true)
      $0.member("isVerified", true)
      $0.array("supportedServices") { services in
        services.element { $0.piece("Email") }
        services.element { $0.piece("OfficeCommunicationsOnline") }
      }
    }
  }

  private func roleAssignment(_ role: PlannedRole, number: Int, _ line: inout JSONLine) {
    line.object {
      $0.text("id") {
        $0.piece("ra-")
        $0.piece(SyntheticID(seed: plan.seed, .methods, plan.index, role.person, 9000 + number))
      }
      $0.member("principalId", plan.people[role.person].id)
      $0.member("directoryScopeId", "/")
      $0.member("roleDefinitionId", role.role.templateID)
      $0.object("roleDefinition") {
        $0.member("id", role.role.templateID)
        $0.member("displayName", role.role.name)
        $0.member("templateId", role.role.templateID)
      }
    }
  }
}
