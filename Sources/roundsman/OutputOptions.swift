import ArgumentParser
import AuditPipeline
import Foundation

/// How a command talks: the flags that every command shares.
struct OutputOptions: ParsableArguments {
  @Flag(name: .long, help: "Print one JSON document on standard output, also on failure.")
  var json = false

  @Flag(name: .shortAndLong, help: "Print nothing unless something needs a person.")
  var quiet = false

  @Flag(
    name: .shortAndLong, help: "Say more about what is being done: -v every request that had to be repeated, -vv all.")
  var verbose: Int

  @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
  var color: ColorChoice = .auto

  @Option(help: ArgumentHelp("Progress on standard error: auto, bar, lines or none.", valueName: "style"))
  var progress: ProgressStyle = .auto
}

enum ColorChoice: String, ExpressibleByArgument, CaseIterable { case auto, always, never }
enum ProgressStyle: String, ExpressibleByArgument, CaseIterable { case auto, bar, lines, none }
