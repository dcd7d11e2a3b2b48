/// One tenant on one night: what an audit would have collected then, and what it should find in it.
///
/// Lines are made when they are asked for; a tenant holds its plan only (some hundred bytes a user).
package struct SyntheticTenant: Sendable {
  /// The tenant's GUID.
  package let id: String
  /// May be hostile text.
  package let displayName: String
  package let defaultDomain: String
  /// A safe name for the folder of its archive, unique in the fleet.
  package let folderName: String
  /// When the night's collection ended, in unix seconds; the logs reach back seven days from here.
  package let collectedAt: Int64
  /// How many users its directory holds on this night, guests and shared mailboxes included.
  package let userCount: Int
  /// Every kind that was asked for, in archive order.
  package let kinds: [Kind]
  /// What was planted here, in words.
  package let story: String
  /// What this night's evidence shows of the planted compromises, in a fixed order.
  package let truth: [PlantedSign]
  /// What was planted where this night lacks the kind of evidence: another kind may still show it, and need not.
  package let hidden: [PlantedSign]
  /// What this night's evidence shows of the tenant as a whole, in a fixed order.
  package let tenantSigns: [TenantSign]
  /// What looks like a compromise on this night and is none, in a fixed order.
  package let innocents: [InnocentLookAlike]

  /// How the tenant answers on the wire on this night.
  package let wire: WireBehaviour

  private let renderer: TenantRenderer

  /// One kind of evidence, as the manifest names it.
  package struct Kind: Hashable, Sendable {
    /// Such as `inbox_rules`.
    package let name: String
    package let status: Status
    /// Unix seconds; nil when nothing was collected.
    package let collectedAt: Int64?
    /// Nil when the kind is complete.
    package let gap: Gap?
  }

  /// How far a kind was collected; the raw values are the manifest's.
  package enum Status: String, Sendable { case complete, partial, unavailable }

  /// Why something is missing.
  package struct Gap: Hashable, Sendable {
    /// Such as `license.required`.
    package let reason: String
    package let message: String
    package let needs: [String]
    /// Object ids; nil when anybody may be concerned.
    package let missedUsers: [String]?
    /// The last HTTP status, where a service answered.
    package let httpStatus: Int?
    /// The service's own error code.
    package let errorCode: String?
  }

  init(plan: TenantPlan, night: Int64) {
    let wire = plan.wire(on: night)
    let evidence = EvidenceGaps(wire: wire, night: night).kinds
    id = plan.id.text
    displayName = plan.plainName
    defaultDomain = plan.domain
    folderName = plan.slug
    collectedAt = night
    userCount = plan.people.count { $0.exists(at: night) }
    kinds = evidence
    story = plan.story
    truth = plan.truth(on: night, given: evidence)
    hidden = plan.truth(on: night, given: evidence, isShown: false)
    tenantSigns = plan.tenantSigns(on: night, given: evidence)
    innocents = plan.innocents(on: night)
    self.wire = wire
    renderer = TenantRenderer(plan: plan, night: night, wire: wire)
  }

  /// Calls the body with every line of a kind, without its line feed; no line for a kind that is unavailable.
  ///
  /// The bytes are valid during the call only.
  ///
  /// - Throws: what the body throws.
  package func forEachLine(of kind: Kind, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    guard kind.status != .unavailable else { return }
    try renderer.forEachLine(of: kind.name, body)
  }
}
