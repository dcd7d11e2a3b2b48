import Foundation

/// A config.yaml with which `roundsman` audits what the simulator serves.
struct PrintedConfiguration {
  let core: SimulatorCore
  let ports: SimulatorPorts
  /// Where the client secret was written; nil names a variable of the environment instead.
  let secretFile: String?

  /// The whole file.
  var yaml: String {
    var lines = [
      "# Written by graph-simulator: audits the simulator, not Microsoft.", "auth:", "  cloud: global", "  endpoints:",
      "    login: \(quoted(ports.loginURL))", "    graph: \(quoted(ports.graphURL))",
      "    exchange: \(quoted(ports.exchangeURL))", "  mode: app", "  app_id: \(quoted(core.world.applicationID))",
      "  client_secret: \(reference)", "  partner_tenant: \(quoted(core.world.partnerTenantID))", "tenants:",
    ]
    for tenant in core.world.tenants {
      lines.append("  - id: \(quoted(tenant.facts.id))")
      lines.append("    name: \(quoted(tenant.facts.name))")
      if tenant.facts.auditSource == .graph { lines.append("    audit_source: graph") }
    }
    return (lines + limits).joined(separator: "\n") + "\n"
  }

  private var reference: String {
    secretFile.map { "{file: \(quoted($0))}" } ?? "{env: GRAPH_SIMULATOR_SECRET}"
  }

  /// The published limits in the simulator's faster time; nothing where time is real or quotas are off.
  private var limits: [String] { [] }

  /// A YAML text in double quotes is a JSON text.
  private func quoted(_ text: String) -> String { String(decoding: JSONText.quoted(text), as: UTF8.self) }
}
