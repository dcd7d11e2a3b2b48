import AuditChecks
import AuditHistory
import AuditModel
import Foundation

/// Rows a second into SQLite: users, findings, coverage, and what a quiet night costs.
struct HistoryBenchmark {
  let work: String
  private let tenants = 400
  private let usersPerTenant = 50
  private let checks = [
    "mailbox-rules", "inbox-rule-changes", "mailbox-forwarding", "mailbox-permissions", "new-users", "password-changes",
  ]

  func run() throws {
    print("History (\(tenants) tenants, \(usersPerTenant) users each, a finding per second user)")
    try? FileManager.default.removeItem(atPath: work)
    let store = try HistoryStore(path: work + "/history.sqlite", openedAt: Timestamp(seconds: 1_787_220_000))
    for night in 0..<2 {
      let window = AuditWindow(days: 7, endingAt: Timestamp(seconds: 1_787_220_000).advanced(byDays: night))
      let run = AuditRun(
        id: RunID("night-\(night)"), mode: .evidence, startedAt: window.to, window: window, programVersion: "bench",
        catalogueVersion: "bench")
      let results = (0..<tenants).map { result($0, window: window) }
      let rows = results.reduce(0) { $0 + $1.coverage.count + (night == 0 ? $1.users.count + $1.findings.count : 0) }
      let time = try Stopwatch.measure {
        try store.begin(run)
        for result in results { try store.record(result, in: run.id) }
        try store.finish(run.id, at: window.to, exitCode: 0)
      }
      Figures.row(
        night == 0 ? "first night" : "second night, nothing changed",
        "\(Figures.text(Double(rows) / time.wall, digits: 0)) rows/s (\(rows) rows), \(Figures.text(time.cpu * 1e6 / Double(tenants * usersPerTenant))) CPU µs per user"
      )
    }
    let reading = try Stopwatch.measure {
      for tenant in try store.tenants(of: RunID("night-1")) {
        _ = try store.recordedTenant(tenant, at: RunID("night-1"))
      }
    }
    Figures.row(
      "rebuilding a tenant for its report", "\(Figures.text(reading.cpu * 1e3 / Double(tenants), digits: 2)) CPU ms\n")
  }

  private func result(_ index: Int, window: AuditWindow) -> TenantResult {
    let tenant = Tenant(
      id: TenantID("tenant-\(index)"), displayName: "Tenant \(index)", defaultDomain: "t\(index).example")
    let users = (0..<usersPerTenant).map { number in
      UserFacts(
        id: UserID("user-\(index)-\(1_000 + number)"), userPrincipalName: "user\(number)@t\(index).example",
        displayName: "User \(number)", type: .member, isEnabled: true, isPrivileged: false)
    }
    let findings = users.enumerated().compactMap { $0.offset % 2 == 0 ? finding(of: $0.element, in: tenant) : nil }
    let coverage = checks.map { check in
      CheckCoverage(
        checkID: CheckID(check), revision: 1, family: .inboxRules, result: .triggered, windowFrom: window.from,
        windowTo: window.to, itemsRead: 50, usersCovered: users.count)
    }
    return TenantResult(
      tenant: tenant, status: .complete, evidenceAt: window.to, users: users,
      findings: findings.sorted { $0.key < $1.key },
      coverage: coverage, gaps: [])
  }

  private func finding(of user: UserFacts, in tenant: Tenant) -> Finding {
    let check = CheckID("mailbox-rules")
    return Finding(
      key: FindingKey(tenant: tenant.id, check: check, subject: .user(user.id), discriminator: "rule"), checkID: check,
      checkRevision: 1, family: .inboxRules, kind: .state, severity: .medium, confidence: .high, userID: user.id,
      title: "Inbox rule hides mail", message: "\(user.userPrincipalName) has an inbox rule that deletes mail.",
      signals: [Signal("deletes", "deletes the message"), Signal("acts_on_all", "acts on all mail")],
      details: [Detail("rule_name", "."), Detail("forward_to", "drop@evil.example")], occurredAt: nil,
      evidence: [
        EvidenceReference(source: "exchange:Get-InboxRule", recordID: "15000000000000000001", collectedAt: nil)
      ],
      remediation: ["disable_inbox_rule"], attack: ["T1564.008"])
  }
}
