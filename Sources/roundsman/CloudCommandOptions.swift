import ArgumentParser
import AuditPipeline
import Foundation
import MicrosoftCloud

/// Which configuration and which of its tenants a command is about.
struct CloudCommandOptions: ParsableArguments {
  @OptionGroup var configured: ConfigurationOption

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
  func configuration() throws -> Configuration {
    var configuration = try configured.read().forWaitingPeople()
    if let concurrency { configuration.concurrentTenants = concurrency }
    return try configuration.throughNetwork(of: ProcessInfo.processInfo.environment)
  }
}

extension Configuration {
  /// The same for a command at which somebody waits for the answer: what fails is tried again twice, not all night.
  func forWaitingPeople() -> Configuration {
    var configuration = self
    configuration.limits.retries = limits.retries.soon
    for index in tenants.indices {
      configuration.tenants[index].overrides.limits?.retries = (tenants[index].overrides.limits ?? limits).retries.soon
    }
    return configuration
  }
}

extension RetryPolicy {
  fileprivate var soon: RetryPolicy {
    var policy = self
    policy.maximumTries = min(3, maximumTries)
    policy.longestWait = min(.seconds(3), longestWait)
    policy.longestRetryAfter = min(.seconds(30), longestRetryAfter)
    return policy
  }
}
