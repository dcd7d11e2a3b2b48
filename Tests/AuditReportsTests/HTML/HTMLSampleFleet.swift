import AuditModel
import Foundation

@testable import AuditReports

/// An invented fleet for looking at pages: most users are well, some tenants are partly blind, a few mailboxes are taken over.
struct HTMLSampleFleet {
  var tenants = 12
  var usersPerTenant = 50
  var isFirstAudit = false
  /// Take the place of the names of tenants, users and rules, in turn; then every user has a rule.
  var hostileTexts: [String] = []

  static let asOf = Timestamp(iso8601: "2026-09-24T02:00:00Z")!
  static let checks: [CheckText] = [
    text("mailbox-rules", "Inbox rule hides or forwards mail", .inboxRules, [.inboxRules, .domains]),
    text("inbox-rule-changes", "Inbox rule was changed", .inboxRules, [.unifiedAudit]),
    text("mailbox-forwarding", "Mailbox forwards its mail", .forwarding, [.mailboxes, .domains]),
    text("mailbox-permissions", "Somebody gained access to a mailbox", .mailboxAccess, [.unifiedAudit]),
    text("new-users", "Account is new", .directoryChanges, [.users, .directoryAudits]),
    text("password-changes", "Password was changed", .signInMethods, [.users, .directoryAudits]),
  ]

  private static func text(_ id: String, _ title: String, _ family: CheckFamily, _ reads: [EvidenceKind]) -> CheckText {
    CheckText(
      id: CheckID(id), title: title, family: family, revision: 1,
      whyItMatters:
        "Whoever holds a mailbox hides the answers of those they deceive before sending invoices in its name.",
      benignIf: [
        "The user confirms by telephone that they made it.", "It is older than the account’s first strange sign-in.",
      ],
      misses: ["Rules of clients that were offline."], reads: reads,
      remediation: [
        .init(id: "save_evidence", text: "Save the evidence before you change anything."),
        .init(id: "disable_inbox_rule", text: "Disable (do not delete) the rule named here."),
        .init(id: "revoke_sessions", text: "Block the sign-in, reset the password and revoke the sessions."),
      ])
  }

  var run: AuditRun {
    AuditRun(
      id: RunID("01J8ZC4T9Q"), mode: .demo, startedAt: Self.asOf, finishedAt: Self.asOf.advanced(bySeconds: 1_312),
      window: AuditWindow(days: 7, endingAt: Self.asOf), programVersion: "0.1.0", catalogueVersion: "2026.12",
      exitCode: 20)
  }

  /// The fleet's document and every tenant's own, in the order of tenant ids.
  func documents() throws -> (fleet: ReportDocument, tenants: [ReportDocument]) {
    let folder = FileManager.default.temporaryDirectory.path
    let builder = try FleetReportBuilder(
      run: run, checks: Self.checks, spoolFolder: folder, tenantsInRun: tenants)
    var documents: [ReportDocument] = []
    for index in 0..<tenants { documents.append(try builder.add(tenant(index))) }
    return (try builder.finish(), documents)
  }

  func night(_ daysAgo: Int) -> RunReference {
    let moment = Self.asOf.advanced(byDays: -daysAgo)
    return RunReference(id: daysAgo == 0 ? run.id : RunID("run-\(moment.date)"), startedAt: moment, asOf: moment)
  }
}

/// One tenant of it.
extension HTMLSampleFleet {
  private static let names = [
    "Contoso Ltd", "Litware GmbH", "Fabrikam Residences", "Coho Winery", "Tailspin Toys", "Wingtip & Söhne",
    "Northwind Traders",
    "Adatum Legal", "Proseware", "Relecloud", "Humongous Insurance", "Blue Yonder Airlines",
  ]
  private static let people = [
    "Ada Ferrante", "Kira O’Neil", "Mehmet Öz", "Sofia Lindqvist", "Tomás Rivas", "Wanda Krause", "Noor Haddad",
    "Jun Ito",
    "Élodie Martin", "Piotr Zieliński", "Grace Okafor", "Liam Byrne",
  ]

