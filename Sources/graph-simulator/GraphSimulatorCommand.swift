import ArgumentParser
import Foundation
import GraphSimulator
import Logging
import SyntheticFleet

#if canImport(Glibc)
  import Glibc
#endif

/// `graph-simulator`: Microsoft's login, Graph and Exchange services for invented tenants, on this machine.
@main
struct GraphSimulatorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph-simulator",
    abstract:
      "Answers like Microsoft's token endpoint, Microsoft Graph and Exchange Online, for tenants that do not exist.",
    discussion: """
      Three ports are opened, one a service: login, then graph, then exchange. Without options the tenants are those of
      `roundsman demo`. What a scenario may switch, tenant by tenant, stands in docs/GRAPH-SIMULATOR.md. What was asked, and
      every violation of a quota, is told by: curl http://127.0.0.1:8790/__observations

      Examples:
        graph-simulator --config-dir sim &
        roundsman audit --config sim/config.yaml -o reports

        graph-simulator --fleet 100x50 --quotas published --time-scale 10 --latency 20ms --config-dir sim
        graph-simulator --evidence evidence --scenario scenario.json --listen 127.0.0.1:9000
      """)

  @OptionGroup(title: "Tenants") var fleet: FleetOptions
  @OptionGroup(title: "Behaviour") var behaviour: BehaviourOptions
  @OptionGroup(title: "Ports and configuration") var output: OutputOptions

  func run() async throws {
    signal(SIGPIPE, SIG_IGN)
    do {
      try await serve()
    } catch let error as SimulatorError {
      FileHandle.standardError.write(Data("error: \(error)\n".utf8))
      throw ExitCode(70)
    }
  }

  private func serve() async throws {
    let now = { @Sendable in Date().timeIntervalSince1970 }
    var settings = SimulatorSettings(source: try fleet.source(now: now()))
    behaviour.apply(to: &settings)
    settings.address = output.listen.host
    settings.port = output.listen.port
    var logger = Logger(label: "graph-simulator") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .error
    let simulator = try GraphSimulator(settings, logger: logger, now: now)
    if output.printConfig {
      guard settings.port > 0 else { throw ValidationError("--print-config needs a port: --listen 127.0.0.1:8790") }
      let ports = SimulatorPorts(
        address: settings.address, login: settings.port, graph: settings.port + 1, exchange: settings.port + 2)
      print(try output.configuration(of: simulator, ports), terminator: "")
      return
    }
    let output = output
    try await simulator.run { ports in
      do {
        try output.announce(simulator, ports)
      } catch {
        FileHandle.standardError.write(Data("error: \(error)\n".utf8))
        Foundation.exit(73)
      }
    }
  }
}
