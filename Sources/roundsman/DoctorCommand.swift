import ArgumentParser
import AuditModel
import AuditPipeline
import Foundation

/// `roundsman doctor`: what an audit needs, looked at without auditing.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract:
      "Look whether this machine and every tenant are ready for an audit: permissions, roles, licences, audit log.",
    discussion: """
      Asks each tenant for tokens, its licences and one line of each Exchange cmdlet. Reads no user and no event. With one
      tenant, or with --verbose, what is well is listed too.

      Examples:
        roundsman doctor
        roundsman doctor -t contoso.com
        roundsman doctor -t tag:new --json

      Exit codes: 0 all well (a licence that was not bought is no fault) · 20 something is missing · 30 no tenant can be
      audited · 78 the configuration is invalid, or a secret cannot be read or can be read by others
      """)

  @OptionGroup(title: "Tenants") var cloud: CloudCommandOptions
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The folder for reports that an audit would be given (default: reports).", valueName: "dir"))
  var reports: String?
  @OptionGroup(title: "Messages") var output: OutputOptions

  func run() async throws {
    await CommandRunner(output, stopped: "nothing was changed").run { console in
      let configuration = try cloud.configuration()
      let selector = try TenantSelector(cloud.tenants)
      let directory = reports ?? configuration.reportDirectory ?? "reports"
      let (report, failure) = try await CloudAccess.open(configuration, Machine.surroundings(console.reporter.logger)) {
        access in
        let roster = try await access.roster(selecting: selector, now: Timestamp.now)
        for warning in roster.warnings { console.warn(foreign: "warning: " + warning) }
        let doctor = Doctor(
          access: access, outputDirectory: directory,
          historyPath: configuration.historyPath ?? directory + "/history.sqlite",
          environment: ProcessInfo.processInfo.environment,
          now: { Timestamp.now })
        return (try await doctor.examine(roster.tenants), roster.failure)
      }
      if console.isJSON { console.show(json: JSONText.of(DoctorDocument(report))) }
      let text = DoctorText(report: report, isVerbose: console.verbosity > 0 || report.tenants.count == 1)
      console.show(text.text)
      if console.isQuiet, report.exit != .success { console.warn(text.conclusion) }
      return console.conclude(report.exit, lacking: failure)
    }
  }
}
