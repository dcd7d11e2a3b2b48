import ArgumentParser
import AuditPipeline
import Foundation

/// `--config`, which every command takes that goes by a configuration.
struct ConfigurationOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("The configuration file (default: $ROUNDSMAN_CONFIG and the usual places).", valueName: "file"))
  var config: String?

  /// The file that is named, else the one in the usual places; nil when there is none.
  var file: ConfigurationFile? {
    ConfigurationFile.located(named: config, environment: ProcessInfo.processInfo.environment)
  }

  /// What the file says, or the defaults.
  ///
  /// - Throws: `Trouble` with exit 78 when the file cannot be read or has problems.
  func read() throws -> Configuration { try file?.read() ?? Configuration() }
}
