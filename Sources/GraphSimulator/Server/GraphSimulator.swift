import Foundation
package import Logging
import Synchronization

/// Login, Microsoft Graph and Exchange Online of invented tenants, on three ports of this machine.
package struct GraphSimulator: Sendable {
  private let core: SimulatorCore
  private let logger: Logger

  /// - Parameter now: wall-clock unix seconds, by which tokens end.
  /// - Throws: `SimulatorError` when a scenario, an archive or a certificate is wrong.
  package init(_ settings: SimulatorSettings, logger: Logger, now: @escaping @Sendable () -> Double) throws {
    core = try SimulatorCore(settings, now: now)
    self.logger = logger
  }

  /// The same without a log.
  package init(_ settings: SimulatorSettings, now: @escaping @Sendable () -> Double) throws {
    try self.init(settings, logger: Logger(label: "graph-simulator") { _ in SwiftLogNoOpLogHandler() }, now: now)
  }

  /// The client id of the audit's application.
  package var applicationID: String { core.world.applicationID }
  package var secret: String { core.world.secret }
  package var partnerTenantID: String { core.world.partnerTenantID }
  /// The refresh token that a partner's user got when signing in.
  package var refreshToken: String { core.mint.refreshToken }

  /// True for a secret or refresh token that this simulator, or an earlier one, made.
  package func made(_ text: String) -> Bool {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    return text.hasPrefix("simulated-secret-") || text == secret || TokenMint.isRefreshToken(text)
  }
  /// Ids of all tenants, in the order of the source.
  package var tenantIDs: [String] { core.world.tenants.map(\.facts.id) }
  /// What was seen so far: the document of `GET /__observations`.
  package var observations: [UInt8] { core.referee.observations() }

  /// A config.yaml for `roundsman`.
  ///
  /// - Parameter secretFile: where the client secret was written; nil refers to a variable of the environment.
  package func configuration(ports: SimulatorPorts, secretFile: String?) -> String {
    PrintedConfiguration(core: core, ports: ports, secretFile: secretFile).yaml
  }

  /// Serves until it is cancelled.
  ///
  /// - Parameter listening: called once, when all three ports take connections.
  /// - Throws: `SimulatorError` when a port is taken.
  package func run(listening: @escaping @Sendable (SimulatorPorts) async -> Void) async throws {
    let settings = core.settings
    let opened = OpenedPorts()
    let core = core
    let logger = logger
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (offset, service) in WireService.allCases.enumerated() {
        let port = settings.port == 0 ? 0 : settings.port + offset
        let listener = HTTPListener(
          desk: ServiceDesk(core: core, service: service), address: settings.address, port: port, logger: logger)
        group.addTask {
          do {
            try await listener.run { port in
              guard let all = opened.opened(service, port), let login = all[.login], let graph = all[.graph],
                let exchange = all[.exchange]
              else { return }
              let ports = SimulatorPorts(address: settings.address, login: login, graph: graph, exchange: exchange)
              core.ports.withLock { $0 = ports }
              await listening(ports)
            }
          } catch let error where !(error is CancellationError) && port != 0 {
            throw SimulatorError(
              "the port cannot be opened: \(error)", place: "\(settings.address):\(port)",
              remedy: "choose another with --listen, or end what uses it")
          }
        }
      }
      // Whichever service ends, ends the others.
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  /// Serves while the body runs.
  package func serving<Result: Sendable>(_ body: @escaping @Sendable (SimulatorPorts) async throws -> Result)
    async throws -> Result
  {
    let (stream, continuation) = AsyncStream<SimulatorPorts>.makeStream()
    return try await withThrowingTaskGroup(of: Result?.self) { group in
      group.addTask {
        try await run { continuation.yield($0) }
        continuation.finish()
        return nil
      }
      group.addTask {
        for await ports in stream { return try await body(ports) }
        return nil
      }
      defer { group.cancelAll() }
      while let result = try await group.next() {
        if let result { return result }
      }
      throw SimulatorError("the simulator ended", place: "127.0.0.1", remedy: "see its log")
    }
  }
}

/// The ports that are open so far.
private final class OpenedPorts: Sendable {
  private let ports = Mutex<[WireService: Int]>([:])

  /// All of them, when this one is the last.
  func opened(_ service: WireService, _ port: Int) -> [WireService: Int]? {
    ports.withLock { ports in
      ports[service] = port
      return ports.count == WireService.allCases.count ? ports : nil
    }
  }
}
