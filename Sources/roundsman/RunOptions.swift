import ArgumentParser
import AuditModel
import AuditPipeline
import Foundation

/// Where a run writes, and in which formats.
struct RunOutputOptions: ParsableArguments {
  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("The folder for reports (default: reports).", valueName: "dir"))
  var output: String?

  @Option(help: ArgumentHelp("Formats to write, separated by commas: html, xlsx, json.", valueName: "formats"))
  var format: FormatsArgument?

  @OptionGroup var configured: ConfigurationOption

  @Option(help: ArgumentHelp("A folder whose templates replace the built-in ones.", valueName: "dir"))
  var templates: String?

  /// The configuration with this command's flags laid over it.
  func configuration(
    lookBack: LookBackArgument? = nil, concurrency: Int? = nil
  ) throws -> Configuration {
    var configuration = try configured.read()
    if let format { configuration.formats = format.formats }
    if let templates { configuration.templatesDirectory = templates }
    if let lookBack { configuration.windowInDays = lookBack.days }
    if let concurrency { configuration.concurrentTenants = concurrency }
    return configuration
  }

  func directory(_ configuration: Configuration) -> String { output ?? configuration.reportDirectory ?? "reports" }
}

/// How a run goes and ends.
struct RunOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Tenants judged at the same time, 1 to 256 (default: 16).", valueName: "n"))
  var concurrency: Int?

  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp("End with exit code 10 when there is a finding this severe: never, low, medium, high, critical.")
  )
  var failOn: FailOnArgument = .never

  @Option(
    name: .customLong("run-id"),
    help: ArgumentHelp("The run's id (default: made from the clock and chance).", valueName: "id"))
  var identifier: String?

  @Option(
    help: ArgumentHelp(
      "Take this as the time of day of the run, so that the same evidence gives the same bytes.", valueName: "time"))
  var clock: MomentArgument?

  func validate() throws {
    if let concurrency, !(1...256).contains(concurrency) {
      throw ValidationError("--concurrency must be from 1 to 256, not \(concurrency).")
    }
    if let identifier {
      let isPlain = identifier.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
      guard isPlain, (1...64).contains(identifier.count) else {
        throw ValidationError("--run-id takes 1 to 64 letters, digits, dots, dashes and underscores.")
      }
    }
  }

  func runID(startedAt: Timestamp) -> RunID {
    if let identifier { return RunID(identifier) }
    return RunID.generated(at: startedAt, chance: UInt64.random(in: .min ... .max))
  }
}

enum FailOnArgument: String, ExpressibleByArgument, CaseIterable {
  case never, low, medium, high, critical
  var severity: Severity? { Severity(rawValue: rawValue) }
}

/// `new`, `any`, `never` or a percentage on the command line.
struct IncompletePolicyArgument: ExpressibleByArgument {
  let policy: IncompletePolicy
  init?(argument: String) {
    guard let policy = IncompletePolicy(argument) else { return nil }
    self.policy = policy
  }
}

/// A moment on the command line.
struct MomentArgument: ExpressibleByArgument {
  let moment: Timestamp
  init?(argument: String) {
    guard let moment = Timestamp(iso8601: argument) else { return nil }
    self.moment = moment
  }
}

/// A number of days on the command line.
struct LookBackArgument: ExpressibleByArgument {
  let days: Int
  init?(argument: String) {
    guard let days = LookBack.days(argument) else { return nil }
    self.days = days
  }
}

struct FormatsArgument: ExpressibleByArgument {
  let formats: [ReportFormat]
  init?(argument: String) {
    let names = argument.split(separator: ",").map(String.init)
    let formats = names.compactMap(ReportFormat.init)
    guard !names.isEmpty, formats.count == names.count else { return nil }
    self.formats = ReportFormat.allCases.filter(formats.contains)
  }
}

extension Timestamp {
  /// The computer's clock; only the executables read it.
  static var now: Timestamp { Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) }
}
