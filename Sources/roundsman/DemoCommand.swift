import ArgumentParser
import AuditModel
import AuditPipeline
import Foundation

/// `roundsman demo`: a synthetic fleet through the same pipeline as everything else.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Audit a synthetic fleet with known compromises, without tenant or network, and write all reports.",
    discussion: """
      Three nights are audited (a week ago, last night, tonight), so that trends show. The evidence is kept in the output
      folder, ready for: roundsman audit --evidence DIR/demo-evidence/3

      Examples:
        roundsman demo
        roundsman demo -o /tmp/demo --tenants 40 --users 2000 --seed 7
      """)

  @Option(help: ArgumentHelp("How many tenants, 1 to 5000.", valueName: "n"))
  var tenants = 12

  @Option(help: ArgumentHelp("How many users in all, at least one per tenant.", valueName: "n"))
  var users = 600

  @Option(help: ArgumentHelp("The same seed gives the same fleet.", valueName: "n"))
  var seed: UInt64 = 1

  @OptionGroup(title: "Output") var outputs: RunOutputOptions
  @OptionGroup(title: "Run") var runOptions: RunOptions
  @OptionGroup(title: "Messages") var output: OutputOptions

  func validate() throws {
    guard (1...5_000).contains(tenants) else {
      throw ValidationError("--tenants must be from 1 to 5000, not \(tenants).")
    }
    guard users >= tenants, users <= 1_000_000 else {
      throw ValidationError("--users must be from \(tenants) (one per tenant) to 1000000, not \(users).")
    }
  }

  func run() async throws {
    await CommandRunner(output).run { console in
      let clock = runOptions.clock?.moment ?? Timestamp.now
      let configuration = try outputs.configuration(concurrency: runOptions.concurrency)
      let demo = Demo(
        configuration: configuration, outputDirectory: outputs.directory(configuration),
        fleet: DemoFleet(tenants: tenants, users: users, seed: seed, now: clock), startedAt: clock,
        runID: runOptions.runID(startedAt: clock), failOn: runOptions.failOn.severity)
      let outcome = try await demo.run(
        now: { runOptions.clock?.moment ?? Timestamp.now }, reporter: console.reporter)
      console.show(outcome, exit: outcome.exit)
      console.show("Evidence of each night: \(demo.evidenceDirectory)/1 (a week ago), /2 (last night), /3 (tonight)")
      return outcome.exit
    }
  }
}
