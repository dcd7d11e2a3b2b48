import Foundation
import Testing

/// What `graph-simulator` writes beside its configuration.
struct SimulatorConfigurationTests {
  private let folder = TemporaryFolder()

  private func simulator(_ arguments: String...) throws -> ProgramRun {
    let program = (ProgramRun.executable as NSString).deletingLastPathComponent + "/graph-simulator"
    return try ProgramRun.run(
      program, ["--fleet", "1x3", "--listen", "127.0.0.1:8790", "--print-config"] + arguments, in: folder.path)
  }

  @Test func `printing a configuration writes nothing`() throws {
    try folder.write("mine", to: "secret.txt")
    let run = try simulator()
    #expect(run.exit == 0 && run.output.contains("client_secret: {env: GRAPH_SIMULATOR_SECRET}"), "\(run.errors)")
    #expect(folder.files() == ["secret.txt"])
    #expect(try folder.text("secret.txt") == "mine")
  }

  @Test func `a secret of somebody else is never replaced, one of its own is`() throws {
    for _ in 1...2 { #expect(try simulator("--config-dir", "sim").exit == 0) }
    #expect(folder.exists("sim/config.yaml") && folder.exists("sim/secret.txt"))
    for name in ["secret.txt", "refresh-token.txt"] {
      let own = try folder.text("sim/" + name)
      try folder.write("0.AXoA-mine", to: "sim/" + name)
      let run = try simulator("--config-dir", "sim")
      #expect(run.exit == 70 && run.errors.contains(name), "\(run.errors)")
      #expect(try folder.text("sim/" + name) == "0.AXoA-mine")
      try folder.write(own, to: "sim/" + name)
    }
  }
}
