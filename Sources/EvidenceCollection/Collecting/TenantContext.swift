import AuditModel
import Logging
import MicrosoftCloud

/// A failure after which nothing of the tenant can be asked.
struct WholeTenantFailure: Error {
  let failure: CloudFailure
}

/// What every collector of one tenant shares.
struct TenantContext: Sendable {
  let plan: CollectionPlan
  let cloud: TenantCloud
  let sink: EvidenceSink
  let now: @Sendable () -> Timestamp
  let logger: Logger

  /// The audit operations to ask for. What is no cmdlet ends in a dot in some records and not in others: both are named.
  var operationNames: [String]? {
    plan.operations?.sorted().flatMap { name in
      name.contains(" ") && !name.hasSuffix(".") ? [name, name + "."] : [name]
    }
  }

  func wants(_ kind: EvidenceKind) -> Bool { plan.kinds.contains(kind) }

  /// Lists one kind to its end, or notes why that failed.
  ///
  /// - Parameters:
  ///   - isNeeded: true when another kind cannot be collected without the listing: then it is read even where it is not to be written.
  ///   - list: hands each page's lines to the closure it gets.
  /// - Returns: the failure, when there was one.
  /// - Throws: `WholeTenantFailure`, `CancellationError`, `EvidenceArchiveError`.
  @discardableResult
  func collect(
    _ kind: EvidenceKind, isNeeded: Bool = false,
    _ list: (_ page: ([RawObject]) async throws -> Void) async throws -> Void
  ) async throws -> CloudFailure? {
    guard wants(kind) || isNeeded else { return nil }
    do {
      try await list { objects in
        if !objects.isEmpty, wants(kind) { try await sink.append(objects.map(\.line), to: kind) }
      }
      if wants(kind) { try await sink.settle(kind, at: now()) }
      logger.debug("collected", metadata: ["kind": "\(kind.rawValue)"])
      return nil
    } catch let failure as CloudFailure {
      try await fail(kind, failure)
      return failure
    }
  }

  /// What only Exchange Online tells.
  private static let exchangeKinds: Set<EvidenceKind> = [
    .mailboxes, .sweepRules, .recipientPermissions, .blockedSenders, .auditConfiguration, .messageTrace,
    .transportRules,
    .inboundConnectors, .outboundConnectors, .remoteDomains, .mobileDevices,
  ]

  /// Notes that a kind failed.
  func fail(_ kind: EvidenceKind, _ failure: CloudFailure) async throws {
    // A tenant that answered for Graph may still refuse a token for Exchange: consent and access policies are of one resource.
    let isExchangeOnly =
      failure.mayConcernOneService
      && (Self.exchangeKinds.contains(kind) || kind == .unifiedAudit && plan.auditSource == .exchange)
    if failure.concernsWholeTenant, !isExchangeOnly { throw WholeTenantFailure(failure: failure) }
    try await note(CollectionGap(failure, of: kind))
  }

  /// Notes a gap of a kind, of which parts may have been received.
  func note(_ gap: CollectionGap) async throws {
    guard wants(gap.kind) else { return }
    try await sink.fail(gap, at: now())
    log(gap)
  }

  func log(_ gap: CollectionGap) {
    logger.info(
      "not collected",
      metadata: [
        "kind": "\(gap.kind.rawValue)", "reason": "\(gap.reason.rawValue)", "cause": "\(gap.message)",
        "request_id": "\(gap.error?.requestID ?? "")",
      ])
  }
}

extension CloudFailure {
  /// The tenant refuses a token, perhaps for this service only.
  var mayConcernOneService: Bool { [.consentMissing, .conditionalAccess, .signInRefused].contains(reason) }
}
