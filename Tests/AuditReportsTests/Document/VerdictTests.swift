import AuditAnalysis
import AuditModel
import Foundation
import Testing

@testable import AuditReports

/// What the head of a report says of who has to act.
struct VerdictTests {
  private static let tenant = Fixtures.tenantID(1)
  private static let ada = Fixtures.user(1)

  private static func wide(_ severity: Severity, _ change: FindingChange? = .new) -> RecordedFinding {
    Fixtures.finding(
      tenant, nil, check: Fixtures.checks[3], severity: severity, item: "wide", message: "The audit log is off.",
      sincePrevious: change)
  }

  private static func personal(
    _ severity: Severity, _ change: FindingChange? = .new, item: String = "own"
  ) -> RecordedFinding {
    Fixtures.finding(tenant, ada.id, severity: severity, item: item, sincePrevious: change)
  }

  private func documents(_ findings: [RecordedFinding]) throws -> (fleet: ReportDocument, own: [ReportDocument]) {
    let coverage = Fixtures.checks.map { check in
      Fixtures.coverage(check, findings.contains { $0.finding.checkID == check.id } ? .triggered : .clear)
    }
    return try Fixtures.documents([
      Fixtures.tenant(
        1, users: [Self.ada, Fixtures.user(2)], findings: findings, coverage: coverage,
        previous: Fixtures.run("run-2", daysAgo: 1))
    ])
  }

  @Test(arguments: [
    (
      [wide(.critical), personal(.low)],
      "1 tenant as a whole needs action now; no user does; 1 user shows signs worth a look; 2 findings are new since the last run."
    ),
    ([wide(.high)], "1 tenant as a whole needs action now; no user stands out; 1 finding is new since the last run."),
    (
      [wide(.critical, .persistent), personal(.critical)],
      "1 tenant as a whole needs action now; 1 user needs action now; 1 finding is new since the last run."
    ),
    (
      [wide(.high, .persistent), personal(.low)],
      "Nobody needs action now; 1 user shows signs worth a look; 1 finding is new since the last run."
    ),
    ([wide(.medium)], "No user stands out, but tenants as a whole have findings; 1 finding is new since the last run."),
  ])
  func `a tenant that needs action is said first, and nobody is said to be well before it`(
    _ findings: [RecordedFinding], _ verdict: String
  ) throws {
    let fleet = try documents(findings).fleet
    #expect(fleet.verdict == verdict)
    let urgent = findings.contains { $0.finding.userID == nil && $0.needsAction }
    #expect(fleet.totals.tenants.needsAction == (urgent ? 1 : 0))
    #expect(try fleet.tenants.all().map(\.verdict) == [urgent ? .action : .findings])
  }

  @Test func `the figure and the title of a page show tenants that need action`() throws {
    let (fleet, own) = try documents([Self.wide(.critical), Self.personal(.low)])
    let page = try HTMLPages(fleet).text()
    #expect(page.contains("0<small>users; and 1 tenant as a whole: critical, or high and not known before</small>"))
    #expect(page.contains("<title>1 tenant to act on — Fleet"))
    let tenant = try HTMLPages(own[0]).text()
    #expect(tenant.contains("0<small>users; and the tenant as a whole: critical"))
    #expect(own[0].verdict.hasPrefix("The tenant as a whole needs action now; no user does;"))
  }

  @Test(arguments: [
    ([personal(.high, .persistent), personal(.low, .new, item: "news")], false),
    ([personal(.high, .unverified), personal(.medium, .worse, item: "news")], false),
    ([personal(.high, .new)], true), ([personal(.high, .reopened)], true), ([personal(.high, nil)], true),
    ([personal(.high, .newCheck)], true), ([personal(.critical, .persistent)], true),
    ([personal(.medium, .new)], false),
  ])
  func `a user needs action for a critical finding, or for a high one that was not known`(
    _ findings: [RecordedFinding], _ needsAction: Bool
  ) throws {
    let fleet = try documents(findings).fleet
    #expect(fleet.totals.users.needsAction == (needsAction ? 1 : 0))
    #expect(try fleet.users.all().map(\.standing.needsAction) == [needsAction])
  }

  @Test func `nobody is listed above findings about the tenant, and the page points to them`() throws {
    let (fleet, own) = try documents([Self.wide(.critical)])
    #expect(
      try HTMLPages(own[0]).text().contains(
        "found nothing about one. 1 finding concerns the tenant as a whole: see The tenant itself."))
    #expect(try HTMLPages(fleet).text().contains("1 finding concerns tenants as a whole: see Tenants."))
    let quiet = try documents([]).own[0]
    #expect(try HTMLPages(quiet).text().contains("ran for every user and found nothing about one.</p>"))
  }

  @Test(arguments: [(Severity.informational, "·"), (.low, "▪"), (.critical, "◆")])
  func `a check that found something is marked by how bad it is`(_ severity: Severity, _ icon: String) throws {
    let (fleet, own) = try documents([Self.personal(severity)])
    let mark = "<span class=\"chip \(severity.rawValue)\"><span aria-hidden=\"true\">\(icon)</span>"
    for document in [fleet, own[0]] {
      let page = try HTMLPages(document).text()
      #expect(page.contains("found something: \(severity.words.lowercased())"))
      #expect(page.contains(mark))
    }
    let family = try #require(try fleet.tenants.all().first?.families.first { $0.family == .inboxRules })
    let cell = String(describing: CellWords.family(family))
    #expect(cell == String(describing: severity == .informational ? Cell.words("·") : .number(1)), "\(cell)")
  }

  @Test func `in a fleet users of a first audit can be filtered beside those with changes`() throws {
    let tenants = [
      Fixtures.tenant(
        1, users: [Self.ada], findings: [Self.personal(.low)], previous: Fixtures.run("run-2", daysAgo: 1)),
      Fixtures.tenant(
        2, users: [Fixtures.user(4)], findings: [Fixtures.finding(Fixtures.tenantID(2), Fixtures.user(4).id)]),
    ]
    let page = try HTMLPages(Fixtures.documents(tenants).fleet).text()
    #expect(page.contains("data-state=\"first_audit\"") && page.contains("data-state=\"new\""))
    #expect(page.contains("<option value=\"first_audit\">") && page.contains("<option value=\"new\">"))
  }

  @Test(arguments: [
    ([3, 0, nil], "↓ 3 to 0, last not measured"), ([3, nil, 0], "↓ 3 to 0"),
    ([1, 2, nil, nil], "↑ 1 to 2, last not measured"),
    ([nil, 2], "? not comparable"), ([2], "∗ first run"),
  ])
  func `a trend says when the last night was not measured`(_ counts: [Int?], _ words: String) {
    let points = counts.enumerated().map {
      TrendPoint(asOf: Fixtures.night.advanced(byDays: $0.offset - counts.count), count: $0.element)
    }
    #expect(TrendWords(points, weekDelta: nil).words == words)
  }
}
