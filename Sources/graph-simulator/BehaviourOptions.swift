import ArgumentParser
import GraphSimulator

/// How the tenants answer.
struct BehaviourOptions: ParsableArguments {
  @Option(help: ArgumentHelp("What differs, for all tenants and for single ones.", valueName: "file.json"))
  var scenario: String?

  @Option(help: "Microsoft's published quotas, or none.")
  var quotas = SimulatorSettings.Quotas.none

  @Option(
    name: .customLong("time-scale"),
    help: ArgumentHelp("How much faster than real time quotas run: 10 makes ten seconds one.", valueName: "x"))
  var timeScale = 1.0

  @Option(help: ArgumentHelp("Wait so long before every answer, such as 20ms or 1s.", valueName: "time"))
  var latency = LatencyArgument(seconds: 0)

  @Option(
    help: ArgumentHelp("A PEM file of a certificate that the application may use; repeatable.", valueName: "file"))
  var certificate: [String] = []

  @Option(help: ArgumentHelp("Megabytes of rendered evidence to keep in memory.", valueName: "n"))
  var memory = 64

  func validate() throws {
    guard timeScale > 0, timeScale <= 10_000 else {
      throw ValidationError("--time-scale must be above 0, at most 10000.")
    }
    guard (1...65_536).contains(memory) else { throw ValidationError("--memory must be from 1 to 65536.") }
  }

  func apply(to settings: inout SimulatorSettings) {
    settings.scenarioFile = scenario
    settings.quotas = quotas
    settings.timeScale = timeScale
    settings.latency = latency.seconds
    settings.certificates = certificate
    settings.memory = memory << 20
  }
}

extension SimulatorSettings.Quotas: ExpressibleByArgument {}

/// `20ms`, `1.5s` or seconds.
struct LatencyArgument: ExpressibleByArgument {
  let seconds: Double

  init(seconds: Double) { self.seconds = seconds }

  init?(argument: String) {
    let isMilliseconds = argument.hasSuffix("ms")
    let digits = isMilliseconds ? argument.dropLast(2) : argument.hasSuffix("s") ? argument.dropLast() : argument[...]
    guard let number = Double(digits), number >= 0, number <= 600_000 else { return nil }
    seconds = isMilliseconds ? number / 1_000 : number
  }

  var defaultValueDescription: String { "\(seconds)s" }
}
