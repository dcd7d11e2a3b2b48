import Synchronization

/// Everything that the three services share.
final class SimulatorCore: Sendable {
  let settings: SimulatorSettings
  let world: SimulatedWorld
  let referee: Referee
  let faults: FaultDesk
  let mint: TokenMint
  let pages = PageDesk()
  let tokens: TokenEndpoint
  /// Wall-clock unix seconds.
  let now: @Sendable () -> Double
  /// Seconds of a clock that never goes back.
  let uptime: @Sendable () -> Double
  /// Known as soon as all three listen.
  let ports = Mutex<SimulatorPorts?>(nil)
  private let numbers = Atomic<UInt64>(0)

  init(_ settings: SimulatorSettings, now: @escaping @Sendable () -> Double) throws {
    self.settings = settings
    self.now = now
    let source: any EvidenceSource =
      switch settings.source {
      case .fleet(let fleet, let night): SyntheticSource(fleet: fleet, night: night)
      case .archives(let directory): try ArchiveSource(directory: directory)
      }
    var scenario = Scenario()
    if let file = settings.scenarioFile {
      scenario = try Scenario(file: file, tenants: source.tenants)
    } else if let text = settings.scenarioJSON {
      scenario = try Scenario(json: text, tenants: source.tenants)
    }
    world = SimulatedWorld(source: source, scenario: scenario, secret: settings.secret, memory: settings.memory)
    referee = Referee(
      settings: settings.quotas == .published ? .published : .none, overrides: scenario.quotas,
      timeScale: settings.timeScale)
    faults = FaultDesk(seed: scenario.seed)
    mint = TokenMint(seed: scenario.seed)
    let certificates = try (settings.certificates + scenario.certificates).map { try RegisteredCertificate(file: $0) }
    tokens = TokenEndpoint(world: world, mint: mint, certificates: certificates)
    let clock = ContinuousClock()
    let start = clock.now
    uptime = {
      let passed = start.duration(to: clock.now).components
      return Double(passed.seconds) + Double(passed.attoseconds) / 1e18
    }
  }

  func nextNumber() -> UInt64 { numbers.add(1, ordering: .relaxed).newValue }
}
