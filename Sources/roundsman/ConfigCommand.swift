import ArgumentParser
import AuditModel
import AuditPipeline
import Foundation

/// `roundsman config`: looks at the configuration without using it.
struct ConfigCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Look at the configuration.",
    discussion: """
      Example:
        roundsman config check --config config.yaml
      """,
    subcommands: [Check.self])

  /// `roundsman config check`: syntax, unknown keys, ranges.
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract:
        "Check a configuration file offline: syntax, unknown keys, ranges. Every problem is named with its line.",
      discussion: """
        Examples:
          roundsman config check --config config.yaml
          roundsman config check --json
        """)

    @Option(
      help: ArgumentHelp("The configuration file (default: $ROUNDSMAN_CONFIG and the usual places).", valueName: "file")
    )
    var config: String?

    @OptionGroup(title: "Messages") var output: OutputOptions

    func run() async throws {
      await CommandRunner(output).run { console in
        let environment = ProcessInfo.processInfo.environment
        guard let file = ConfigurationFile.located(named: config, environment: environment) else {
          throw Trouble(
            .configurationInvalid, "there is no configuration to check",
            facts: ["looked for: $ROUNDSMAN_CONFIG, ~/.config/roundsman/config.yaml, /etc/roundsman/config.yaml"],
            help: "name one: roundsman config check --config FILE (a run needs none: every setting has a default)")
        }
        let configuration = try file.read()
        if console.isJSON { console.show(json: JSONText.of(CheckedConfiguration(file: file.path, exit_code: 0))) }
        console.show("\(file.path): no problem found\n\n" + configuration.summary(at: Timestamp.now))
        return .success
      }
    }
  }
}

private struct CheckedConfiguration: Encodable {
  let file: String
  let exit_code: Int32
}
