import AuditModel
import AuditPipeline
import Foundation
import Testing

/// Everything from a tenant is hostile text: every report stays valid, opens, and shows it inertly and visibly.
struct HostileTextTests {
  private let folder = TemporaryFolder()

  private func audit() throws {
    let now = try #require(Timestamp(iso8601: "2026-08-20T02:00:00Z"))
    let fleet = DemoFleet(tenants: 2, users: 24, seed: 3, now: now, hostile: true)
    try fleet.write(night: 2, into: folder.path + "/evidence")
    let run = try ProgramRun.run("audit", "--evidence", folder.path + "/evidence", "-o", folder.path + "/out", "-q")
    #expect([0, 20].contains(run.exit), "\(run.errors)")
  }

  @Test func `the JSON is valid, follows its schema and carries the raw names`() throws {
    try audit()
    let schema = try ProgramRun.run("schema")
    try folder.write(schema.output, to: "schema.json")
    let script = """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1]))
      jsonschema.Draft202012Validator.check_schema(schema)
      for path in sys.argv[2:]:
        document = json.load(open(path, encoding="utf-8"))
        jsonschema.Draft202012Validator(schema).validate(document)
      names = json.dumps(document, ensure_ascii=False)
      print("img" in names)
      """
    let documents = folder.files(below: "out/latest").filter {
      $0.hasSuffix("fleet.json") || $0.hasSuffix("report.json")
    }
    #expect(documents.count == 4)
    let run = try ProgramRun.run(
      "/usr/bin/env",
      ["python3", "-c", script, folder.path + "/schema.json"] + documents.map { folder.path + "/out/latest/" + $0 })
    #expect(run.exit == 0, "\(run.errors)")
  }

  @Test func `an error that names a tenant's own text does not move the cursor`() throws {
    let manifest =
      #"{"format":"roundsman/evidence/1","tenant":{"id":"\u001b[31mevil","display_name":"x","cloud":"global"},"kinds":{}}"#
    for name in ["a", "b"] { try folder.write(manifest, to: "twice/\(name)/manifest.json") }
    let run = try ProgramRun.run("audit", "--evidence", folder.path + "/twice", "-o", folder.path + "/out")
    #expect(run.exit == 64, "\(run.errors)")
    #expect(run.errors.contains("⟨U+001B⟩"))
    #expect(!run.errors.contains("\u{1B}"))
  }

  @Test func `the workbook opens in openpyxl and LibreOffice and holds no formula`() throws {
    try audit()
    let path = folder.path + "/out/latest/fleet.xlsx"
    let users = try Workbook.rows(of: path, sheet: "Users")
    #expect(users.contains { $0.contains { $0.contains("=cmd|'/c calc'!A1") } })
    #expect(users.contains { $0.contains { $0.contains("⟨U+202E⟩") } })
    #expect(users.contains { $0.contains { $0.contains("<img src=x onerror=alert(1)>") } })
    let script = """
      import sys, openpyxl
      book = openpyxl.load_workbook(sys.argv[1])
      print(sum(c.data_type == "f" for s in book for row in s.iter_rows() for c in row))
      """
    let formulas = try ProgramRun.run("/usr/bin/env", ["python3", "-c", script, path])
    #expect(formulas.output.trimmingCharacters(in: .whitespacesAndNewlines) == "0", "\(formulas.errors)")
    let office = try ProgramRun.run(
      "/usr/bin/env",
      [
        "soffice", "-env:UserInstallation=file://\(folder.path)/office", "--headless", "--convert-to", "csv",
        "--outdir",
        folder.path + "/csv", path,
      ])
    #expect(office.exit == 0, "\(office.errors)")
    #expect(folder.exists("csv/fleet.csv"))
  }

  @Test func `the page raises no console message and asks for nothing`() throws {
    try audit()
    for page in folder.files(below: "out/latest").filter({ $0.hasSuffix(".html") }) {
      let run = try ProgramRun.run(
        "/usr/bin/env",
        [
          "chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
          "--user-data-dir=\(folder.path)/chromium", "--enable-logging=stderr", "--v=0", "--virtual-time-budget=2000",
          "--dump-dom", "file://\(folder.path)/out/latest/\(page)",
        ])
      #expect(run.exit == 0)
      #expect(run.output.contains("</html>"))
      #expect(!run.output.contains("<img src=x"))
      #expect(!run.errors.contains("CONSOLE"), "\(page): \(run.errors)")
    }
  }
}
