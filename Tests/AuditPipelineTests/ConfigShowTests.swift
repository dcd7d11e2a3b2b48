import Foundation
import Testing

/// `roundsman config show`: every value, where it comes from, and no secret.
struct ConfigShowTests {
  private let folder = TemporaryFolder()

  private func show(_ flags: String...) throws -> ProgramRun {
    try folder.write("the secret itself\n", to: "secret.txt")
    chmod(folder.path + "/secret.txt", 0o600)
    try folder.write(
      """
      - {id: fabrikam.example, slug: fabrikam, countries: [CH], audit: {audit_source: graph, refresh: {nights: 3}, thresholds: {burst_messages: 7}}}
      """, to: "tenants.d/a.yaml")
    try folder.write(
      """
      version: 1
      auth: {app_id: 11111111-2222-3333-4444-555555555555, client_secret: {file: secret.txt}}
      tenants:
        - {id: contoso.example, name: Contoso, tags: [gold]}
        - include: tenants.d/*.yaml
      audit:
        window: 14d
        trusted: {countries: {default: [DE, AT]}}
        thresholds: {deleted_messages: 80}
      limits: {reports_per_tenant: 4/10s}
      """, to: "config.yaml")
    return try ProgramRun.run(
      ProgramRun.executable, ["config", "show", "--config", folder.path + "/config.yaml"] + flags)
  }

  private func line(_ key: String, of run: ProgramRun) throws -> String {
    String(try #require(run.output.split(separator: "\n").first { $0.hasPrefix(key + " ") }))
  }

  @Test func `a value of the file has its line, any other is a default`() throws {
    let run = try show()
    #expect(run.exit == 0, "\(run.errors)")
    #expect(try line("audit.window", of: run).hasSuffix("14d  (\(folder.path)/config.yaml:7)"))
    #expect(try line("limits.reports_per_tenant", of: run).hasSuffix("4/10s  (\(folder.path)/config.yaml:10)"))
    #expect(try line("audit.trusted.countries", of: run).hasSuffix("AT, DE  (\(folder.path)/config.yaml:8)"))
    #expect(try line("audit.thresholds.deleted_messages", of: run).hasSuffix("80  (\(folder.path)/config.yaml:9)"))
    #expect(try line("audit.thresholds.burst_messages", of: run).hasSuffix("10  (default)"))
    #expect(try line("audit.partner_networks", of: run).hasSuffix("none  (default)"))
    #expect(try line("limits.reports_per_application", of: run).hasSuffix("122/10s  (default)"))
    #expect(try line("auth.endpoints.graph", of: run).hasSuffix("https://graph.microsoft.com  (default)"))
  }

  @Test func `a tenant is shown with what it has otherwise and the file that it is in`() throws {
    let run = try show()
    #expect(try line("tenants.contoso", of: run).hasSuffix("tags gold  (\(folder.path)/config.yaml:4)"))
    let other = try line("tenants.fabrikam", of: run)
    #expect(other.contains("audit_source graph; refresh up to 500 users, else in 3 nights"))
    #expect(other.contains("trusted.countries CH; thresholds.burst_messages 7"))
    #expect(other.hasSuffix("(\(folder.path)/tenants.d/a.yaml:1)"))
  }

  @Test func `a secret is shown by its place only`() throws {
    for run in [try show(), try show("--json")] {
      #expect(!run.output.contains("the secret itself"))
      #expect(run.output.contains("****** from \(folder.path)/secret.txt"))
    }
  }

  @Test func `--json is one document with the same settings`() throws {
    let document = try JSONSerialization.jsonObject(with: Data(try show("--json").output.utf8)) as? [String: Any]
    let settings = try #require(document?["settings"] as? [[String: String]])
    #expect(settings.contains(["key": "audit.window", "value": "14d", "origin": "\(folder.path)/config.yaml:7"]))
  }

  @Test func `without a configuration it says where one is looked for`() throws {
    let run = try ProgramRun.run("config", "show", environment: ["HOME": folder.path])
    #expect(run.exit == 78)
    #expect(run.errors.contains("$ROUNDSMAN_CONFIG"))
  }
}
