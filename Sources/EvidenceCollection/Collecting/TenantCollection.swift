package import AuditModel
package import Logging
package import MicrosoftCloud
import WireJSON

/// Collects all that the checks read of one tenant and writes it as an evidence archive.
///
/// The order: who the tenant is, its licences, every kind that one listing gives, then the kinds that need a request a user.
/// What fails is a gap in the archive; a failure that concerns the whole tenant ends it with that gap for every kind.
package struct TenantCollection: Sendable {
  private let plan: CollectionPlan
  private let cloud: TenantCloud
  private let directory: String
  private let generatorVersion: String
  private let now: @Sendable () -> Timestamp
  private let random: @Sendable () -> Double
  private let sleep: @Sendable (Duration) async throws -> Void
  private let logger: Logger

  /// - Parameters:
  ///   - directory: the archive's folder; made when it is missing, and must hold no archive.
  ///   - random: evenly from 0 up to 1, for the names of audit sessions.
  ///   - sleep: waits between two looks at an audit search.
  package init(
    plan: CollectionPlan, cloud: TenantCloud, directory: String, generatorVersion: String,
    now: @escaping @Sendable () -> Timestamp, random: @escaping @Sendable () -> Double,
    sleep: @escaping @Sendable (Duration) async throws -> Void, logger: Logger
  ) {
    self.plan = plan
    self.cloud = cloud
    self.directory = directory
    self.generatorVersion = generatorVersion
    self.now = now
    self.random = random
    self.sleep = sleep
    var logger = logger
    logger[metadataKey: "tenant"] =
      "\(plan.tenant.displayName.isEmpty ? plan.tenant.id.rawValue : plan.tenant.displayName)"
    self.logger = logger
  }

  /// Writes the whole archive.
  ///
  /// - Throws: `CancellationError` (the folder then holds no manifest) and `EvidenceArchiveError` when the disk fails.
  package func collect() async throws -> CollectionSummary {
    let sink = try EvidenceSink(
      directory: directory, tenant: plan.tenant, generatorVersion: generatorVersion,
      applicationID: plan.applicationID, isSpool: !plan.isDurable)
    let context = TenantContext(plan: plan, cloud: cloud, sink: sink, now: now, logger: logger)
    var tenant = knownTenant
    do {
      tenant = try await organization(context, known: tenant)
      let licences = try await licences(context)
      let roster = try await bulk(context, licences)
      try await PerUserKinds(context: context, roster: roster, rotation: Rotation(roster, plan)).collect()
    } catch let whole as WholeTenantFailure {
      // The run warns once a cause: a refused secret is one line, not one a tenant.
      logger.info(
        "tenant cannot be read",
        metadata: ["reason": "\(GapReason(whole.failure).rawValue)", "cause": "\(whole.failure.message)"])
      try await sink.fail(allOf: plan.kinds, at: now()) { CollectionGap(whole.failure, of: $0) }
    }
    try Task.checkCancellation()
    return try await sink.finish(as: tenant)
  }

  /// False without a name, or with the id in its place.
  private var hasName: Bool { !plan.tenant.displayName.isEmpty && plan.tenant.displayName != plan.tenant.id.rawValue }

  /// The tenant by what is known without asking it.
  private var knownTenant: Tenant {
    Tenant(
      id: plan.tenant.id,
      displayName: hasName ? plan.tenant.displayName : plan.knownBefore?.displayName ?? plan.tenant.id.rawValue,
      defaultDomain: plan.tenant.defaultDomain ?? plan.knownBefore?.defaultDomain, cloud: plan.tenant.cloud)
  }

  /// First of all: whether the tenant can be asked, and who it is.
  private func organization(_ context: TenantContext, known: Tenant) async throws -> Tenant {
    var found = known
    var listing = GraphListing.organization
    listing.element = { view in
      var object = try RawObject.line(view)
      object.id = view["id"]?.string
      object.name = view["displayName"]?.string
      object.detail = view["verifiedDomains"]?.elements.first { $0["isDefault"]?.bool == true }?["name"]?.string
      return object
    }
    let failure = try await context.collect(listing) { objects in
      guard let object = objects.first, let id = object.id, !id.isEmpty else { return }
      found = Tenant(
        // The configured one: by it the history and every later night know the tenant.
        id: plan.tenant.id,
        displayName: hasName ? plan.tenant.displayName : object.name ?? known.displayName,
        defaultDomain: plan.tenant.defaultDomain ?? object.detail ?? known.defaultDomain, cloud: plan.tenant.cloud)
    }
    // Without a token nothing else can be asked either; to try it for every kind would take the night.
    if let failure, failure.service == .login { throw WholeTenantFailure(failure: failure) }
    return found
  }

  private func licences(_ context: TenantContext) async throws -> LicenceGate {
    var gate = LicenceGate()
    var listing = GraphListing.subscribedSkus
    listing.element = { view in
      var object = try RawObject.line(view)
      object.detail = LicenceGate.plans(of: view).joined(separator: " ")
      object.name = view["consumedUnits"]?.int.map { String($0) }
      return object
    }
    guard context.wants(.subscribedSkus) else {
      gate.isKnown = false
      return gate
    }
    let failure = try await context.collect(listing) { objects in
      for object in objects {
        let plans = (object.detail ?? "").split(separator: " ").map(String.init)
        gate.add(plans, seats: object.name.flatMap { Int($0) } ?? 0)
      }
    }
    gate.isKnown = failure == nil
    return gate
  }

  // MARK: Kinds that one listing gives

  private func bulk(_ context: TenantContext, _ licences: LicenceGate) async throws -> Roster {
    let collector = RosterKeeper()
    try await withThrowingTaskGroup(of: Void.self) { group in
      let simple = [GraphListing.domains, .registrationDetails, .grants, .devices, .managedDevices]
      for listing in simple { group.addTask { try await licensed(listing, context, licences) } }
      group.addTask {
        let isNeeded = PerUserKinds.all.contains(where: context.wants)
        let failure = try await context.collect(.users, isNeeded: isNeeded) { objects in
          await collector.change { $0.addUsers(objects) }
        }
        await collector.change { $0.usersFailure = failure }
        if isNeeded || context.wants(.users), failure == nil { cloud.learn(userCount: await collector.userCount) }
      }
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
      group.addTask { try await mailboxes(context, collector) }
      group.addTask { try await context.collect(.recipientPermissions, by: ExchangeListing.recipientPermissions) }
      group.addTask { try await context.collect(.mobileDevices, by: ExchangeListing.mobileDevices) }
      group.addTask {
        try await context.collect(.messageTrace) {
          try await MessageTrace(context: context).read(from: plan.eventTime.from, to: plan.eventTime.to, page: $0)
        }
      }
      try await group.waitForAll()
    }
    return await collector.distinct()
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

/// Gathers the roster while several listings run.
private actor RosterKeeper {
  private var roster = Roster()

  func change(_ body: @Sendable (inout Roster) -> Void) { body(&roster) }

  /// How many different users were listed so far.
  var userCount: Int { Set(roster.users.lazy.map(\.id)).count }

  func distinct() -> Roster {
    roster.makeDistinct()
    return roster
  }
}
