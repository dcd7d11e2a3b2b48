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
      "# Written by graph-simulator: audits the simulator, not Microsoft.", "version: 1", "auth:", "  cloud: global",
      "  endpoints:",
      "    login: \(quoted(ports.loginURL))", "    graph: \(quoted(ports.graphURL))",
      "    exchange: \(quoted(ports.exchangeURL))", "  mode: app", "  app_id: \(quoted(core.world.applicationID))",
      "  client_secret: \(reference)", "  partner_tenant: \(quoted(core.world.partnerTenantID))", "tenants:",
    ]
    for tenant in core.world.tenants {
      lines.append("  - id: \(quoted(tenant.facts.id))")
      lines.append("    name: \(quoted(tenant.facts.name))")
      lines.append("    domain: \(quoted(tenant.facts.domain))")
      if tenant.facts.auditSource == .graph { lines.append("    audit: {audit_source: graph}") }
    }
    return (lines + limits).joined(separator: "\n") + "\n"
  }

  private var reference: String {
    secretFile.map { "{file: \(quoted($0))}" } ?? "{env: GRAPH_SIMULATOR_SECRET}"
  }

  /// Roundsman's limits in the simulator's time: as published, that much faster, or none where the simulator has none.
  private var limits: [String] {
    let scale = core.settings.timeScale
    if core.settings.quotas == .none {
      return ["limits: # the simulator keeps no quotas"]
        + PrintedConfiguration.published.map { "  \($0.name): 1000000/1s" }
        + ["  reports_pause: 100ms", "  identity_protection_pause: 100ms", "  first_wait: 100ms"]
    }
    if scale == 1 { return [] }
    func duration(_ seconds: Double) -> String { "\((seconds / scale * 1_000_000).rounded() / 1_000)ms" }
    return ["limits: # as published, in a time that runs \(scale) times faster"]
      + PrintedConfiguration.published.map { "  \($0.name): \($0.count)/\(duration($0.seconds))" }
      + [
        "  reports_pause: \(duration(10))", "  identity_protection_pause: \(duration(1))",
        "  first_wait: \(duration(1))",
        "  longest_wait: \(duration(60))",
      ]
  }

  /// What Roundsman calls the budgets that Microsoft publishes.
  private static let published: [(name: String, count: Int, seconds: Double)] = [
    ("global_per_application", 130_000, 10), ("directory_units_per_tenant_small", 3_500, 10),
    ("directory_units_per_tenant_medium", 5_000, 10), ("directory_units_per_tenant_large", 8_000, 10),
    ("directory_units_per_application", 150_000, 20), ("reports_per_tenant", 5, 10),
    ("reports_per_application", 122, 10),
    ("sign_in_activity_per_tenant", 10, 60), ("sign_in_activity_per_application", 10, 60),
    ("identity_protection_per_tenant", 1, 1), ("outlook_per_mailbox", 10_000, 600),
    ("message_trace_per_tenant", 100, 300),
    ("device_management_per_tenant", 200, 20), ("exchange_per_tenant", 30_000, 300),
    ("authentication_methods_per_tenant", 100, 10),
  ]

  /// A YAML text in double quotes is a JSON text.
  private func quoted(_ text: String) -> String { String(decoding: JSONText.quoted(text), as: UTF8.self) }
}
