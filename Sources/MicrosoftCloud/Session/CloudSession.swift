package import Logging

/// One run's connections, tokens and budgets for all tenants. Made once, by the executable.
package final class CloudSession: Sendable {
  /// - Parameters:
  ///   - now: seconds since 1970, for assertions and the age of tokens.
  ///   - random: evenly from 0 up to 1, for jitter and assertion ids.
  ///   - clock: nil for the machine's own.
  package init(
    endpoints: CloudEndpoints, credential: CloudCredential, limits: CloudLimits = CloudLimits(),
    bounds: RequestBounds = RequestBounds(), transport: TransportSettings = TransportSettings(),
    now: @escaping @Sendable () -> Double, random: @escaping @Sendable () -> Double, logger: Logger,
    clock: (any MonotonicClock)? = nil
  ) throws(CloudFailure) { fatalError("…") }

  /// A tenant by its id, with limits of its own where it has some (budgets over all tenants stay the session's).
  package func tenant(_ id: String, limits: CloudLimits? = nil, perTenantBound: Int? = nil) -> TenantCloud {
    fatalError("…")
  }

  /// The partner's own tenant, to list its customers.
  package func partner(tenant id: String) -> GraphClient { fatalError("…") }

  /// `roles` (application) or `scp` (delegated) of a fresh token, sorted. For diagnosis only: nothing else looks into a token.
  package func grantedPermissions(of tenant: String, service: CloudService) async throws -> [String] { fatalError("…") }

  /// Ends all connections; call it once, when nothing is asked any more.
  package func shutdown() async { fatalError("…") }
}