  func tenant(_ index: Int) -> RecordedTenant {
    let id = TenantID("5f0c\(String(10_000 + index, radix: 16).leftPadded(4))-1111-4222-8333-444455556666")
    let domain = "tenant\(index).example"
    let name =
      !hostileTexts.isEmpty
      ? hostileTexts[index % hostileTexts.count] : index < 12 ? Self.names[index] : "\(Self.names[index % 12]) \(index)"
    let isFailed = index % 12 == 7
    let gap: CollectionGap? =
      isFailed
      ? CollectionGap(
        kind: .users, reason: .consentRevoked,
        message: "Sign-in to \(domain) was refused: admin consent was withdrawn (AADSTS65001).",
        error: ServiceError(http: 400, code: "AADSTS65001", requestID: "7d3a0c1e", at: Self.asOf))
      : index % 3 == 1
        ? CollectionGap(
          kind: .unifiedAudit, reason: .auditDisabled, message: "The unified audit log of \(domain) is switched off.")
        : index % 5 == 2
          ? CollectionGap(
            kind: .inboxRules, reason: .timeout,
            message: "The inbox rules of 2 mailboxes of \(domain) were not answered in time.",
            missedUsers: [user(3, of: index, domain).id, user(4, of: index, domain).id]) : nil
    let users = (0..<(isFailed ? 0 : usersPerTenant)).map { user($0, of: index, domain) }.sorted { $0.id < $1.id }
    let findings = isFailed ? [] : findings(of: id, index: index, users: users)
    let coverage = Self.checks.map { check -> CheckCoverage in
      let found = findings.contains { $0.finding.checkID == check.id && $0.presence == .confirmed }
      let isBlind = gap.map { isFailed || check.reads.contains($0.kind) } ?? false
      let missed = gap?.missedUsers
      return CheckCoverage(
        checkID: check.id, revision: 1, family: check.family,
        result: isBlind ? (missed == nil ? .notAssessed : .partial) : found ? .triggered : .clear,
        gaps: isBlind ? gap.map { [$0] } ?? [] : [], windowFrom: run.window.from, windowTo: run.window.to,
        itemsRead: isBlind ? 0 : 412,
        usersCovered: isBlind ? usersPerTenant - (missed?.count ?? usersPerTenant) : usersPerTenant,
        missedUsers: isBlind ? missed : [])
    }
    let nights = isFirstAudit ? [0] : Array((0..<14).reversed())
    return RecordedTenant(
      tenant: Tenant(id: id, displayName: name, defaultDomain: domain),
      status: isFailed ? .failed : gap == nil ? .complete : .incomplete, evidenceAt: isFailed ? nil : Self.asOf,
      users: users,
      findings: findings,
      coverage: coverage.map {
        RecordedCoverage(
          coverage: $0, since: night(isFirstAudit ? 0 : 5), runsInRow: isFirstAudit ? 1 : 6,
          previousResult: isFirstAudit ? nil : $0.result)
      },
      gaps: gap.map { [$0] } ?? [], previous: isFirstAudit ? nil : night(1), week: isFirstAudit ? nil : night(7),
      lastCompleteRun: gap == nil ? night(0) : isFirstAudit ? nil : night(6),
      nights: nights.map { RecordedTenant.Night(run: night($0), status: .complete, coverage: coverage) })
  }

  private func user(_ number: Int, of tenant: Int, _ domain: String) -> UserFacts {
    let person = Self.people[(number + tenant) % Self.people.count]
    return UserFacts(
      id: UserID("00000000-0000-4000-8000-\(String(tenant * 1_000 + number, radix: 16).leftPadded(12))"),
      userPrincipalName: "person\(number)@\(domain)",
      displayName: hostileTexts.isEmpty ? person : hostileTexts[number % hostileTexts.count],
      type: number % 17 == 5 ? .guest : .member, isEnabled: number % 23 == 9 ? false : true,
      isPrivileged: number % 19 == 0 ? true : number % 19 == 1 ? nil : false)
  }

