import AuditModel
import AuditReports

extension Fixtures {
  /// Four tenants that show everything a report must tell apart: action, clear, user-level gaps, and a failed tenant.
  static var mixedFleet: [RecordedTenant] { [actionTenant, clearTenant, gapTenant, failedTenant] }

  static var actionTenant: RecordedTenant {
    let id = tenantID(1)
    let users = [
      user(1, name: "Ada Example", principalName: "ada@contoso.example", isPrivileged: true), user(2), user(3),
    ]
    let previous = run("run-2", daysAgo: 1)
    let coverage = checks.map { Fixtures.coverage($0, $0.id == checks[0].id ? .triggered : .clear) }
    let nights = (0..<3).map { index in
      RecordedTenant.Night(
        run: run("run-\(index + 1)", daysAgo: 2 - index), status: .complete, coverage: coverage.map(\.coverage))
    }
    return tenant(
      1, name: "Contoso", users: users,
      findings: [
        finding(id, users[0].id, severity: .critical, sincePrevious: .new, nights: [nil, nil, .critical]),
        finding(
          id, users[0].id, check: checks[2], severity: .high, item: "forward", sincePrevious: .persistent,
          firstSeenDaysAgo: 2, nights: [.high, .high, .high]),
        finding(
          id, users[1].id, check: checks[5], severity: .informational, item: "pw", sincePrevious: .persistent,
          nights: [.informational, .informational, .informational]),
        finding(
          id, users[2].id, severity: .medium, item: "old", presence: .resolved, sincePrevious: .resolved,
          nights: [.medium, .medium, nil]),
        finding(
          id, nil, check: checks[3], severity: .low, item: "tenant-wide", message: "A connector was changed.",
          sincePrevious: .persistent, nights: [.low, .low, .low]),
      ],
      coverage: coverage, previous: previous, nights: nights)
  }

  static var clearTenant: RecordedTenant { tenant(2, name: "Fabrikam", users: [user(4), user(5)]) }

  static var gapTenant: RecordedTenant {
    let users = [user(6), user(7), user(8)]
    let missed = [users[1].id]
    let ownGap = gap(.timeout, needs: [], missed: missed)
    var coverage = checks.map { Fixtures.coverage($0) }
    coverage[0] = Fixtures.coverage(checks[0], .partial, gaps: [ownGap], missed: missed, previous: .clear)
    coverage[1] = Fixtures.coverage(
      checks[1], .notAssessed, gaps: [gap(.auditDisabled, kind: .unifiedAudit, needs: [])], missed: nil)
    coverage[4] = Fixtures.coverage(
      checks[4], .notLicensed, gaps: [gap(.licenceRequired, kind: .signIns, needs: ["Microsoft Entra ID P1"])],
      missed: nil)
    return tenant(
      3, name: "Northwind", status: .incomplete, users: users,
      findings: [finding(tenantID(3), users[0].id, severity: .medium, item: "r", sincePrevious: nil)],
      coverage: coverage, gaps: [ownGap, gap(.auditDisabled, kind: .unifiedAudit, needs: [])])
  }

  static var failedTenant: RecordedTenant {
    let consent = gap(.consentRevoked, kind: .users, needs: [])
    return tenant(
      4, name: "Woodgrove", status: .failed, users: [user(9)],
      coverage: checks.map { Fixtures.coverage($0, .notAssessed, gaps: [consent], missed: nil) }, gaps: [consent])
  }

  /// A second night: one finding of the first audit, one that came since, and one of a check that failed at first.
  static var storyOfFirstAudit: RecordedTenant {
    let id = tenantID(6)
    let people = [user(11), user(12), user(13)]
    return tenant(
      6, name: "Adatum", users: people,
      findings: [
        finding(
          id, people[0].id, severity: .critical, sincePrevious: .persistent, firstSeenDaysAgo: 2,
          wasPresentAtFirstAudit: true),
        finding(id, people[1].id, severity: .high, sincePrevious: .new),
        finding(id, people[2].id, severity: .low, sincePrevious: .newCheck, wasPresentAtFirstAudit: true),
      ], previous: run("run-2", daysAgo: 1))
  }

  /// Text that attackers and accidents put into names.
  static let hostileTexts = [
    "<img src=x onerror=alert(1)>", "=cmd|'/c calc'!A1", "abc\u{202E}txt.exe", "nul\0byte", "lone \u{FFFD} half",
    String(repeating: "x", count: 40_000), "{{{x}}}", "'; DROP TABLE users; --", "\u{200B}", "   ", "_x0041_",
    "+1", "@SUM(1)", String(decoding: [0xEF, 0xBF, 0xBF, 0xEF, 0xB7, 0x90] as [UInt8], as: UTF8.self),
    "line\nbreak\ttab", "",
  ]

  /// A tenant whose every name is hostile.
  static var hostileTenant: RecordedTenant {
    let id = tenantID(5)
    let users = hostileTexts.enumerated().map { user(100 + $0.offset, name: $0.element, principalName: $0.element) }
    return tenant(
      5, name: "<script>alert('t')</script>\u{202E}", users: users,
      findings: users.enumerated().map { index, user in
        finding(
          id, user.id, severity: .high, item: "hostile-\(index)", message: hostileTexts[index],
          details: [Detail("rule_name", hostileTexts[index])])
      })
  }
}
