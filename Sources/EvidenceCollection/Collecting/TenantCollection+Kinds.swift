import AuditModel
import MicrosoftCloud
import WireJSON

/// How the kinds are read, side by side.
extension TenantCollection {
  /// Kinds that one listing gives, and besides them those that are asked user by user.
  ///
  /// Logs and reports wait longest for Microsoft's limits. Who is due needs them only where a part of the users is read
  /// tonight; everywhere else nobody waits for them.
  func kinds(_ context: TenantContext, _ licences: LicenceGate) async throws {
    let collector = RosterKeeper()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await listings(context, licences, collector) }
      try await people(context, collector)
      let roster = await collector.distinct()
      let rotation = Rotation(roster, plan)
      if rotation.needsLogs {
        try await group.waitForAll()
        let roster = await collector.distinct()
        try await PerUserKinds(context: context, roster: roster, rotation: Rotation(roster, plan)).collect()
      } else {
        try await PerUserKinds(context: context, roster: roster, rotation: rotation).collect()
        try await group.waitForAll()
      }
    }
  }

  /// Whom the other kinds are asked of.
  private func people(_ context: TenantContext, _ collector: RosterKeeper) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        let isNeeded = PerUserKinds.all.contains(where: context.wants)
        let failure = try await context.collect(.users, isNeeded: isNeeded) { objects in
          await collector.change { $0.addUsers(objects) }
        }
        await collector.change { $0.usersFailure = failure }
        if isNeeded || context.wants(.users), failure == nil { cloud.learn(userCount: await collector.userCount) }
      }
      group.addTask { try await mailboxes(context, collector) }
      try await group.waitForAll()
    }
  }

  private func listings(
    _ context: TenantContext, _ licences: LicenceGate, _ collector: RosterKeeper
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      let simple = [GraphListing.domains, .registrationDetails, .grants, .devices, .managedDevices]
      for listing in simple { group.addTask { try await licensed(listing, context, licences) } }
      group.addTask {
        try await context.collect(.roleAssignments) { objects in
          await collector.change { $0.addAdministrators(objects) }
        }
      }
      group.addTask {
        try await licensed(.riskyUsers, context, licences) { objects in
          await collector.change { $0.addSeen(ids: objects.map(\.id), names: []) }
        }
      }
      group.addTask {
        try await licensed(.riskDetections(from: plan.eventTime.from), context, licences) { objects in
          await collector.change { $0.addSeen(ids: objects.map(\.id), names: []) }
        }
      }
      group.addTask {
        try await context.collect(.directoryAudits(from: plan.eventTime.from, to: plan.eventTime.to)) { objects in
          await collector.change { $0.addSeen(ids: objects.map(\.id) + objects.map(\.name), names: []) }
        }
      }
      group.addTask { try await signIns(context, licences, collector) }
      group.addTask { try await applications(context) }
      group.addTask { try await auditLog(context, collector) }
      group.addTask { try await context.collect(.recipientPermissions, by: ExchangeListing.recipientPermissions) }
      group.addTask { try await context.collect(.mobileDevices, by: ExchangeListing.mobileDevices) }
      group.addTask {
        try await context.collect(.messageTrace) {
          try await MessageTrace(context: context).read(from: plan.eventTime.from, to: plan.eventTime.to, page: $0)
        }
      }
      try await group.waitForAll()
    }
  }

  private func licensed(
    _ listing: GraphListing, _ context: TenantContext, _ licences: LicenceGate,
    watch: ([RawObject]) async throws -> Void = { _ in }
  ) async throws {
    guard licences.allows(listing.kind) else { return try await context.note(.licenceMissing(listing.kind)) }
    try await context.collect(listing, watch: watch)
  }

  private func signIns(_ context: TenantContext, _ licences: LicenceGate, _ collector: RosterKeeper) async throws {
    guard licences.allows(.signIns) else { return try await context.note(.licenceMissing(.signIns)) }
    let slices = licences.seats > plan.caps.signInsWholeUpTo ? plan.eventTime.days : [plan.eventTime]
    try await context.collect(.signIns) { page in
      for slice in slices {
        try await context.pages(of: .signIns(from: slice.from, to: slice.to)) { objects in
          let risky = objects.filter { !["none", "hidden", nil].contains($0.name) }
          await collector.change { $0.addSeen(ids: risky.map(\.id), names: []) }
          try await page(objects)
        }
      }
    }
  }

  private func applications(_ context: TenantContext) async throws {
    // Microsoft Graph and Exchange Online: what other applications may do through them.
    let resources = ["00000003-0000-0000-c000-000000000000", "00000002-0000-0ff1-ce00-000000000000"]
    var ids: Set<String> = []
    let failure = try await context.collect(
      .servicePrincipals, isNeeded: context.wants(.appRoleAssignments)
    ) { objects in
      for object in objects {
        if let id = object.id, let application = object.name, resources.contains(application) { ids.insert(id) }
      }
    }
    if let failure {
      return try await context.note(.prerequisiteFailed(.appRoleAssignments, without: .servicePrincipals, failure))
    }
    // Every tenant has Microsoft Graph; without it in the list nobody knows who may act through it.
    guard !ids.isEmpty else {
      return try await context.note(
        CollectionGap(
          kind: .appRoleAssignments, reason: .prerequisiteFailed,
          message: "Microsoft Graph and Exchange Online are not among the tenant's service principals."))
    }
    try await context.collect(.appRoleAssignments) { page in
      for id in ids.sorted() { try await context.pages(of: .roleHolders(of: id), page: page) }
    }
  }

  private func mailboxes(_ context: TenantContext, _ collector: RosterKeeper) async throws {
    let isNeeded = context.plan.rulesSource != .graph && PerUserKinds.rules.contains(where: context.wants)
    let failure = try await context.collect(
      .mailboxes, by: ExchangeListing.mailboxes, isNeeded: isNeeded,
      element: { view in
        var object = try RawObject.line(view)
        // Mailboxes of Exchange's own are written, but nobody asks for their rules.
        guard Roster.holdsRules(view["RecipientTypeDetails"]?.string) else { return object }
        object.id = view["ExternalDirectoryObjectId"]?.string
        object.name = view["UserPrincipalName"]?.string
        object.detail = view["PrimarySmtpAddress"]?.string
        return object
      }
    ) { objects in
      await collector.change { $0.addMailboxes(objects) }
    }
    await collector.change {
      $0.mailboxesFailure = failure
      $0.knowsMailboxes = failure == nil && (context.wants(.mailboxes) || isNeeded)
    }
  }

  private func auditLog(_ context: TenantContext, _ collector: RosterKeeper) async throws {
    let isAuditing = try await context.collectSmallExchangeLists()
    guard context.wants(.unifiedAudit) else { return }
    guard isAuditing else {
      return try await context.note(
        CollectionGap(
          kind: .unifiedAudit, reason: .auditDisabled, message: "The unified audit log of this tenant is switched off.",
          needs: ["UnifiedAuditLogIngestionEnabled"]))
    }
    let reader = AuditActorReader(since: plan.eventTime.from)
    let element: @Sendable (JSONView) throws -> RawObject = { view in
      var object = try RawObject.line(view)
      object.people = reader.names(in: view)
      return object
    }
    try await context.collect(.unifiedAudit) { page in
      func watched(_ rows: [RawObject]) async throws {
        let names = Set(rows.flatMap(\.people))
        await collector.change { $0.addSeen(ids: names, names: names) }
        try await page(rows)
      }
      switch plan.auditSource {
      case .exchange:
        try await AuditLogSession(context: context, sessionID: sessionID)
          .read(from: plan.eventTime.from, to: plan.eventTime.to, element: element, page: watched)
      case .graph:
        try await AuditSearch(context: context, pause: sleep)
          .read(from: plan.eventTime.from, to: plan.eventTime.to, element: element, page: watched)
      }
    }
  }

  private var sessionID: @Sendable () -> String {
    { [random] in
      "roundsman-" + String(UInt64(random() * 0x1p60), radix: 36) + String(UInt64(random() * 0x1p60), radix: 36)
    }
  }
}
