import Foundation
import Testing

/// The command as a person or a script meets it.
struct CommandTests {
  private let folder = TemporaryFolder()

  @Test(arguments: ["demo", "doctor", "tenants", "import", "audit", "report", "explain", "config", "schema"])
  func `every command's help has an example`(command: String) throws {
    let run = try ProgramRun.run(command, "--help")
    #expect(run.exit == 0)
    #expect(run.output.contains("roundsman \(command)"))
    #expect(run.output.contains("Example"))
  }

  @Test func `bare roundsman says what to try first`() throws {
    let run = try ProgramRun.run()
    #expect(run.exit == 0)
    #expect(run.output.contains("roundsman demo"))
    #expect(run.output.split(separator: "\n", omittingEmptySubsequences: false).count <= 14)
  }

  @Test(arguments: [
    ["audit", "--evidence"], ["audit", "--as-of", "2026-08-20"], ["audit", "--evidence", "x", "--user", "ada"],
    ["audit", "--evidence", "x", "--save-evidence", "y"], ["audit", "--evidence", "x", "-n"],
    ["audit", "--evidence", "x", "--deadline", "05:30"], ["audit", "--deadline", "25:00"], ["audit", "--user", "ada"],
    ["audit", "-t", "a", "-t", "b", "--user", "ada"], ["audit", "-n", "--save-evidence", "y"],
    ["tenants", "link"], ["doctor", "--concurrency", "0"], ["audit", "--evidence", "x", "--as-of", "tomorrow"],
    ["audit", "--evidence", "x", "--since", "0d"], ["audit", "--evidence", "x", "--concurrency", "0"],
    ["audit", "--evidence", "x", "--format", "pdf"], ["import", "-t", "x", "-o", "y"], ["demo", "--tenants", "0"],
    ["demo", "--tenants", "5", "--users", "4"], ["frobnicate"], ["audit", "--evidenec", "x"],
  ])
  func `a command that is not understood ends with 64 and says so on standard error`(arguments: [String]) throws {
    let run = try ProgramRun.run(ProgramRun.executable, arguments, in: folder.path)
    #expect(run.exit == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("Error:") || run.errors.contains("error:"))
  }

  @Test(arguments: [["audit"], ["audit", "-n"], ["doctor"], ["tenants", "list"], ["tenants", "test"]])
  func `without any configuration the way to begin is shown`(arguments: [String]) throws {
    let run = try ProgramRun.run(
      ProgramRun.executable, arguments, in: folder.path, environment: ["HOME": folder.path, "ROUNDSMAN_CONFIG": ""])
    #expect(run.exit == 78)
    #expect(run.output.isEmpty)
    for words in ["roundsman demo", "app_id", "client_secret", "tenants:"] { #expect(run.errors.contains(words)) }
    #expect(!folder.exists("reports"))
  }

  @Test func `an evidence folder that is not there is an error with its place and what to do`() throws {
    let run = try ProgramRun.run("audit", "--evidence", folder.path + "/nothing", "-o", folder.path + "/out")
    #expect(run.exit == 65)
    #expect(run.errors.contains(folder.path + "/nothing"))
    #expect(run.errors.contains("help:"))
    #expect(!folder.exists("out"))
  }

  @Test func `--json prints one document on standard output, also when the command fails`() throws {
    let run = try ProgramRun.run("audit", "--evidence", folder.path + "/nothing", "-o", folder.path + "/out", "--json")
    let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    #expect(document?["exit_code"] as? Int == 65)
    #expect((document?["error"] as? String)?.isEmpty == false)
  }

  @Test func `an output folder that cannot be made ends with 73 and loses nothing`() throws {
    try folder.write("in the way", to: "out")
    let run = try ProgramRun.run("demo", "--tenants", "1", "--users", "3", "-o", folder.path + "/out")
    #expect(run.exit == 73, "\(run.errors)")
    #expect(try folder.text("out") == "in the way")
  }

  @Test func `--quiet prints nothing at all when all is well`() throws {
    let run = try ProgramRun.run("demo", "--tenants", "2", "--users", "12", "-o", folder.path + "/out", "--quiet")
    #expect(run.exit == 0, "\(run.errors)")
    #expect(run.output.isEmpty)
    #expect(run.errors.split(separator: "\n").allSatisfy { $0.contains("warning") })
  }

  @Test func `explain answers for checks, reasons and exit codes, and helps with a slip`() throws {
    #expect(try ProgramRun.run("explain", "mailbox-rules").output.contains("mailbox-rules"))
    #expect(try ProgramRun.run("explain", "license.required").output.contains("Not licensed"))
    #expect(try ProgramRun.run("explain", "exit-codes").output.contains("143"))
    let slip = try ProgramRun.run("explain", "mailbox-rule")
    #expect(slip.exit == 64)
    #expect(slip.errors.contains("did you mean mailbox-rules?"))
    #expect(try ProgramRun.run("explain", "forwarding").errors.contains("did you mean mailbox-forwarding?"))
  }

  @Test func `a demo never touches a folder that holds the history of real audits`() throws {
    let fleet = folder.path + "/fleet"
    #expect(try ProgramRun.run("demo", "--tenants", "1", "--users", "4", "-o", fleet, "-q").exit == 0)
    let evidence = fleet + "/demo-evidence/3"
    #expect(
      [0, 20].contains(try ProgramRun.run("audit", "--evidence", evidence, "-o", folder.path + "/real", "-q").exit))
    let before = try folder.data("real/history.sqlite")
    let run = try ProgramRun.run("demo", "--tenants", "1", "--users", "4", "-o", folder.path + "/real")
    #expect(run.exit == 64)
    #expect(try folder.data("real/history.sqlite") == before)
  }
}
