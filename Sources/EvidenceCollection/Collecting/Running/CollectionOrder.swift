import AuditModel

/// In which order collectors run: who is asked first decides what need not be asked, bulk comes before per-user, the rest at once.
struct CollectionOrder: Sendable {
  let context: CollectionContext

  /// - Throws: `CancellationError`, `EvidenceArchiveError`, and the `CloudFailure` that closes the whole tenant.
  func run() async throws {
    // The first request tells whether this tenant lets anybody in.
    if wants(.organization) { try await OrganizationCollector(context: context).collect() }
    if wants(.subscribedSkus) || context.plan.kinds.contains(where: { $0.licence != nil }) {
      try await LicenceCollector(context: context).collect()
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for collector in directory { group.addTask { try await collector.collect() } }
      group.addTask { try await ofExchange() }
      if wantsUsers {
        try await UserCollector(context: context).collect()
        if wants(.signIns) {
          let signIns = SignInCollector(context: context)
          group.addTask { try await signIns.collect() }
        }
      }
      // Whose turn it is in a large tenant, the events and roles tell: all of them have to be there.
      let userCount = await context.facts.users?.count ?? 0
      if Rotation.isForEverybody(plan: context.plan, userCount: userCount), wants(.authenticationMethods) {
        let methods = AuthenticationMethodCollector(context: context)
        group.addTask { try await methods.collect() }
      }
      for try await _ in group {}
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      if wants(.authenticationMethods), await !context.sink.isSettled(.authenticationMethods) {
        group.addTask { try await AuthenticationMethodCollector(context: context).collect() }
      }
      group.addTask { try await RuleCollector(context: context).collect() }
      for try await _ in group {}
    }
  }

  private func wants(_ kind: EvidenceKind) -> Bool { context.plan.kinds.contains(kind) }

  /// Users decide owners and sizes, also where they themselves are not wanted.
  private var wantsUsers: Bool {
    [.users, .signIns, .authenticationMethods, .inboxRules, .sweepRules, .mailFolders].contains(where: wants)
  }

  /// What Graph has in bulk and nobody waits for.
  private var directory: [any Collector] {
    var collectors: [any Collector] = []
    if wants(.domains) { collectors.append(DomainCollector(context: context)) }
    if wants(.registrationDetails) { collectors.append(RegistrationCollector(context: context)) }
    if wants(.roleAssignments) { collectors.append(RoleCollector(context: context)) }
    if wants(.directoryAudits) { collectors.append(DirectoryAuditCollector(context: context)) }
    if wants(.riskyUsers) { collectors.append(RiskyUserCollector(context: context)) }
    if wants(.riskDetections) { collectors.append(RiskDetectionCollector(context: context)) }
    if wants(.servicePrincipals) || wants(.appRoleAssignments) {
      collectors.append(ApplicationCollector(context: context))
    }
    if wants(.oauth2PermissionGrants) { collectors.append(GrantCollector(context: context)) }
    if wants(.devices) { collectors.append(DeviceCollector(context: context)) }
    if wants(.managedDevices) { collectors.append(ManagedDeviceCollector(context: context)) }
    return collectors
  }

  /// The small listings first, because they tell whether Exchange answers and whether anything is audited.
  private func ofExchange() async throws {
    try await MailConfigurationCollector(context: context).collect()
    try await withThrowingTaskGroup(of: Void.self) { group in
      var collectors: [any Collector] = []
      if wants(.mailboxes) || wants(.inboxRules) || wants(.sweepRules) {
        collectors.append(MailboxCollector(context: context))
      }
      if wants(.recipientPermissions) { collectors.append(RecipientPermissionCollector(context: context)) }
      if wants(.mobileDevices) { collectors.append(MobileDeviceCollector(context: context)) }
      if wants(.messageTrace) { collectors.append(MessageTraceCollector(context: context)) }
      if wants(.unifiedAudit) { collectors.append(UnifiedAuditCollector(context: context)) }
      for collector in collectors { group.addTask { try await collector.collect() } }
      for try await _ in group {}
    }
  }
}
