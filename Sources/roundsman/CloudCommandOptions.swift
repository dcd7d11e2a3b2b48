import ArgumentParser
import AuditPipeline
import Foundation
import MicrosoftCloud

/// Which configuration and which of its tenants a command is about.
struct CloudCommandOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The configuration file (default: $ROUNDSMAN_CONFIG and the usual places).", valueName: "file"))
  var config: String?

  @Option(
    name: [.short, .customLong("tenant")],
    help: ArgumentHelp("Only this tenant: id, domain, slug, tag:NAME or @FILE. Repeatable.", valueName: "tenant"))
  var tenants: [String] = []

  @Option(help: ArgumentHelp("Tenants asked at the same time, 1 to 256 (default: 16).", valueName: "n"))
  var concurrency: Int?

  func validate() throws {
    if let concurrency, !(1...256).contains(concurrency) {
      throw ValidationError("--concurrency must be from 1 to 256, not \(concurrency).")
    }
  }

  /// The configuration with this command's flags and the machine's network laid over it.
  ///
  /// Somebody waits for the answer: what fails is tried again twice, not all night.
  func configuration() throws -> Configuration {
    let environment = ProcessInfo.processInfo.environment
    var configuration =
      try ConfigurationFile.located(named: config, environment: environment)?.read() ?? Configuration()
    if let concurrency { configuration.concurrentTenants = concurrency }
    configuration.limits.retries.maximumTries = min(3, configuration.limits.retries.maximumTries)
    configuration.limits.retries.longestWait = min(.seconds(3), configuration.limits.retries.longestWait)
    configuration.limits.retries.longestRetryAfter = min(.seconds(30), configuration.limits.retries.longestRetryAfter)
    return try configuration.throughNetwork(of: environment)
  }
}
