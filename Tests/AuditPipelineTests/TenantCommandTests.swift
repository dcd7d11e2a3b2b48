import Foundation
import Testing

/// `roundsman tenants list` and `link`: what they say without asking anybody.
struct TenantCommandTests {
  private let folder = TemporaryFolder()

  private func run(_ arguments: String...) throws -> ProgramRun {
    try folder.write("the secret itself\n", to: "secret.txt")
    chmod(folder.path + "/secret.txt", 0o600)
    try folder.write("- {id: fabrikam.example, tags: [silver]}\n", to: "tenants.d/a.yaml")
    try folder.write(
      """
      version: 1
      auth:
        app_id: 11111111-2222-3333-4444-555555555555
        client_secret: {file: secret.txt}
        endpoints: {login: "http://127.0.0.1:9", graph: "http://127.0.0.1:9", exchange: "http://127.0.0.1:9"}
      tenants:
        - {id: contoso.example, name: Contoso, tags: [gold]}
        - include: tenants.d/*.yaml
      """, to: "config.yaml")
    return try ProgramRun.run(
      ProgramRun.executable, ["tenants"] + arguments + ["--config", folder.path + "/config.yaml"])
  }

  @Test(arguments: [
    ("", ["Mail Recipients", "View-Only Audit Logs"], ["AuditLogsQuery"]),
    (
      "audit: {audit_source: graph, rules_source: graph}", ["AuditLogsQuery"],
      ["Mail Recipients", "View-Only Audit Logs"]
    ),
  ])
  func `a dry run names the permissions that this configuration needs`(
    settings: String, needed: [String], needless: [String]
  ) throws {
    _ = try run("list")
    try folder.write(try folder.text("config.yaml") + "\n" + settings + "\n", to: "config.yaml")
    let forecast = try ProgramRun.run("audit", "--dry-run", "--config", folder.path + "/config.yaml", in: folder.path)
    #expect(forecast.exit == 0, "\(forecast.errors)")
    for name in needed { #expect(forecast.output.contains(name)) }
    for name in needless { #expect(!forecast.output.contains(name)) }
  }

  @Test func `list shows every tenant with its slug, its tags and the line that it is at`() throws {
    let run = try run("list")
    #expect(run.exit == 0, "\(run.errors)")
    let lines = run.output.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("contoso") && $0.contains("gold") && $0.contains("config.yaml:7") })
    #expect(lines.contains { $0.contains("fabrikam.example") && $0.contains("tenants.d/a.yaml:1") })
  }

  @Test func `-t takes a tag, and says what was probably meant`() throws {
    let tagged = try run("list", "-t", "tag:silver", "--json")
    let document = try JSONSerialization.jsonObject(with: Data(tagged.output.utf8)) as? [String: Any]
    #expect((document?["tenants"] as? [[String: Any]])?.map { $0["id"] as? String } == ["fabrikam.example"])
    let slip = try run("list", "-t", "contos")
    #expect(slip.exit == 64)
    #expect(slip.errors.contains("did you mean contoso?"))
  }

  @Test func `link prints the consent address alone, also of a tenant that is not configured yet`() throws {
    let client = "adminconsent?client_id=11111111-2222-3333-4444-555555555555"
    #expect(try run("link", "contoso").output == "http://127.0.0.1:9/contoso.example/\(client)\n")
    #expect(try run("link", "new.example").output == "http://127.0.0.1:9/new.example/\(client)\n")
    let redirected = try run("link", "contoso", "--redirect-uri", "https://msp.example/a?b=1")
    #expect(redirected.output.hasSuffix("&redirect_uri=https%3A%2F%2Fmsp.example%2Fa%3Fb%3D1\n"))
  }

  @Test func `a secret that others can read stops doctor and test before anybody is asked`() throws {
    _ = try run("list")
    for command in [["doctor"], ["tenants", "test"]] {
      chmod(folder.path + "/secret.txt", 0o644)
      let run = try ProgramRun.run(
        ProgramRun.executable, command + ["--config", folder.path + "/config.yaml", "--json"])
      #expect(run.exit == 78)
      #expect(run.errors.contains(folder.path + "/secret.txt") && run.errors.contains("chmod 600"))
      #expect(!(run.output + run.errors).contains("the secret itself"))
    }
  }
}
