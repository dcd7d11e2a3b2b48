import Synchronization

/// What tests and people ask the simulator itself, on the login port: observations, configuration, a fresh start.
struct ControlPanel {
  let core: SimulatorCore

  /// Nil for requests that are none of its own.
  func answer(_ request: WireRequest) -> WireAnswer? {
    switch (request.method, request.path) {
    case ("GET", "/__observations"): return WireAnswer(200, body: core.referee.observations(), type: "application/json")
    case ("GET", "/__config"):
      guard let ports = core.ports.withLock({ $0 }) else { return WireAnswer(503) }
      let configuration = PrintedConfiguration(core: core, ports: ports, secretFile: nil)
      return WireAnswer(200, body: Array(configuration.yaml.utf8), type: "application/yaml")
    case ("GET", "/__ports"):
      return WireAnswer(200, body: Array((core.ports.withLock { $0 }?.json ?? "{}").utf8), type: "application/json")
    case ("POST", "/__reset"):
      core.referee.reset()
      core.faults.reset()
      for tenant in core.world.tenants { tenant.memory.withLock { $0 = SimulatedTenant.Memory() } }
      return WireAnswer(204)
    default: return nil
    }
  }
}