  private func findings(of tenant: TenantID, index: Int, users: [UserFacts]) -> [RecordedFinding] {
    var findings: [RecordedFinding] = []
    for (number, user) in users.enumerated() {
      let luck = hostileTexts.isEmpty ? (number * 7 + index * 13) % 40 : number % 2 == 0 ? 3 : 9
      if luck == 0 {
        findings.append(finding(tenant, user, "mailbox-rules", .critical, .state, since: index % 4 == 0 ? 0 : 5))
        findings.append(finding(tenant, user, "inbox-rule-changes", .high, .event, since: index % 4 == 0 ? 0 : 5))
        findings.append(finding(tenant, user, "password-changes", .medium, .event, since: 3))
      } else if luck == 9 || luck == 21 {
        findings.append(finding(tenant, user, "mailbox-forwarding", index % 2 == 0 ? .high : .low, .state, since: 11))
      } else if luck == 14 {
        findings.append(finding(tenant, user, "new-users", .low, .event, since: 2))
      } else if luck % 5 == 3 {
        findings.append(finding(tenant, user, "mailbox-rules", .informational, .state, since: 13))
      } else if luck == 30 {
        findings.append(finding(tenant, user, "mailbox-forwarding", .medium, .state, since: 9, presence: .resolved))
      }
    }
    if index % 6 == 4 {
      findings.append(finding(tenant, nil, "mailbox-permissions", .medium, .event, since: 1))
    }
    return findings.sorted { $0.finding.key < $1.finding.key }
  }

  private func finding(
    _ tenant: TenantID, _ user: UserFacts?, _ check: String, _ severity: Severity, _ kind: FindingKind, since days: Int,
    presence: Presence = .confirmed
  ) -> RecordedFinding {
    let ruleName =
      hostileTexts.isEmpty ? "." : hostileTexts[(user?.userPrincipalName.utf8.count ?? 0) % hostileTexts.count]
    let check = CheckID(check)
    let who = user?.userPrincipalName ?? "The tenant"
    let text = Self.checks.first { $0.id == check }!
    let details: [Detail] = [
      Detail("rule_name", ruleName), Detail("forward_to", "drop@evil.example"), Detail("client_address", "192.0.2.77"),
      Detail("owner", who),
    ]
    let finding = Finding(
      key: FindingKey(
        tenant: tenant, check: check, subject: user.map { .user($0.id) } ?? .tenant,
        discriminator: "\(severity.rawValue)"),
      checkID: check, checkRevision: 1, family: text.family, kind: kind, severity: severity, confidence: .high,
      userID: user?.id,
      title: text.title,
      message: "\(who) has a rule “\(ruleName)” that forwards mail to drop@evil.example and deletes it.",
      signals: severity < .medium
        ? []
        : [
          Signal("forwards_outside", "forwards to an address outside the tenant (drop@evil.example)"),
          Signal("deletes", "deletes what it matched"),
        ],
      details: details,
      occurredAt: kind == .event ? Self.asOf.advanced(byDays: -days).advanced(bySeconds: -3_600) : nil,
      evidence: [EvidenceReference(source: "exchange:Get-InboxRule", recordID: "rule-17", collectedAt: Self.asOf)],
      remediation: ["save_evidence", "disable_inbox_rule", "revoke_sessions"], attack: ["T1564.008"])
    let age = isFirstAudit ? 0 : days
    let nights = isFirstAudit ? 1 : 14
    let isOpen = presence == .confirmed
    return RecordedFinding(
      finding: finding, presence: presence, firstSeen: night(age), lastConfirmed: night(isOpen ? 0 : 1),
      nightsSeen: age + 1,
      sincePrevious: isFirstAudit ? nil : !isOpen ? .resolved : age == 0 ? .new : .persistent,
      sinceWeek: isFirstAudit ? nil : !isOpen ? .resolved : age < 7 ? .new : .persistent,
      severityByNight: (0..<nights).map { $0 >= nights - 1 - age && (isOpen || $0 < nights - 1) ? severity : nil })
  }
}

extension String {
  fileprivate func leftPadded(_ length: Int) -> String { String(repeating: "0", count: max(0, length - count)) + self }
}
