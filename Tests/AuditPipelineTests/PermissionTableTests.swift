import AuditModel
import AuditPipeline
import EvidenceCollection
import Foundation
import Testing

/// What an application must be granted is said once, by the collectors.
struct PermissionTableTests {
  private static let start =
    "<!-- permissions: generated, see Tests/AuditPipelineTests/PermissionTableTests.swift -->\n"
  private static let end = "<!-- /permissions -->"

  @Test func `the README's permission table is the one that the collectors state`() throws {
    let path = Checkout.root + "/README.md"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let from = try #require(text.range(of: Self.start)?.upperBound)
    let to = try #require(text.range(of: Self.end)?.lowerBound)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try text.replacingCharacters(in: from..<to, with: Collectors.permissionTable)
        .write(toFile: path, atomically: true, encoding: .utf8)
    } else {
      #expect(text[from..<to] == Collectors.permissionTable, "rewrite it with RECORD_SNAPSHOTS=1")
    }
  }

  @Test func `every kind of evidence has its permission in the table, and none of them can write`() {
    #expect(Set(Collectors.all.flatMap(\.kinds)) == Set(EvidenceKind.allCases))
    for statement in Collectors.all { #expect(!statement.canWrite, "\(statement.source)") }
  }

  @Test func `where the audit log is read decides which permission is asked for`() {
    let exchange = AccessNeed.all(auditSource: .exchange, rulesSource: .automatic)
    let graph = AccessNeed.all(auditSource: .graph, rulesSource: .automatic)
    #expect(exchange.contains { $0.sort == .exchangeRole && $0.name == "View-Only Audit Logs" })
    #expect(!exchange.contains { $0.name == "AuditLogsQuery.Read.All" })
    #expect(graph.contains { $0.sort == .graph && $0.name == "AuditLogsQuery.Read.All" })
    #expect(!graph.contains { $0.name == "View-Only Audit Logs" })
  }

  @Test func `where inbox rules are read decides which permission is asked for`() {
    func names(_ source: RulesSource) -> Set<String> {
      Set(AccessNeed.all(auditSource: .exchange, rulesSource: source).map(\.name))
    }
    #expect(names(.automatic).isSuperset(of: ["MailboxSettings.Read", "Mail Recipients"]))
    #expect(!names(.exchange).contains("MailboxSettings.Read"))
    #expect(!names(.graph).contains("Mail Recipients"))
  }

  @Test func `a kind that no collector speaks of still says what it needs`() {
    let needs = AccessNeed.all(auditSource: .exchange, rulesSource: .automatic, statements: [])
    #expect(needs.contains { $0.name == "User.Read.All" && $0.kinds == [.users] })
    #expect(needs.contains { $0.sort == .exchangeRole && $0.name == "View-Only Recipients" })
  }
}
