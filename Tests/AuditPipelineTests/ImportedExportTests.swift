import Foundation
import Testing

/// Exports that analysts have, from the file to the finding.
struct ImportedExportTests {
  private let folder = TemporaryFolder()

  @Test(.enabled(if: Checkout.sharedData != nil, "needs ../shared/data beside the checkout"))
  func `the inbox-rule story of the training lab is found and attributed, and the rest is counted`() throws {
    let lab = try #require(Checkout.sharedData) + "/audit-exports/sentinel-training-lab/"
    let files = try FileManager.default.contentsOfDirectory(atPath: lab).filter { $0.hasSuffix(".csv") }.sorted()
    let imported = try ProgramRun.run(
      ProgramRun.executable,
      ["import"] + files.map { lab + $0 } + ["-t", "lab", "-o", folder.path + "/evidence/lab", "--json"])
    #expect(imported.exit == 20)
    let run = try ProgramRun.run(
      "audit", "--evidence", folder.path + "/evidence", "--as-of", "2021-05-01", "--since", "90d", "-o",
      folder.path + "/out", "-q")
    #expect([0, 20].contains(run.exit), "\(run.errors)")
    let document = try #require(
      try JSONSerialization.jsonObject(with: folder.data("out/latest/fleet.json")) as? [String: Any])
    let findings = try #require(document["findings"] as? [[String: Any]])
    let changes = findings.filter { $0["check_id"] as? String == "inbox-rule-changes" }
    let adele = changes.filter {
      ($0["user_principal_name"] as? String)?.lowercased() == "adelev@contoso.onmicrosoft.com"
    }
    let rules = adele.flatMap { $0["details"] as? [[String: Any]] ?? [] }.compactMap { $0["value"] as? String }
    #expect(rules.contains("rule2"))
    #expect(rules.contains("my_rule1"))
    #expect(adele.contains { $0["severity"] as? String == "high" })
  }

  @Test func `a Purview export becomes a finding with its actor and address`() throws {
    let detail = """
      {"Id":"0d000000-0000-4000-8000-000000000001","CreationTime":"2026-08-19T10:05:00","Operation":"New-InboxRule","RecordType":1,\
      "ResultStatus":"True","UserType":0,"Workload":"Exchange","UserId":"ada@contoso.example","ClientIP":"203.0.113.7:50123",\
      "ObjectId":"EURPR01A000.PROD.OUTLOOK.COM/Microsoft Exchange Hosted Organizations/contoso.onmicrosoft.com/ada\\\\.",\
      "Parameters":[{"Name":"Name","Value":"."},{"Name":"ForwardTo","Value":"drop@elsewhere.example"},{"Name":"DeleteMessage","Value":"True"}]}
      """
    let cell = "\"" + detail.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    try folder.write(
      "RecordId,CreationDate,RecordType,Operation,UserId,AuditData,AssociatedAdminUnits,AssociatedAdminUnitsNames\n"
        + "0d000000-0000-4000-8000-000000000001,2026-08-19T10:05:00.0000000Z,1,New-InboxRule,ada@contoso.example,\(cell),,\n"
        + "broken,not a date,1,New-InboxRule,ada@contoso.example,{,,\n", to: "export.csv")
    let imported = try ProgramRun.run(
      "import", folder.path + "/export.csv", "-t", "contoso", "--domain", "contoso.example", "-o",
      folder.path + "/evidence/contoso")
    #expect(imported.exit == 20)
    #expect((imported.output + imported.errors).contains("line 3"))
    let run = try ProgramRun.run(
      "audit", "--evidence", folder.path + "/evidence", "--as-of", "2026-08-20", "-o", folder.path + "/out", "--json")
    #expect(run.exit == 20)
    let json = try folder.text("out/latest/fleet.json")
    #expect(json.contains("drop@elsewhere.example"))
    #expect(json.contains("203.0.113.7"))
    #expect(json.contains("ada@contoso.example"))
  }

  @Test func `an exported log is no clean bill until somebody vouches for it`() throws {
    let detail =
      #"{""Id"":""1"",""CreationTime"":""2026-08-19T10:05:00"",""Operation"":""UserLoggedIn"",""UserId"":""ada@contoso.example""}"#
    try folder.write(
      "RecordId,CreationDate,RecordType,Operation,UserId,AuditData,AssociatedAdminUnits,AssociatedAdminUnitsNames\n"
        + "1,2026-08-19T10:05:00Z,15,UserLoggedIn,ada@contoso.example,\"\(detail)\",,\n", to: "export.csv")
    #expect(try outcome(of: "inbox-rule-changes", importing: []) == "partial")
    #expect(try outcome(of: "inbox-rule-changes", importing: ["--complete", "unified_audit"]) == "clear")
  }

  /// The result of a check over the export, imported with these arguments.
  private func outcome(of check: String, importing arguments: [String]) throws -> String? {
    let name = "n\(arguments.count)"
    let imported = try ProgramRun.run(
      ProgramRun.executable,
      ["import", folder.path + "/export.csv", "-t", "contoso", "-o", folder.path + "/\(name)/contoso"] + arguments)
    #expect(imported.exit == 0, "\(imported.errors)")
    _ = try ProgramRun.run(
      "audit", "--evidence", folder.path + "/\(name)", "--as-of", "2026-08-20", "-o", folder.path + "/out-\(name)", "-q"
    )
    let document =
      try JSONSerialization.jsonObject(with: folder.data("out-\(name)/latest/fleet.json")) as? [String: Any]
    let checks = try #require((document?["tenants"] as? [[String: Any]])?.first?["checks"] as? [[String: Any]])
    return checks.first { $0["check_id"] as? String == check }?["result"] as? String
  }

  @Test func `nothing importable leaves no archive and ends with 30`() throws {
    try folder.write("a,b\n1,2\n", to: "table.csv")
    let run = try ProgramRun.run("import", folder.path + "/table.csv", "-t", "x", "-o", folder.path + "/evidence/x")
    #expect(run.exit == 30)
    #expect((run.output + run.errors).contains("not recognised"))
    #expect(!folder.exists("evidence/x"))
  }
}
