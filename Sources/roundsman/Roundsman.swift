import ArgumentParser
import AuditPipeline

/// The command. Bare `roundsman` says what to try first.
@main
struct Roundsman: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roundsman",
    abstract: "Makes the nightly rounds of every Microsoft 365 tenant and ranks users by signs of compromise.",
    discussion: """
      Examples:
        roundsman demo -o reports
        roundsman audit --config config.yaml
        roundsman audit --evidence evidence -o reports
      """,
    version: Program.version,
    subcommands: [
      DemoCommand.self, DoctorCommand.self, TenantsCommand.self, AuditCommand.self, ImportCommand.self,
      ReportCommand.self, ExplainCommand.self, ConfigCommand.self, SchemaCommand.self,
    ])

  /// Parses and runs; with `--json` a command that is not understood is answered in JSON too.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
    } catch {
      if exitCode(for: error) == .validationFailure, CommandLine.arguments.contains("--json") {
        print(FailureDocument(.usage, message(for: error)).text)
      }
      exit(withError: error)
    }
  }

  func run() async throws {
    print(
      """
      Roundsman \(Program.version) looks for signs of compromise in every user of every Microsoft 365 tenant you look after.

      See what it finds, without a tenant or a network:
        roundsman demo -o reports

      Audit your tenants (how to begin: roundsman audit --help):
        roundsman doctor --config config.yaml
        roundsman audit --config config.yaml

      Exports on disk: roundsman import --help
      What a check looks at and why: roundsman explain mailbox-rules
      All commands and options:      roundsman --help
      """)
  }
}
