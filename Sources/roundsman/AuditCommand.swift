import ArgumentParser
import AuditModel
import AuditPipeline
import Foundation

/// `roundsman audit`: judges evidence, records it, writes the reports.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Audit every tenant of a folder of evidence archives, record the outcome and write the reports.",
    discussion: """
      Examples:
        roundsman audit --evidence evidence
        roundsman audit --evidence evidence --as-of 2021-05-01 --since 90d -o /srv/reports
        roundsman audit --evidence evidence -t contoso --json

      Reports go to a new folder per run below the output folder; `latest` points to the newest. Without a configuration
      the history is kept beside them (history.sqlite). Exit codes: roundsman explain exit-codes
      """)

  @Option(help: ArgumentHelp("The folder that holds one evidence archive per tenant, or is one.", valueName: "dir"))
  var evidence: String

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "The moment the window ends, such as 2021-05-01 or 2021-05-01T02:00:00Z (default: the newest collection time).",
      valueName: "time"))
  var asOf: MomentArgument?

  @Option(help: ArgumentHelp("How far to look back, 1d to 180d (default: 7d).", valueName: "days"))
  var since: LookBackArgument?

  @Option(
    name: [.short, .customLong("tenant")],
    help: ArgumentHelp("Only this tenant: id, domain or folder name. Repeatable.", valueName: "tenant"))
  var tenants: [String] = []

  @Option(
    help: ArgumentHelp(
      "A tenant that has left (id, domain or name): its missing archive is no blind spot. Repeatable.",
      valueName: "tenant"))
  var departed: [String] = []

  @Option(
    name: .customLong("fail-on-incomplete"),
    help: ArgumentHelp(
      "End with exit code 20 when not everything could be seen: new (default), any, 5% or never.", valueName: "when"))
  var failOnIncomplete: IncompletePolicyArgument?

  @Flag(name: .customLong("no-report"), help: "Record only; `roundsman report` writes the reports later.")
  var noReport = false

  @OptionGroup(title: "Output") var outputs: RunOutputOptions
  @OptionGroup(title: "Run") var runOptions: RunOptions
  @OptionGroup(title: "Messages") var output: OutputOptions

  func run() async throws {
    await CommandRunner(output).run { console in
      let clock = runOptions.clock?.moment ?? Timestamp.now
      var configuration = try outputs.configuration(lookBack: since, concurrency: runOptions.concurrency)
      if let failOnIncomplete { configuration.failOnIncomplete = failOnIncomplete.policy }
      let selection = try EvidenceSelection(directory: evidence, only: tenants)
      let audit = FleetAudit(
        configuration: configuration, outputDirectory: outputs.directory(configuration), mode: .evidence,
        startedAt: clock, runID: runOptions.runID(startedAt: clock), failOn: runOptions.failOn.severity,
        departed: departed, now: { runOptions.clock?.moment ?? Timestamp.now }, reporter: console.reporter)
      if noReport {
        let recorded = try await audit.record(selection, asOf: asOf?.moment)
        let exit = ExitStatus.worst(of: recorded.conditions)
        if console.isJSON { console.show(json: JSONText.of(RecordedDocument(recorded.run, recorded.conditions, exit))) }
        console.show(
          "Run \(recorded.run.id) is recorded. Its reports: roundsman report --run \(recorded.run.id) --history \(audit.historyPath)"
        )
        return exit
      }
      let outcome = try await audit.run(selection, asOf: asOf?.moment)
      console.show(outcome)
      return outcome.exit
    }
  }
}

/// What `--json` prints when no reports were written.
private struct RecordedDocument: Encodable {
  let run_id: String
  let exit_code: Int32
  let conditions: [Int32]

  init(_ run: AuditRun, _ conditions: [ExitStatus], _ exit: ExitStatus) {
    run_id = run.id.rawValue
    exit_code = exit.rawValue
    self.conditions = conditions.map(\.rawValue)
  }
}
