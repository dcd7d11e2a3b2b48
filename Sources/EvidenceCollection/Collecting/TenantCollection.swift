package import AuditModel
package import Logging
package import MicrosoftCloud
import WireJSON

/// Collects all that the checks read of one tenant and writes it as an evidence archive.
///
/// The order: who the tenant is, its licences, then every kind that one listing gives and the kinds that need a request a user.
/// What fails is a gap in the archive; a failure that concerns the whole tenant ends it with that gap for every kind.
package struct TenantCollection: Sendable {
  let plan: CollectionPlan
  let cloud: TenantCloud
  private let directory: String
  private let generatorVersion: String
  private let now: @Sendable () -> Timestamp
  let random: @Sendable () -> Double
  let sleep: @Sendable (Duration) async throws -> Void
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
      try await kinds(context, licences)
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
}
