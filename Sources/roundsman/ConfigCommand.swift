import ArgumentParser
import AuditModel
import AuditPipeline

/// `roundsman config`: looks at the configuration without using it.
struct ConfigCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Look at the configuration.",
    discussion: """
      Example:
        roundsman config check --config config.yaml
        roundsman config show --config config.yaml
      """,
    subcommands: [Check.self, Show.self])

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

    @OptionGroup var configured: ConfigurationOption

    @OptionGroup(title: "Messages") var output: OutputOptions

    func run() async throws {
      await CommandRunner(output, stopped: "nothing was changed").run { console in
        let file = try ConfigCommand.file(of: configured, for: "check")
        let configuration = try file.read()
        if console.isJSON { console.show(json: JSONText.of(CheckedConfiguration(file: file.path, exit_code: 0))) }
        console.show("\(file.path): no problem found\n\n" + configuration.summary(at: Timestamp.now))
        return .success
      }
    }
  }
}

extension ConfigCommand {
  /// `roundsman config show`: every effective value and where it comes from.
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show every setting that a run would go by, and where each comes from. Secrets stay masked.",
      discussion: """
        Example:
          roundsman config show --config config.yaml
          roundsman config show --json
        """)

    @OptionGroup var configured: ConfigurationOption

    @OptionGroup(title: "Messages") var output: OutputOptions

    func run() async throws {
      await CommandRunner(output, stopped: "nothing was changed").run { console in
        let listing = try SettingsListing(of: try ConfigCommand.file(of: configured, for: "show"))
        if console.isJSON { console.show(json: JSONText.of(listing)) }
        console.show(foreign: listing.text)
        return .success
      }
    }
  }

  /// - Throws: `Trouble` with exit 78 when none is named and none is in the usual places.
  private static func file(of option: ConfigurationOption, for verb: String) throws -> ConfigurationFile {
    if let file = option.file { return file }
    throw Trouble(
      .configurationInvalid, "there is no configuration to \(verb)",
      facts: ["looked for: $ROUNDSMAN_CONFIG, ~/.config/roundsman/config.yaml, /etc/roundsman/config.yaml"],
      help: "name one: roundsman config \(verb) --config FILE (archives need none: every setting has a default)")
  }
}

private struct CheckedConfiguration: Encodable {
  let file: String
  let exit_code: Int32
}
