import Foundation
import Testing

/// `roundsman doctor` and `tenants test` against the simulator.
struct DoctorCommandTests {
  private let folder = TemporaryFolder()

  /// The configuration that the simulator prints.
  private func configuration(of simulator: LiveSimulator) throws -> String {
    try folder.write(simulator.configuration, to: "config.yaml")
    return folder.path + "/config.yaml"
  }

  private func verdicts(_ document: [String: Any], tenant index: Int) throws -> [[String: Any]] {
    let tenants = try #require(document["tenants"] as? [[String: Any]])
    return try #require(tenants[index]["diagnoses"] as? [[String: Any]])
  }

  @Test func `what a tenant does not grant is missing with its name, and nothing else is`() throws {
    let simulator = try LiveSimulator(
      fleet: "2x20",
      scenario: ##"{"tenants": {"#1": {"withoutPermissions": ["AuditLog.Read.All"], "auditing": false}}}"##)
    let run = try ProgramRun.run("doctor", "--config", try configuration(of: simulator), "--json", "-o", folder.path)
    #expect([0, 20].contains(run.exit), "\(run.errors)")
    let document = try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let missing = try (0..<2).flatMap { try verdicts(document, tenant: $0) }
      .filter { $0["verdict"] as? String == "missing" }
      .compactMap { ($0["name"] ?? $0["subject"]) as? String }
    #expect(missing.contains("AuditLog.Read.All"))
    #expect(missing.contains("audit log"))
    #expect(!missing.contains("User.Read.All"))
  }

  @Test(arguments: [("auto", "note"), ("exchange", "missing")])
  func `the role for inbox rules is missing where nothing takes its place`(source: String, verdict: String) throws {
    let simulator = try LiveSimulator(fleet: "1x20", scenario: #"{"defaults": {"exchange": "noRules"}}"#)
    try folder.write(simulator.configuration + "\naudit: {rules_source: \(source)}\n", to: "config.yaml")
    let run = try ProgramRun.run("doctor", "--config", folder.path + "/config.yaml", "--json", "-o", folder.path)
    let document = try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let lines = try verdicts(document, tenant: 0).filter { $0["name"] as? String == "Mail Recipients" }
    #expect(lines.map { $0["verdict"] as? String } == [verdict], "\(run.output)")
  }

  @Test func `a wrong secret is one error for all tenants, in doctor and in test`() throws {
    let simulator = try LiveSimulator(fleet: "12x60", scenario: #"{"application": {"secret": "wrong"}}"#)
    let path = try configuration(of: simulator)
    for command in [["doctor", "-o", folder.path], ["tenants", "test"]] {
      let run = try ProgramRun.run(ProgramRun.executable, command + ["--config", path])
      #expect(run.exit == 30)
      #expect(run.errors.components(separatedBy: "error:").count == 2, "\(run.errors)")
      #expect(run.errors.contains("AADSTS7000215"))
    }
  }
}
