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

  @OptionGroup(title: "Tenants") var live: TenantOptions
  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("The folder for reports that an audit would be given (default: reports).", valueName: "dir"))
  var reports: String?
  @OptionGroup(title: "Messages") var output: OutputOptions

  func run() async throws {
    await CommandRunner(output).run { console in
      let configuration = try live.configuration()
      let selector = try TenantSelector(live.tenants)
      let directory = reports ?? configuration.reportDirectory ?? "reports"
      let report = try await CloudAccess.open(configuration, ThisMachine.surroundings(console)) { access in
        let roster = try await access.roster(selecting: selector, now: Timestamp.now)
        console.note(of: roster)
        let doctor = Doctor(
          access: access, outputDirectory: directory,
          historyPath: configuration.historyPath ?? directory + "/history.sqlite", environment: ThisMachine.environment,
          now: { Timestamp.now })
        return try await doctor.examine(roster.tenants)
      }
      if console.isJSON { console.show(json: JSONText.of(DoctorDocument(report))) }
      let text = DoctorText(report: report, isVerbose: console.isVerbose || report.tenants.count == 1)
      console.show(text.text)
      if console.isQuiet, report.exit != .success { console.warn(text.conclusion) }
      return report.exit
    }
  }
}

extension Console {
  /// What to know of the tenants before anything is done with them.
  func note(of roster: TenantRoster) {
    for warning in roster.warnings { warn("warning: " + warning) }
  }
}
