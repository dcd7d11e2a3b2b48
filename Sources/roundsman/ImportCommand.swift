import ArgumentParser
import AuditModel
import AuditPipeline
import AuditReports
import EvidenceImport

/// `roundsman import`: foreign exports become an evidence archive.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn exports that analysts have into an evidence archive that `roundsman audit --evidence` judges.",
    discussion: """
      Read, and recognised by content: Purview audit CSV, PowerShell Search-UnifiedAuditLog CSV, audit NDJSON and JSON,
      Log Analytics CSV (OfficeActivity, SigninLogs, AuditLogs), saved Microsoft Graph and Exchange JSON pages.

      Examples:
        roundsman import AuditLog_*.csv -t contoso -o evidence/contoso
        roundsman import users.json rules.json audit.csv -t 11111111-2222-3333-4444-555555555555 --domain contoso.example -o evidence/contoso

      Ends with 20 when a file or row could not be read; everything else is kept.
      """)

  @Argument(help: ArgumentHelp("Files to import.", valueName: "file"))
  var files: [String]

  @Option(
    name: [.short, .customLong("tenant")],
    help: ArgumentHelp("The tenant: its id, or a name for it.", valueName: "tenant"))
  var tenant: String

  @Option(
    name: [.short, .customLong("output")], help: ArgumentHelp("The folder of the new archive.", valueName: "dir"))
  var output: String

  @Option(help: ArgumentHelp("The tenant's default domain, counted as its own. Repeatable.", valueName: "domain"))
  var domain: [String] = []

  @Option(help: ArgumentHelp("Whose rules or methods a saved page holds when it does not say.", valueName: "user"))
  var owner: String?

  @Option(
    help: ArgumentHelp(
      "A kind of evidence of which the export holds everybody and everything, such as unified_audit, or all. Repeatable. Without it what was imported counts as partly collected.",
      valueName: "kind"))
  var complete: [EvidenceKindArgument] = []

  @OptionGroup(title: "Messages") var messages: OutputOptions

  func validate() throws {
    guard tenant.contains(where: { !$0.isWhitespace }) else { throw ValidationError("--tenant needs a name or an id.") }
  }

  func run() async throws {
    await CommandRunner(messages, stopped: "no archive was written").run { console in
      let exports = ExportFiles(
        paths: files, tenant: tenant, domains: domain, owner: owner,
        complete: complete.reduce(into: []) { $0.formUnion($1.kinds) })
      let outcome = try exports.write(to: output)
      if console.isJSON { console.show(json: JSONText.of(ImportDocument(outcome))) }
      let text = outcome.lines { VisibleText.shown($0, limit: 300) }.joined(separator: "\n")
      if console.isQuiet, outcome.exit != .success { console.warn(text) } else { console.show(text) }
      return outcome.exit
    }
  }
}

/// A kind of evidence, or all of them, on the command line.
struct EvidenceKindArgument: ExpressibleByArgument {
  let kinds: Set<EvidenceKind>
  init?(argument: String) {
    if argument == "all" {
      kinds = Set(EvidenceKind.allCases)
    } else if let kind = EvidenceKind(rawValue: argument) {
      kinds = [kind]
    } else {
      return nil
    }
  }
  static var allValueStrings: [String] { ["all"] + EvidenceKind.allCases.map(\.rawValue) }
}

/// What `--json` prints at the end of an import.
private struct ImportDocument: Encodable {
  struct File: Encodable {
    let path: String
    let formats: [String]
    let rows: Int
    let kept: [String: Int]
    let duplicates: Int
    let details_cut: Int
    let unreadable: Int
    let unreadable_rows: [Row]
    let problem: String?
  }

  struct Row: Encodable {
    let line: Int
    let reason: String
  }

  let exit_code: Int32
  let archive: String?
  let collected_at: Timestamp?
  let files: [File]

  init(_ outcome: ImportOutcome) {
    exit_code = outcome.exit.rawValue
    archive = outcome.archive
    collected_at = outcome.collectedAt
    files = outcome.report.files.map { file in
      let problem: String? =
        switch file.outcome {
        case .imported: nil
        case .notRecognised(let reason), .unreadable(let reason): reason
        }
      return File(
        path: file.path, formats: file.formats.map(\.rawValue), rows: file.rows,
        kept: Dictionary(uniqueKeysWithValues: file.kept.map { ($0.rawValue, $1) }), duplicates: file.duplicates,
        details_cut: file.cutDetails, unreadable: file.unreadableCount,
        unreadable_rows: file.unreadable.map { Row(line: $0.line, reason: $0.reason) }, problem: problem)
    }
  }
}
