import ArgumentParser
import AuditModel
import AuditPipeline
import Foundation
import Logging

/// `roundsman audit`: collects evidence or takes it from disk, judges it, records it, writes the reports.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Audit every configured tenant, or a folder of evidence; record the outcome and write the reports.",
    discussion: """
      Without --evidence the tenants of the configuration are read from Microsoft 365, looking back from now. A first config.yaml:

        version: 1
        auth: {app_id: YOUR-APPLICATION-ID, client_secret: {file: client-secret.txt}}
        tenants:
          - {id: YOUR-TENANT-ID, name: Contoso}

      Examples:
        roundsman audit --config config.yaml
        roundsman audit -t contoso --user kira@contoso.example
        roundsman audit --dry-run
        roundsman audit --evidence evidence --as-of 2021-05-01 --since 90d -o /srv/reports

      Reports go to a new folder per run below the output folder; `latest` points to the newest. Without a configuration
      the history is kept beside them (history.sqlite). Exit codes: roundsman explain exit-codes
      """)

  @OptionGroup(title: "Live audit") var live: LiveOptions

  @Option(
    help: ArgumentHelp(
      "Audit a folder on disk that holds one evidence archive per tenant, or is one; nothing is asked of Microsoft.",
      valueName: "dir"))
  var evidence: String?

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "With --evidence: the moment the window ends, such as 2021-05-01 or 2021-05-01T02:00:00Z (default: the newest collection time).",
      valueName: "time"))
  var asOf: MomentArgument?

  @Option(help: ArgumentHelp("How far to look back, 1d to 180d (default: 7d).", valueName: "days"))
  var since: LookBackArgument?

  @Option(
    name: [.short, .customLong("tenant")],
    help: ArgumentHelp(
      "Only this tenant: id, domain, slug, tag:NAME or @FILE; with --evidence id, domain or folder name. Repeatable.",
      valueName: "tenant"))
  var tenants: [String] = []

  @Option(
    help: ArgumentHelp(
      "A tenant that has left (id, domain or name): that it is not there is no blind spot. Repeatable.",
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

  func validate() throws {
    if evidence == nil {
      if asOf != nil {
        throw ValidationError("--as-of is for --evidence: a live audit looks back from now (--since says how far).")
      }
      try live.validate(tenants: tenants)
    } else if let flag = live.firstFlag {
      throw ValidationError("\(flag) is for a live audit; with --evidence nothing is asked of Microsoft.")
    }
  }

  func run() async throws {
    await CommandRunner(output).run { console in
      let clock = runOptions.clock?.moment ?? Timestamp.now
      var configuration = try outputs.configuration(lookBack: since, concurrency: runOptions.concurrency)
      if let failOnIncomplete { configuration.failOnIncomplete = failOnIncomplete.policy }
      guard let evidence else { return try await auditLive(configuration, at: clock, console) }
      let selection = try EvidenceSelection(directory: evidence, only: tenants)
      let audit = audit(configuration, mode: .evidence, at: clock, console)
      if noReport {
        return conclude(try await audit.record(selection, asOf: asOf?.moment), audit, console)
      }
      let outcome = try await audit.run(selection, asOf: asOf?.moment)
      console.show(outcome, exit: outcome.exit)
      return outcome.exit
    }
  }

  private func auditLive(
    _ configuration: Configuration, at clock: Timestamp, _ console: Console
  ) async throws -> ExitStatus {
    let configuration = try configuration.throughNetwork(of: ProcessInfo.processInfo.environment)
    let deadline = try live.deadline(after: clock, in: configuration)
    if let deadline { console.note("no tenant is begun after \(deadline.moment.iso8601)") }
    let audit = audit(configuration, mode: .live, at: clock, console, deadline: deadline)
    let selector = try TenantSelector(tenants)
    return try await CloudAccess.open(configuration, Machine.surroundings(console.reporter.logger)) { access in
      let run = LiveAudit(
        audit: audit, access: access, selector: selector, onlyUser: live.user, savedEvidence: live.saveEvidence)
      if live.dryRun {
        let (forecast, failure) = try await run.forecast()
        if console.isJSON { console.show(json: JSONText.of(forecast)) }
        console.show(foreign: forecast.text)
        for warning in forecast.warnings { console.warn(foreign: "warning: " + warning) }
        return console.conclude(.success, lacking: failure)
      }
      if noReport { return conclude(try await run.record(), audit, console) }
      let outcome = try await run.run()
      console.show(outcome, exit: outcome.exit)
      return outcome.exit
    }
  }

  private func audit(
    _ configuration: Configuration, mode: AuditRun.Mode, at clock: Timestamp, _ console: Console,
    deadline: RunDeadline? = nil
  ) -> FleetAudit {
    FleetAudit(
      configuration: configuration, outputDirectory: outputs.directory(configuration), mode: mode, startedAt: clock,
      runID: runOptions.runID(startedAt: clock), failOn: runOptions.failOn.severity, departed: departed,
      now: { runOptions.clock?.moment ?? Timestamp.now }, reporter: console.reporter, deadline: deadline)
  }

  private func conclude(_ recorded: RecordedAudit, _ audit: FleetAudit, _ console: Console) -> ExitStatus {
    let exit = ExitStatus.worst(of: recorded.conditions)
    if console.isJSON { console.show(json: JSONText.of(RecordedDocument(recorded.run, recorded.conditions, exit))) }
    console.show(
      "Run \(recorded.run.id) is recorded. Its reports: roundsman report --run \(recorded.run.id) --history \(audit.historyPath)"
    )
    return exit
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
