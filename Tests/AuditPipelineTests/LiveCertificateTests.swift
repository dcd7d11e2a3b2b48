import Foundation
import Testing

/// A live audit that proves who it is with a certificate instead of a secret.
@Suite(.serialized, .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")))
struct LiveCertificateTests {
  private let audit = TrialAudit()

  /// A certificate that signed itself, with its key: `NAME.pem` and `NAME.key`, the key readable by nobody else.
  private func make(_ name: String, _ options: String...) throws {
    let path = audit.folder.path + "/" + name
    let made = try ProgramRun.run(
      "/usr/bin/openssl",
      ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=roundsman.example"]
        + ["-keyout", path + ".key", "-out", path + ".pem"] + options)
    try #require(made.exit == 0, "\(made.errors)")
    chmod(path + ".key", 0o600)
    chmod(path + ".pem", 0o600)
  }

  /// The simulator's configuration with a certificate in place of the secret.
  private func configuration(_ simulator: LiveSimulator, _ lines: String) throws -> String {
    let secret = try #require(simulator.configuration.firstMatch(of: /\n  client_secret: .*/))
    return simulator.configuration.replacing(secret.output, with: lines)
  }

  @Test func `findings are the same as with a secret, and no secret is sent`() throws {
    try make("own")
    let simulator = try LiveSimulator(
      fleet: "4x10", scenario: #"{"application": {"secret": "wrong"}}"#,
      ["--certificate", audit.folder.path + "/own.pem"])
    let run = try audit.start(
      simulator,
      configuration: configuration(simulator, "\n  certificate: {file: own.pem}\n  certificate_key: {file: own.key}")
    ).finish()
    try audit.expectSame(run, as: OfflineFleet.small.get())
    let key = try audit.folder.text("own.key").split(separator: "\n")[1]
    #expect(!run.errors.contains(key) && !run.output.contains(key))
    #expect(try simulator.observations().isPolite)
  }

  @Test func `a certificate that Microsoft does not know is one clear error`() throws {
    try make("own")
    try make("other")
    let both = try audit.folder.text("other.pem") + audit.folder.text("other.key")
    try audit.folder.write(both, to: "both.pem")
    chmod(audit.folder.path + "/both.pem", 0o600)
    let simulator = try LiveSimulator(fleet: "4x10", ["--certificate", audit.folder.path + "/own.pem"])
    let run = try audit.start(
      simulator, limits: ["new_certificate_wait": "10ms"],
      configuration: configuration(simulator, "\n  certificate: {file: both.pem}")
    ).finish()
    #expect(run.exit == 30, "\(run.errors.suffix(1_500))")
    #expect(run.errors.contains("AADSTS700027"), "\(run.errors.suffix(1_500))")
    #expect(try #require(simulator.observations().number("requests")) <= 16)
  }
}
