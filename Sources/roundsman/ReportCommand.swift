import ArgumentParser
import AuditModel
import AuditPipeline
import Foundation

/// `roundsman report`: renders a recorded run again.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the reports of a recorded run again, from the history alone.",
    discussion: """
      Examples:
        roundsman report -o reports
        roundsman report --run 2026-08-20 --format xlsx -o /tmp/again
        roundsman report --history /var/lib/roundsman/history.sqlite -t contoso.example -o /tmp/contoso

      The same run gives the same bytes, today and in years. Nothing is overwritten: a second rendering gets a folder of its own.
      """)

  @Option(help: ArgumentHelp("Which run: latest, an id, or a date such as 2026-08-20.", valueName: "run"))
  var run = "latest"

  @Option(
    help: ArgumentHelp(
      "The history file (default: the configured one, else history.sqlite in the output folder).", valueName: "file"))
  var history: String?

  @Option(
    name: [.short, .customLong("tenant")],
    help: ArgumentHelp("Only this tenant: id, domain or name. Repeatable.", valueName: "tenant"))
  var tenants: [String] = []

  @OptionGroup(title: "Output") var outputs: RunOutputOptions
  @OptionGroup(title: "Messages") var output: OutputOptions

  func run() async throws {
    await CommandRunner(output).run { console in
      let configuration = try outputs.configuration()
      let directory = outputs.directory(configuration)
      let publisher = try ReportPublisher(
        configuration: configuration,
        historyPath: history ?? configuration.historyPath ?? directory + "/history.sqlite",
        reporter: console.reporter)
      let outcome = try await publisher.publish(runNamed: run, only: tenants, into: directory)
      console.show(outcome, exit: .success)
      return .success
    }
  }
}
