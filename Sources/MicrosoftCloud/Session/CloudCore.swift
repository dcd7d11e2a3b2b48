import Logging

/// What all tenants of a run share.
final class CloudCore: Sendable {
  let endpoints: CloudEndpoints
  let transport: HTTPTransport
  let gate: RequestGate
  let tokens: TokenProvider
  let clock: any MonotonicClock
  /// Seconds since 1970.
  let now: @Sendable () -> Double
  let random: @Sendable () -> Double
  let logger: Logger
  let parsers = ParserPool()

  init(
    endpoints: CloudEndpoints, transport: HTTPTransport, gate: RequestGate, tokens: TokenProvider,
    clock: any MonotonicClock, now: @escaping @Sendable () -> Double, random: @escaping @Sendable () -> Double,
    logger: Logger
  ) {
    self.endpoints = endpoints
    self.transport = transport
    self.gate = gate
    self.tokens = tokens
    self.clock = clock
    self.now = now
    self.random = random
    self.logger = logger
  }
}
