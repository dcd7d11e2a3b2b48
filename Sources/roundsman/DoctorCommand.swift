import ArgumentParser
import AuditModel
import AuditPipeline

/// `roundsman doctor`: looks whether an audit would see everything.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look whether a live audit would see everything: this machine once, and every tenant.",
    discussion: """
      Per tenant: a token for each service, permissions granted and missing, Exchange roles, licences, whether the audit log is on,
      and permissions that are too wide. Once: disk, history, the modes of secret files. Only cheap reads are made, no user's
      evidence is read, and nothing is changed.

      Examples:
        roundsman doctor --config config.yaml
        roundsman doctor -t contoso --json

      Ends with 0 when all is well, 20 when something is missing, 30 when no tenant gives a token, 78 when the configuration is invalid.
      """)

  @OptionGroup(title: "Tenants") var cloud: CloudCommandOptions
  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("The folder of the reports, where the history is without a configured path.", valueName: "dir"))
  var reports: String?
  @OptionGroup(title: "Messages") var output: OutputOptions

  func run() async throws {
    await CommandRunner(output, stopped: "nothing was changed").run { console in
      let configuration = try cloud.configuration()
      let selector = try TenantSelector(cloud.tenants)
      let folder = reports ?? configuration.reportDirectory ?? "reports"
      let report = try await CloudAccess.open(configuration, Machine.surroundings(console.reporter.logger)) { access in
        try await Doctor(
          access: access, historyPath: configuration.historyPath ?? folder + "/history.sqlite", now: { Timestamp.now }
        ).report(on: selector)
      }
      if console.isJSON { console.show(json: JSONText.of(report)) }
      console.show(foreign: report.text)
      if console.isQuiet, report.exit != .success { console.warn(report.conclusion) }
      return report.exit
    }
  }
}
