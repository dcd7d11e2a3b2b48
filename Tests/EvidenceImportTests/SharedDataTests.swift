import AuditModel
import Foundation
import Testing

@testable import EvidenceImport

/// Exports that nobody of this project made. Counts were taken with Python's csv and json modules.
@Suite("Real exports", .enabled(if: SharedData.folder != nil, "../shared/data is not beside the repository"))
struct SharedDataTests {
  private static func lab() throws -> Imported {
    let folder = SharedData.path("audit-exports/sentinel-training-lab")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".csv") }.sorted()
    return try Imported(paths: names.map { folder + "/" + $0 })
  }

  private static func file(_ name: String, of imported: Imported) throws -> FileReport {
    try #require(imported.report.files.first { $0.path.hasSuffix("/" + name) })
  }

  @Test(arguments: [
    ("office_activity.csv", ExportFormat.officeActivity, EvidenceKind.unifiedAudit, 266),
    ("office_activity_inbox_rule.csv", .officeActivity, .unifiedAudit, 2),
    ("sign-in_adelete.csv", .signinLogs, .signIns, 56), ("disable_accounts.csv", .signinLogs, .signIns, 4),
  ])
  func `the training lab's tables are imported whole`(
    _ name: String, _ format: ExportFormat, _ kind: EvidenceKind, _ count: Int
  ) throws {
    let file = try Self.file(name, of: Self.lab())
    #expect(file.outcome == .imported)
    #expect(file.formats == [format])
    #expect(file.rows == count)
    #expect(file.kept == [kind: count])
    #expect(file.unreadableCount == 0)
  }

  @Test func `directory audits without any time are unreadable, one by one`() throws {
    let file = try Self.file("AuditLogs_Hunting.csv", of: Self.lab())
    #expect(file.formats == [.auditLogs])
    #expect(file.unreadable.map(\.line) == [2, 3, 4, 5, 6])
    #expect(
      Set(file.unreadable.map(\.reason)) == ["the time of the event is missing: the export has no ActivityDateTime"])
  }

  @Test(arguments: [
    ("HighRiskApps.csv", "“HighRisk”"), ("azureActivity_adele.csv", "“CallerIpAddress”"),
    ("signinLogs.csv", "“disabledAccountLoginAttempts”"),
  ])
  func `other tables of the lab are named with their columns`(_ name: String, _ column: String) throws {
    guard case .notRecognised(let reason) = try Self.file(name, of: Self.lab()).outcome else {
      Issue.record("recognised")
      return
    }
    #expect(reason.contains(column))
  }

  @Test func `the lab's inbox rules and times are there`() throws {
    let imported = try Self.lab()
    let rules = try imported.audit.filter { try Imported.value("Operation", of: $0) == "New-InboxRule" }
    #expect(
      try rules.map { try Imported.value("CreationTime", of: $0) } == [
        "2021-04-28T14:33:14Z", "2021-04-26T07:17:10Z", "2021-04-26T06:37:32Z",
      ])
    #expect(try Imported.value("ObjectId", of: rules[2])?.hasSuffix(#"/AdeleV\my_rule1"#) == true)
    #expect(imported.report.kinds[.unifiedAudit]?.oldest == Timestamp(iso8601: "2021-04-26T06:37:32Z"))
    #expect(imported.report.kinds[.unifiedAudit]?.newest == Timestamp(iso8601: "2021-04-28T15:05:26Z"))
    #expect(imported.report.kinds[.signIns]?.oldest == Timestamp(iso8601: "2021-04-19T12:13:19.483475Z"))
    #expect(imported.report.kinds[.signIns]?.newest == Timestamp(iso8601: "2021-04-28T15:19:08.373Z"))
    #expect(try Self.file("office_activity_inbox_rule.csv", of: imported).notes.count == 1)
  }

  @Test(arguments: [
    ("msticpy/aad_signinlogs.jsonl", EvidenceKind.signIns, 86, 45),
    ("msticpy/demo_exchange_data.csv", .unifiedAudit, 1334, 1308),
    ("otrf-goldensaml/AADAuditEvents.json", .directoryAudits, 4, 3),
    ("otrf-goldensaml/OfficeActivityEvents.json", .unifiedAudit, 1, 1),
  ])
  func `exports of others are imported, duplicates once`(_ name: String, _ kind: EvidenceKind, _ rows: Int, _ kept: Int)
    throws
  {
    let file = try Imported(paths: [SharedData.path("audit-exports/" + name)]).file
    #expect(file.outcome == .imported)
    #expect(file.rows == rows)
    #expect(file.kept == [kind: kept])
    #expect(file.duplicates == rows - kept)
    #expect(file.unreadableCount == 0)
  }

  @Test(arguments: ["otrf-goldensaml/Microsoft365DefenderEvents.json", "panther/panther-rule-tests.jsonl"])
  func `what is no export of ours is not recognised`(_ name: String) throws {
    let imported = try Imported(paths: [SharedData.path("audit-exports/" + name)])
    guard case .notRecognised = imported.file.outcome else {
      Issue.record("recognised as \(imported.file.formats)")
      return
    }
    #expect(imported.lines.isEmpty)
  }

  @Test func `the documentation's pages are taken for what they are`() throws {
    let folder = SharedData.path("graph-samples")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }.sorted()
    let imported = try Imported(paths: names.map { folder + "/" + $0 }, owner: "adele@contoso.example")
    for file in imported.report.files where file.outcome == .imported {
      #expect(file.rows == file.kept.values.reduce(0, +) + file.duplicates + file.unreadableCount, "\(file.path)")
    }
    let expected: [String: EvidenceKind] = [
      "users-list": .users, "messagerules-list": .inboxRules, "auth-methods-list-v1": .authenticationMethods,
      "directoryaudit-get": .directoryAudits, "signins-list": .signIns, "serviceprincipal-get": .servicePrincipals,
      "oauth2permissiongrants-list": .oauth2PermissionGrants, "domains-list": .domains,
      "organization-get": .organization,
      "exo-get-inboxrule-response": .inboxRules, "exo-get-mailbox-response": .mailboxes,
      "mgmt-content-blob": .unifiedAudit,
      "ual-auditdata-updateinboxrules": .unifiedAudit, "mailfolders-list": .mailFolders,
    ]
    for (name, kind) in expected {
      #expect(try Self.file(name + ".json", of: imported).kept.keys.contains(kind), "\(name)")
    }
    for file in imported.report.files where file.path.contains("/error-") || file.path.contains("/oauth-") {
      #expect(file.kept.isEmpty, "\(file.path)")
    }
  }
}
