import ArgumentParser
import AuditPipeline

/// `roundsman explain`: what a check, a reason code or an exit code means.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a check, a reason code or the exit codes.",
    discussion: """
      Examples:
        roundsman explain mailbox-rules
        roundsman explain license.required
        roundsman explain exit-codes
        roundsman explain --all
      """)

  @Argument(help: ArgumentHelp("A check id, a reason code, an exit code or exit-codes.", valueName: "name"))
  var name: String?

  @Flag(help: "List every check and every reason code.")
  var all = false

  @OptionGroup(title: "Messages") var output: OutputOptions

  func run() async throws {
    await CommandRunner(output, stopped: "nothing was changed").run { console in
      let explanation = all || name == nil ? Explanation.all : try Explanation(of: name ?? "")
      if console.isJSON { console.show(json: JSONText.of(explanation)) } else { console.show(explanation.text) }
      return .success
    }
  }
}
