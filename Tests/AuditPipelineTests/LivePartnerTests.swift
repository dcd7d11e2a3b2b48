import Foundation
import Testing

/// Tenants that the partner's relationships name, of the real program against the simulator.
@Suite(.serialized) struct LivePartnerTests {
  private let audit = TrialAudit()

  /// The simulator's configuration in which only the first tenants are named, and the others are to be found.
  private func discovering(_ simulator: LiveSimulator, naming count: Int) throws -> String {
    var seen = 0
    let lines = simulator.configuration.split(separator: "\n").flatMap { line -> [Substring] in
      if line == "tenants:" { return [line, "  - discover: gdap"] }
      if line.hasPrefix("  - id:") { seen += 1 }
      let isOfTenant = seen > 0 && (line.hasPrefix("  - id:") || line.hasPrefix("    "))
      return isOfTenant && seen > count ? [] : [line]
    }
    try #require(seen > count)
    return lines.joined(separator: "\n")
  }

  private func run(_ simulator: LiveSimulator, naming count: Int, _ further: String...) throws -> ProgramRun {
    try audit.start(simulator, configuration: discovering(simulator, naming: count), further).finish()
  }

  @Test func `customers are found, and a relationship that ends soon is warned about`() throws {
    let simulator = try LiveSimulator(
      fleet: "4x10", scenario: ##"{"tenants": {"#2": {"relationship": "expiring"}, "#3": {"relationship": "none"}}}"##)
    let run = try run(simulator, naming: 1)
    #expect([0, 20].contains(run.exit), "\(run.errors.suffix(1_500))")
    let found = try TenantReport.all(in: audit.document("live"))
    let ids = try (0..<4).map { try LiveSimulator.tenantID(at: $0, of: "4x10") }
    #expect(Set(found.keys) == [ids[0], ids[1], ids[3]])
    let warnings = run.errors.split(separator: "\n").filter { $0.contains("partner relationship") }
    #expect(warnings.count == 1, "\(warnings)")
    #expect(warnings.first?.contains(ids[1]) == true && warnings.first?.contains("2026-08-30, in 10 days") == true)
  }

  @Test(arguments: [["audit"], ["audit", "--dry-run"], ["tenants", "list"], ["doctor"]])
  func `what a customer is called moves no cursor in a warning`(command: [String]) throws {
    let simulator = try LiveSimulator(
      fleet: "4x10", scenario: #"{"defaults": {"relationship": "expiring"}}"#, ["--hostile"])
    try audit.configure(simulator, configuration: discovering(simulator, naming: 1))
    let run = try ProgramRun.run(
      ProgramRun.executable,
      command
        + ["--config", audit.folder.path + "/live.yaml", "-o", audit.folder.path + "/out"].prefix(
          command[0] == "tenants" ? 2 : 4))
    #expect(run.errors.contains("partner relationship"), "\(run.errors)")
    let forbidden: Set<Unicode.Scalar> = ["\u{1B}", "\u{202E}", "\u{7}"]
    #expect(!(run.errors + run.output).unicodeScalars.contains { forbidden.contains($0) })
  }

  static let refusal = #"{"partner": {"applicationPermission": false}}"#

  @Test func `customers that cannot be listed leave the named tenants audited, with an error and exit 20`() throws {
    let simulator = try LiveSimulator(fleet: "4x10", scenario: Self.refusal)
    let run = try run(simulator, naming: 2, "--fail-on-incomplete", "new")
    #expect(run.exit == 20, "\(run.errors.suffix(1_500))")
    let error = run.errors.split(separator: "\n").filter { $0.contains("customers cannot be listed") }
    #expect(error.count == 1 && error[0].contains("error"), "\(error)")
    #expect(error.first?.contains("delegatedAdminRelationships") == true, "\(error)")
    let expected = try TenantReport.all(in: OfflineFleet.small.get())
    let found = try TenantReport.all(in: audit.document("live"))
    let ids = try (0..<2).map { try LiveSimulator.tenantID(at: $0, of: "4x10") }
    #expect(Set(found.keys) == Set(ids))
    for id in ids { #expect(found[id]?.findings == expected[id]?.findings) }
    try Secrets(simulator).expectNone(in: run, audit.folder)
  }

  @Test func `customers of the night before count as not seen, for the reason that they could not be listed`() throws {
    let first = try run(try LiveSimulator(fleet: "4x10"), naming: 2, "--run-id", "first")
    #expect([0, 20].contains(first.exit), "\(first.errors.suffix(1_500))")
    let second = try run(
      try LiveSimulator(fleet: "4x10", scenario: Self.refusal), naming: 2, "--run-id", "second")
    #expect(second.exit == 0, "\(second.errors.suffix(1_500))")
    let found = try TenantReport.all(in: audit.document("live"))
    #expect(found.count == 4)
    for index in 2..<4 {
      let errors = try #require(found[LiveSimulator.tenantID(at: index, of: "4x10")]).errors
      #expect(errors.contains { $0.contains("customers could not be listed") }, "\(errors)")
      #expect(!errors.contains { $0.contains("--departed") })
    }
  }

  @Test func `without a named tenant nothing can be audited, and a word that names none says why`() throws {
    let simulator = try LiveSimulator(fleet: "4x10", scenario: Self.refusal)
    let none = try run(simulator, naming: 0)
    #expect(none.exit == 30, "\(none.errors.suffix(1_500))")
    #expect(none.errors.contains("customers cannot be listed"))
    let word = try run(simulator, naming: 1, "-t", "somebody-else")
    #expect(word.exit == 30, "\(word.errors.suffix(1_500))")
    #expect(word.errors.contains("customers cannot be listed"))
  }

  @Test func `tenants list, tenants test and doctor look at those that are named, and end with 20`() throws {
    let simulator = try LiveSimulator(fleet: "4x10", scenario: Self.refusal)
    try audit.configure(simulator, configuration: discovering(simulator, naming: 1))
    for command in [["tenants", "list"], ["tenants", "test"], ["doctor"], ["audit", "--dry-run"]] {
      let run = try ProgramRun.run(
        ProgramRun.executable, command + ["--config", audit.folder.path + "/live.yaml"])
      #expect(run.exit == 20, "\(command): \(run.errors.suffix(1_500))")
      #expect(run.errors.contains("error: the partner's customers cannot be listed"), "\(command): \(run.errors)")
      #expect(run.output.contains("1 tenant"), "\(command): \(run.output)")
    }
  }
}
