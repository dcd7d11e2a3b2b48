import AuditHistory
import AuditModel
import Foundation

/// A history in a temporary folder, told night by night.
final class Story {
  static let tenant = Tenant(
    id: TenantID("5f0c0000-0000-0000-0000-000000000001"), displayName: "Contoso", defaultDomain: "contoso.example")
  static let ada = UserID("00000000-0000-0000-0000-00000000ada0")
  static let bob = UserID("00000000-0000-0000-0000-00000000b0b0")
  static let firstNight = Timestamp(iso8601: "2026-09-01T02:00:00Z") ?? Timestamp(seconds: 0)

  private let temporary: TemporaryFolder
  let path: String
  let store: HistoryStore

  init(in folder: URL? = nil) throws {
    temporary = try TemporaryFolder()
    path = (folder ?? temporary.url).appending(path: "history.sqlite").path
    store = try HistoryStore(path: path, openedAt: Self.firstNight)
  }

  /// The id of the run of a night; nights are days after the first.
  static func run(_ day: Int) -> RunID { RunID("run-\(day)") }

  static func asOf(_ day: Int, hours: Int = 0) -> Timestamp {
    firstNight.advanced(byDays: day).advanced(bySeconds: Int64(hours) * 3_600)
  }

  static func auditRun(_ day: Int, hours: Int = 0) -> AuditRun {
    let end = asOf(day, hours: hours)
    return AuditRun(
      id: run(day), mode: .demo, startedAt: end.advanced(bySeconds: 60), window: AuditWindow(days: 7, endingAt: end),
      programVersion: "0.1.0", catalogueVersion: "2026.12", settings: #"{"window":"7d"}"#)
  }

  /// Records a night and gives what the history says of it.
  ///
  /// - Parameters:
  ///   - evening: the day on which the window ends, when that is not the run's own.
  ///   - isKilled: true for a run that never finished.
  @discardableResult
  func night(
    _ day: Int, evening: Int? = nil, hours: Int = 0, isKilled: Bool = false, _ results: TenantResult...
  ) throws -> RecordedTenant {
    try store.begin(Self.auditRun(evening ?? day, hours: hours).renamed(Self.run(day).rawValue))
    for result in results { try store.record(result, in: Self.run(day)) }
    if !isKilled {
      try store.finish(Self.run(day), at: Self.asOf(evening ?? day, hours: hours + 1), exitCode: 0)
    }
    return try store.recordedTenant(results[0].tenant.id, at: Self.run(day))
  }

  /// How many rows each table has.
  func rowCounts() throws -> [String: Int] {
    try python(
      """
      tables = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
      print(json.dumps({table: db.execute("SELECT count(*) FROM " + table).fetchone()[0] for table in tables}))
      """)
  }

  /// The number that a query gives.
  func number(_ sql: String) throws -> Int? {
    try python("print(json.dumps({'number': db.execute(sys.argv[2]).fetchone()[0]}))", sql)["number"]
  }

  /// The lines of a query's plan.
  func plan(of sql: String) throws -> [String] {
    let script = """
      marks = {str(n): 1 for n in range(1, 9)} if "?1" in sys.argv[2] else [1] * sys.argv[2].count("?")
      print(json.dumps({row[3]: row[0] for row in db.execute("EXPLAIN QUERY PLAN " + sys.argv[2], marks)}))
      """
    return try python(script, sql).keys.sorted()
  }

  /// Asks the SQLite of the system's Python, so that no code under test is involved.
  private func python(_ script: String, _ argument: String = "") throws -> [String: Int] {
    let opening = "import json, sqlite3, sys\ndb = sqlite3.connect(sys.argv[1])\n"
    return try JSONDecoder().decode([String: Int].self, from: runPython(opening + script, path, argument))
  }
}

/// A folder that is gone with its owner.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "history-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The path of a file in it.
  func path(_ name: String) -> String { url.appending(path: name).path }
}

/// Runs a Python script to its end and gives what it printed.
@discardableResult
func runPython(_ script: String, _ arguments: String...) throws -> Data {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["python3", "-c", script] + arguments
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let output = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw PythonFailed(status: process.terminationStatus) }
  return output
}

