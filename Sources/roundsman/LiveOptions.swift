import ArgumentParser
import AuditModel
import AuditPipeline

/// What only a live audit takes.
struct LiveOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Refresh this user only (user principal name or id), in exactly one tenant; others are not re-checked.",
      valueName: "user"))
  var user: String?

  @Option(
    name: .customLong("save-evidence"),
    help: ArgumentHelp(
      "Keep what is collected: one archive per tenant below this folder, which `audit --evidence` reads.",
      valueName: "dir"))
  var saveEvidence: String?

  @Flag(
    name: [.customShort("n"), .customLong("dry-run")],
    help: "Say what would be audited, with which permissions and how many requests; no tenant's data is read.")
  var dryRun = false

  @Option(
    help: ArgumentHelp(
      "Begin no tenant after this time of day (msp.timezone, else UTC); the rest count as interrupted (default: audit.deadline).",
      valueName: "hh:mm"))
  var deadline: ClockTimeArgument?

  /// The first of these that was given.
  var firstFlag: String? {
    if user != nil { return "--user" }
    if saveEvidence != nil { return "--save-evidence" }
    if dryRun { return "--dry-run" }
    return deadline == nil ? nil : "--deadline"
  }

  /// - Throws: `ValidationError` for flags that contradict each other.
  func validate(tenants: [String]) throws {
    if user != nil, tenants.count != 1 {
      throw ValidationError("--user needs exactly one tenant: -t TENANT --user USER.")
    }
    if dryRun, saveEvidence != nil {
      throw ValidationError("--dry-run reads nothing, so that --save-evidence has nothing to keep.")
    }
  }

  /// - Parameter start: the moment the run begins.
  func deadline(after start: Timestamp, in configuration: Configuration) throws -> RunDeadline? {
    guard let time = deadline?.time ?? configuration.deadline else { return nil }
    guard let moment = time.next(after: start, in: configuration.timeZone) else {
      throw Trouble(.usage, "the deadline is no time of day in \(configuration.timeZone)", help: "--deadline 05:30")
    }
    // The run's own clock, which `--clock` sets, goes on from here as the machine's does.
    let lead = start.microseconds - Timestamp.now.microseconds
    return RunDeadline(moment: moment, now: { Timestamp(microseconds: Timestamp.now.microseconds + lead) })
  }
}

/// A time of day on the command line.
struct ClockTimeArgument: ExpressibleByArgument {
  let time: ClockTime
  init?(argument: String) {
    guard let time = ClockTime(argument) else { return nil }
    self.time = time
  }
}
