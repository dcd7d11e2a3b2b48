import AuditAnalysis
import AuditModel
import AuditReports
import Foundation

/// Invented tenants, users and findings, from which tests build documents through the real `FleetReportBuilder`.
enum Fixtures {
  static let night = Timestamp(seconds: 1_790_215_200)  // 2026-09-24T02:00:00Z
  static let tonight = run("run-3", daysAgo: 0)

  static func run(_ id: String, daysAgo: Int) -> RunReference {
    let moment = night.advanced(byDays: -daysAgo)
    return RunReference(id: RunID(id), startedAt: moment, asOf: moment)
  }

  static func auditRun(threshold: Severity = .low, exitCode: Int? = 20) -> AuditRun {
    AuditRun(
      id: "run-3".asRunID, mode: .evidence, startedAt: night, finishedAt: night.advanced(bySeconds: 61),
      window: AuditWindow(days: 30, endingAt: night), programVersion: "0.1.0", catalogueVersion: "2026.12",
      countingThreshold: threshold, exitCode: exitCode)
  }

  static func checkText(_ id: String, _ family: CheckFamily, _ title: String) -> CheckText {
    CheckText(
      id: CheckID(id), title: title, family: family, revision: 1,
      whyItMatters: "Attackers use it to keep reading or hiding mail.",
      benignIf: ["The user knows the rule and can say what it is for."],
      misses: ["Changes that were made and undone between two audits."], reads: [.users, .inboxRules],
      remediation: [.init(id: "disable_inbox_rule", text: "Disable the rule; keep its definition.")])
  }

  static let checks = [
    checkText("mailbox-rules", .inboxRules, "Inbox rule hides or forwards mail"),
    checkText("inbox-rule-changes", .inboxRules, "Inbox rule was changed"),
    checkText("mailbox-forwarding", .forwarding, "Mailbox forwards its mail"),
    checkText("mailbox-permissions", .mailboxAccess, "Somebody else was given the mailbox"),
    checkText("new-users", .directoryChanges, "User was created lately"),
    checkText("password-changes", .signInMethods, "Password was changed"),
  ]

  static func user(
    _ number: Int, name: String? = nil, principalName: String? = nil, isPrivileged: Bool? = false
  ) -> UserFacts {
    UserFacts(
      id: UserID("00000000-0000-4000-8000-\(padded(number))"),
      userPrincipalName: principalName ?? "user\(number)@contoso.example", displayName: name ?? "User \(number)",
      type: .member, isEnabled: true, isPrivileged: isPrivileged)
  }

  static func padded(_ number: Int) -> String { String(("000000000000" + String(number)).suffix(12)) }

  static func coverage(
    _ check: CheckText, _ result: CheckResult = .clear, gaps: [CollectionGap] = [], missed: [UserID]? = [],
    previous: CheckResult? = nil, setAside: SetAside = SetAside()
  ) -> RecordedCoverage {
    RecordedCoverage(
      coverage: CheckCoverage(
        checkID: check.id, revision: 1, family: check.family, result: result, gaps: gaps,
        windowFrom: night.advanced(byDays: -30), windowTo: night, itemsRead: 12, usersCovered: 3, missedUsers: missed,
        setAside: setAside),
      since: run("run-3", daysAgo: 0), runsInRow: 1, previousResult: previous)
  }

  static func finding(
    _ tenant: TenantID, _ user: UserID?, check: CheckText = checks[0], severity: Severity = .high,
    item: String = "rule-1", message: String = "Ada forwards mail to drop@evil.example since 20 Sep.",
    details: [Detail] = [Detail("rule_name", ".")], presence: Presence = .confirmed,
    sincePrevious: FindingChange? = nil, sinceWeek: FindingChange? = nil, firstSeenDaysAgo: Int = 0,
    nights: [Severity?]? = nil, wasPresentAtFirstAudit: Bool? = nil, occurredAt: Timestamp = night.advanced(byDays: -4),
    signals: [Signal] = [Signal("forwards_outside", "forwards to an address outside the tenant")]
  ) -> RecordedFinding {
    let key = FindingKey(
      tenant: tenant, check: check.id, subject: user.map(Subject.user) ?? .tenant, discriminator: item)
    let finding = Finding(
      key: key, checkID: check.id, checkRevision: 1, family: check.family, kind: .state, severity: severity,
      confidence: .high, userID: user, title: check.title, message: message,
      signals: signals, details: details, occurredAt: occurredAt,
      evidence: [EvidenceReference(source: "graph:messageRules", recordID: item, collectedAt: night)],
      remediation: ["disable_inbox_rule"], attack: ["T1564.008"])
    return RecordedFinding(
      finding: finding, presence: presence, firstSeen: run("run-\(3 - firstSeenDaysAgo)", daysAgo: firstSeenDaysAgo),
      lastConfirmed: run("run-3", daysAgo: 0), nightsSeen: firstSeenDaysAgo + 1, sincePrevious: sincePrevious,
      sinceWeek: sinceWeek, severityByNight: nights ?? [presence == .confirmed ? severity : nil],
      wasPresentAtFirstAudit: wasPresentAtFirstAudit ?? (sincePrevious == nil))
  }

  static func tenant(
    _ number: Int, name: String? = nil, status: TenantStatus = .complete, users: [UserFacts],
    findings: [RecordedFinding] = [], coverage: [RecordedCoverage]? = nil, gaps: [CollectionGap] = [],
    previous: RunReference? = nil, week: RunReference? = nil, nights: [RecordedTenant.Night]? = nil
  ) -> RecordedTenant {
    let coverage = coverage ?? checks.map { Fixtures.coverage($0) }
    return RecordedTenant(
      tenant: Tenant(id: tenantID(number), displayName: name ?? "Tenant \(number)", defaultDomain: "contoso.example"),
      status: status, evidenceAt: night.advanced(bySeconds: -600), users: users.sorted { $0.id < $1.id },
      findings: findings.sorted { $0.finding.key < $1.finding.key }, coverage: coverage, gaps: gaps,
      previous: previous, week: week, lastCompleteRun: status == .complete ? tonight : nil,
      nights: nights ?? [.init(run: tonight, status: status, coverage: coverage.map(\.coverage))])
  }

  static func tenantID(_ number: Int) -> TenantID { TenantID("10000000-0000-4000-8000-\(padded(number))") }

  static func gap(
    _ reason: GapReason, kind: EvidenceKind = .inboxRules, needs: [String] = ["MailboxSettings.Read"],
    missed: [UserID]? = nil
  ) -> CollectionGap {
    CollectionGap(
      kind: kind, reason: reason, message: "The \(kind.title) could not be read: \(reason.title).", needs: needs,
      missedUsers: missed,
      error: ServiceError(http: 403, code: "Authorization_RequestDenied", requestID: "req-1", at: night))
  }

  /// Builds the fleet's document and every tenant's own.
  static func documents(
    _ tenants: [RecordedTenant], run: AuditRun = auditRun(), tenantsInRun: Int? = nil
  ) throws -> (fleet: ReportDocument, own: [ReportDocument]) {
    let builder = try FleetReportBuilder(
      run: run, checks: checks, spoolFolder: NSTemporaryDirectory(), tenantsInRun: tenantsInRun ?? tenants.count)
    let own = try tenants.sorted { $0.tenant.id < $1.tenant.id }.map(builder.add)
    return (try builder.finish(), own)
  }

  /// Runs the body with a new empty folder, and removes the folder afterwards.
  static func inFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = NSTemporaryDirectory() + "/roundsman-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }
}

extension String {
  fileprivate var asRunID: RunID { RunID(self) }
}