struct PythonFailed: Error { let status: Int32 }

extension AuditRun {
  func renamed(_ id: String) -> AuditRun {
    AuditRun(
      id: RunID(id), mode: mode, startedAt: startedAt, window: window, programVersion: programVersion,
      catalogueVersion: catalogueVersion, settings: settings)
  }
}

extension TenantResult {
  /// Tonight's result of the story's tenant.
  static func contoso(
    findings: [Finding] = [], coverage: [CheckCoverage]? = nil, users: [UserFacts]? = nil,
    status: TenantStatus = .complete, gaps: [CollectionGap] = [], tenant: Tenant = Story.tenant, day: Int = 0,
    observed: [UserID: UserPast] = [:]
  ) -> TenantResult {
    TenantResult(
      tenant: tenant, status: status, evidenceAt: Story.asOf(day),
      users: users ?? [.named("ada", Story.ada), .named("bob", Story.bob)],
      findings: findings.sorted { $0.key < $1.key },
      coverage: coverage ?? [.rules(findings.isEmpty ? .clear : .triggered)],
      gaps: gaps, observed: observed)
  }
}

extension UserFacts {
  static func named(_ name: String, _ id: UserID, displayName: String? = nil, isEnabled: Bool? = true) -> UserFacts {
    UserFacts(
      id: id, userPrincipalName: "\(name)@contoso.example", displayName: displayName, type: .member,
      isEnabled: isEnabled, isPrivileged: nil)
  }
}

extension Finding {
  /// A finding of the check `mailbox-rules` about a user.
  static func rule(
    _ id: String = "rule-1", check: String = "mailbox-rules", of user: UserID? = Story.ada, severity: Severity = .high,
    kind: FindingKind = .state, revision: Int = 1, message: String = "Ada has a rule.", collected: Timestamp? = nil,
    title: String = "Rule hides mail"
  ) -> Finding {
    let subject: Subject = user.map { .user($0) } ?? .tenant
    return Finding(
      key: FindingKey(tenant: Story.tenant.id, check: CheckID(check), subject: subject, discriminator: id),
      checkID: CheckID(check), checkRevision: revision, family: .inboxRules, kind: kind, severity: severity,
      confidence: .high, userID: user, title: title, message: message,
      signals: [Signal("marks_as_read", "marks mail as read")],
      details: [Detail("rule_name", "."), Detail("empty", "")],
      occurredAt: Timestamp(microseconds: 1_788_000_000_123_457),
      evidence: [
        EvidenceReference(source: "graph:messageRules", recordID: id, collectedAt: collected),
        EvidenceReference(source: "unified_audit", recordID: "r2", collectedAt: nil),
      ],
      remediation: ["disable_inbox_rule"], attack: ["T1564.008"])
  }
}

extension CheckCoverage {
  /// The coverage of `mailbox-rules`, or of another check.
  static func rules(
    _ result: CheckResult, check: String = "mailbox-rules", revision: Int = 1, missedUsers: [UserID]? = [],
    gaps: [CollectionGap] = [], day: Int = 0, note: String? = nil
  ) -> CheckCoverage {
    let window = Story.auditRun(day).window
    return CheckCoverage(
      checkID: CheckID(check), revision: revision, family: .inboxRules, result: result, gaps: gaps,
      unavailableHints: result == .clear ? [.signIns] : [], windowFrom: window.from, windowTo: window.to, itemsRead: 12,
      usersCovered: 2, missedUsers: missedUsers, note: note, setAside: SetAside([.partner: 1]))
  }
}

extension CollectionGap {
  static let forbidden = CollectionGap(
    kind: .inboxRules, reason: .permissionGraph, message: "Reading rules was refused. Grant the permission.",
    needs: ["MailboxSettings.Read"], missedUsers: [Story.bob],
    error: ServiceError(
      http: 403, code: "Authorization_RequestDenied", requestID: "a-1",
      at: Timestamp(microseconds: 1_788_000_000_654_321)))
}
