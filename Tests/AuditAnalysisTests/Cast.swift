import AuditModel

/// The smallest tenant, from which a test changes the one thing that matters.
enum Cast {
  static let night = Timestamp(seconds: 1_790_215_200)
  static let tenant = TenantID("tenant-1")
  static let ada = user("a", "ada@contoso.example")

  static func run(_ id: String, daysAgo: Int = 0) -> RunReference {
    RunReference(id: RunID(id), startedAt: night.advanced(byDays: -daysAgo), asOf: night.advanced(byDays: -daysAgo))
  }

  static func user(_ id: String, _ name: String, isPrivileged: Bool? = false) -> UserFacts {
    UserFacts(
      id: UserID(id), userPrincipalName: name, displayName: name, type: .member, isEnabled: true,
      isPrivileged: isPrivileged)
  }

  static func coverage(
    _ id: String, _ family: CheckFamily = .inboxRules, _ result: CheckResult = .clear, missed: [UserID]? = [],
    gaps: [CollectionGap] = []
  ) -> CheckCoverage {
    CheckCoverage(
      checkID: CheckID(id), revision: 1, family: family, result: result, gaps: gaps,
      windowFrom: night.advanced(byDays: -30), windowTo: night, itemsRead: 1, usersCovered: 1, missedUsers: missed)
  }

  static func gap(_ reason: GapReason, missed: [UserID]? = nil) -> CollectionGap {
    CollectionGap(kind: .inboxRules, reason: reason, message: "It could not be read.", missedUsers: missed)
  }

  static func finding(
    _ user: UserFacts?, check: String = "mailbox-rules", _ severity: Severity = .high,
    family: CheckFamily = .inboxRules, item: String = "1", presence: Presence = .confirmed,
    previous: FindingChange? = nil, week: FindingChange? = nil, nights: [Severity?] = [], lastConfirmedDaysAgo: Int = 0
  ) -> RecordedFinding {
    let subject = user.map { Subject.user($0.id) } ?? .tenant
    let finding = Finding(
      key: FindingKey(tenant: tenant, check: CheckID(check), subject: subject, discriminator: item),
      checkID: CheckID(check), checkRevision: 1, family: family, kind: .state, severity: severity, confidence: .high,
      userID: user?.id, title: "A sign.", message: "A sign of \(check).", signals: [], details: [], occurredAt: nil,
      evidence: [], remediation: [], attack: [])
    return RecordedFinding(
      finding: finding, presence: presence, firstSeen: run("now"),
      lastConfirmed: run("now", daysAgo: lastConfirmedDaysAgo), nightsSeen: 1,
      sincePrevious: previous, sinceWeek: week, severityByNight: nights)
  }

  static func record(
    users: [UserFacts] = [ada], findings: [RecordedFinding] = [],
    coverage: [CheckCoverage] = [coverage("mailbox-rules")],
    status: TenantStatus = .complete, previous: RunReference? = nil, week: RunReference? = nil,
    nights: [RecordedTenant.Night]? = nil
  ) -> RecordedTenant {
    RecordedTenant(
      tenant: Tenant(id: tenant, displayName: "Contoso"), status: status, evidenceAt: night, users: users,
      findings: findings,
      coverage: coverage.map {
        RecordedCoverage(coverage: $0, since: run("now"), runsInRow: 1, previousResult: nil)
      }, gaps: [], previous: previous, week: week, lastCompleteRun: nil,
      nights: nights ?? [.init(run: run("now"), status: status, coverage: coverage)])
  }
}
