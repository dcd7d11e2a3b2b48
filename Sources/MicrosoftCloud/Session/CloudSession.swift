package import Logging

/// One run's connections, tokens and budgets for all tenants. Made once, by the executable.
package final class CloudSession: Sendable {
  let core: CloudCore
  private let limits: CloudLimits
  private let bounds: RequestBounds

  /// - Parameters:
  ///   - now: seconds since 1970, for assertions and dates in answers.
  ///   - random: evenly from 0 up to 1, for jitter and assertion ids.
  ///   - clock: nil for the machine's own.
  /// - Throws: `CloudFailure` when the file of certificate authorities cannot be used.
  package init(
    endpoints: CloudEndpoints, credential: CloudCredential, limits: CloudLimits = CloudLimits(),
    bounds: RequestBounds = RequestBounds(), transport settings: TransportSettings = TransportSettings(),
    now: @escaping @Sendable () -> Double, random: @escaping @Sendable () -> Double, logger: Logger,
    clock: (any MonotonicClock)? = nil
  ) throws(CloudFailure) {
    let transport = try HTTPTransport(settings: settings, connections: bounds.requests)
    let clock = clock ?? EventLoopClock(eventLoop: transport.eventLoop)
    let gate = RequestGate(limits: limits, bounds: bounds, clock: clock)
    let requester = TokenRequester(
      credential: credential, endpoints: endpoints, transport: transport, gate: gate, clock: clock, now: now,
      random: random, logger: logger)
    core = CloudCore(
      endpoints: endpoints, transport: transport, gate: gate, tokens: TokenProvider(requester: requester, clock: clock),
      clock: clock, now: now, random: random, logger: logger)
    self.limits = limits
    self.bounds = bounds
  }

  /// A tenant by its id, with limits of its own where it has some (budgets over all tenants stay the session's).
  package func tenant(_ id: String, limits: CloudLimits? = nil, perTenantBound: Int? = nil) -> TenantCloud {
    let terms = TenantTerms(
      tenantID: id, limits: limits ?? self.limits, bound: perTenantBound ?? bounds.perTenant)
    return TenantCloud(
      graph: GraphClient(sender: ServiceSender(core: core, terms: terms, service: .graph)),
      exchange: ExchangeClient(sender: ServiceSender(core: core, terms: terms, service: .exchange)))
  }

  /// The partner's own tenant, to list its customers.
  package func partner(tenant id: String) -> GraphClient { tenant(id).graph }

  /// Drops what is kept of a tenant that is done with: tokens, failures, budgets and what was learned, so that memory does not grow with the fleet.
  ///
  /// Requests that are still under way end as they would have. The tenant may be asked again, as if for the first time.
  package func forget(tenant id: String) {
    core.tokens.forget(tenantID: id)
    core.gate.forget(tenantID: id)
  }

  /// `roles` (application) or `scp` (delegated) of a fresh token, sorted. For diagnosis only: no request depends on it.
  ///
  /// - Throws: `CloudFailure` when there is no token, or one that cannot be read; `CancellationError`.
  package func grantedPermissions(of tenant: String, service: CloudService) async throws -> [String] {
    let terms = TenantTerms(tenantID: tenant, limits: limits, bound: bounds.perTenant)
    let token = try await core.tokens.freshToken(for: terms, service)
    guard let permissions = token.permissions else {
      throw CloudFailure(
        .malformedAnswer, service: .login, path: "POST /\(tenant)/oauth2/v2.0/token",
        message: "POST /\(tenant)/oauth2/v2.0/token: the token cannot be read, so that its permissions are not known.")
    }
    return permissions
  }

  /// Ends all connections; call it once, when nothing is asked any more.
  package func shutdown() async { await core.transport.shutdown() }
}
