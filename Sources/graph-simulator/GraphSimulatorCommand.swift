import ArgumentParser
import GraphSimulator

/// `graph-simulator`.
@main
struct GraphSimulatorCommand: AsyncParsableCommand {
  func run() async throws {}
}
