import ArgumentParser
import AuditPipeline

/// `roundsman schema`: the JSON Schema of the JSON reports.
struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema that fleet.json and report.json follow.",
    discussion: """
      Example:
        roundsman schema > report.schema.json
      """)

  func run() async throws { print(ReportPublisher.schema, terminator: "") }
}
