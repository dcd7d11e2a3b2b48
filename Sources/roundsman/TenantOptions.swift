import ArgumentParser
import AuditModel
import AuditPipeline
import Foundation

/// Which configuration and which of its tenants a command is about.
struct TenantOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The configuration file (default: $ROUNDSMAN_CONFIG and the usual places).", valueName: "file"))
  var config: String?

  @Option(
    name: [.short, .customLong("tenant")],
    help: ArgumentHelp(
      "Only this tenant: id, domain, slug, tag:NAME, or @FILE with one a line. Repeatable.", valueName: "tenant"))
  var tenants: [String] = []

  /// - Throws: `Trouble` with exit 78 when there is none, or it has problems.
  func configuration() throws -> Configuration {
    let file = ConfigurationFile.located(named: config, environment: ThisMachine.environment)
    return try ThisMachine.networked(try file?.read() ?? Configuration())
  }
}
