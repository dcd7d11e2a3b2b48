import AuditAnalysis
import AuditModel
import Testing

/// States, gaps, trends and coverage: what was not measured is never shown as clean.
struct StandingTests {
  private func standing(_ record: RecordedTenant) -> UserStanding? {
    TenantAnalysis(record, threshold: .low).standings.first
  }

  @Test(arguments: [
    ([FindingChange.new], FindingChange.new), ([.new, .persistent], .worse), ([.reopened, .new], .reopened),
    ([.newCheck], .newCheck), ([.newCheck, .persistent], .persistent), ([.unverified], .unverified),
    ([.unverified, .persistent], .persistent), ([.worse], .worse),
  ])
  func `a user's state sums up the changes of their findings`(changes: [FindingChange], expected: FindingChange) {
    let findings = changes.enumerated().map { Cast.finding(Cast.ada, item: "\($0.offset)", previous: $0.element) }
    #expect(standing(Cast.record(findings: findings, previous: Cast.run("before", daysAgo: 1)))?.state == expected)
  }

  @Test func `on a first audit nothing has a state and nothing is compared`() {
    let analysis = TenantAnalysis(Cast.record(findings: [Cast.finding(Cast.ada)]), threshold: .low)
    #expect(analysis.standings[0].state == nil)
    #expect(analysis.sincePrevious == nil)
    #expect(analysis.sinceWeek == nil)
  }

  @Test func `a user whose own evidence is missing is listed although nothing was found`() throws {
    let gap = Cast.gap(.timeout, missed: [Cast.ada.id])
    let record = Cast.record(
      users: [Cast.ada, Cast.user("b", "bob@contoso.example")],
      coverage: [Cast.coverage("mailbox-rules", .inboxRules, .partial, missed: [Cast.ada.id], gaps: [gap])])
    let analysis = TenantAnalysis(record, threshold: .low)
    #expect(analysis.standings.map(\.user.id) == [Cast.ada.id])
    let ada = try #require(analysis.standings.first)
    #expect(ada.cannotBeJudged)
    #expect(ada.unanswered.map(\.result) == [.notAssessed])
    #expect(ada.unanswered.map(\.reason) == [.timeout])
    #expect(ada.uncheckedFamilies == [.inboxRules])
  }

  @Test func `a partial check that found something about a user is still not a full answer`() {
    let coverage = Cast.coverage("mailbox-rules", .inboxRules, .partial, missed: nil, gaps: [Cast.gap(.throttled)])
    let record = Cast.record(findings: [Cast.finding(Cast.ada)], coverage: [coverage])
    #expect(standing(record)?.unanswered.map(\.result) == [.partial])
    #expect(standing(record)?.cannotBeJudged == false)
  }

  @Test func `somebody whom only a finding names is listed under their id`() {
    let stranger = Cast.user("upn:mallory@contoso.example", "ignored")
    let record = Cast.record(users: [], findings: [Cast.finding(stranger)])
    #expect(standing(record)?.user.userPrincipalName == "mallory@contoso.example")
    #expect(standing(record)?.user.isPrivileged == nil)
  }

  @Test func `a night on which the check could not look is unknown in the trend, never zero`() {
    let clear = Cast.coverage("mailbox-rules")
    let blind = Cast.coverage("mailbox-rules", .inboxRules, .notAssessed, missed: nil)
    let other = Cast.coverage("new-users", .directoryChanges)
    let nights = [[clear, other], [blind, other], [clear, other]].enumerated().map { index, coverage in
      RecordedTenant.Night(run: Cast.run("n\(index)", daysAgo: 2 - index), status: .incomplete, coverage: coverage)
    }
    let record = Cast.record(
      findings: [Cast.finding(Cast.ada, previous: .unverified, nights: [.high, nil, .high])],
      coverage: [clear, other], previous: Cast.run("n1", daysAgo: 1), nights: nights)
    #expect(standing(record)?.trend.map(\.count) == [1, nil, 1])
  }

  /// Three nights; on the middle one the check that found something has another answer.
  private func trend(
    middle: CheckCoverage, of user: UserFacts? = Cast.ada, severities: [Severity?] = [.high, nil, .high]
  ) -> [Int?] {
    let (clear, other) = (Cast.coverage("mailbox-rules"), Cast.coverage("new-users", .directoryChanges))
    let nights = [[clear, other], [middle, other], [clear, other]].enumerated().map { index, coverage in
      RecordedTenant.Night(run: Cast.run("n\(index)", daysAgo: 2 - index), status: .incomplete, coverage: coverage)
    }
    let findings = [
      Cast.finding(user, nights: severities),
      Cast.finding(Cast.ada, check: "new-users", family: .directoryChanges, nights: [.high, .high, .high]),
    ]
    return TenantAnalysis(Cast.record(findings: findings, coverage: [clear, other], nights: nights), threshold: .low)
      .trend.map(\.count)
  }

  @Test func `a tenant's trend does not fall because nobody looked`() {
    func rules(_ result: CheckResult, missed: [UserID]? = []) -> CheckCoverage {
      Cast.coverage("mailbox-rules", .inboxRules, result, missed: missed)
    }
    #expect(trend(middle: rules(.clear)) == [2, 1, 2])
    for result in [CheckResult.notAssessed, .notLicensed, .disabled] {
      #expect(trend(middle: rules(result)) == [2, nil, 2])
    }
    #expect(trend(middle: Cast.coverage("of-another-name")) == [2, nil, 2])
    #expect(trend(middle: rules(.partial, missed: nil)) == [2, nil, 2])
    #expect(trend(middle: rules(.partial, missed: [Cast.ada.id])) == [2, nil, 2])
    #expect(trend(middle: rules(.partial, missed: [UserID("b")])) == [2, 1, 2])
    #expect(trend(middle: rules(.partial, missed: [UserID("b")]), of: nil) == [2, nil, 2])
    // Seen all the same, or below the threshold on that night: nothing is unknown.
    #expect(trend(middle: rules(.partial, missed: nil), severities: [.high, .high, .high]) == [2, 2, 2])
    #expect(trend(middle: rules(.partial, missed: nil), severities: [.high, .informational, .high]) == [2, 1, 2])
    #expect(trend(middle: rules(.notAssessed), severities: [nil, nil, nil]) == [1, 1, 1])
  }

  @Test func `a finding that stays open although its check could look makes the count unknown, not smaller`() {
    let coverage = Cast.coverage("mailbox-rules")
    let nights = (0..<3).map { index in
      RecordedTenant.Night(run: Cast.run("n\(index)", daysAgo: 2 - index), status: .complete, coverage: [coverage])
    }
    let finding = Cast.finding(
      Cast.ada, presence: .unverified, previous: .unverified, nights: [.high, nil, nil], lastConfirmedDaysAgo: 2)
    let analysis = TenantAnalysis(Cast.record(findings: [finding], nights: nights), threshold: .low)
    #expect(analysis.trend.map(\.count) == [1, nil, nil])
    #expect(analysis.standings.map { $0.trend.map(\.count) } == [[1, nil, nil]])
  }

  @Test func `a tenant's difference to a week ago is unknown when tonight's evidence is lost`() {
    let week = Cast.run("week", daysAgo: 7)
    func delta(_ tonight: CheckResult) -> Int? {
      let nights = [
        RecordedTenant.Night(run: week, status: .complete, coverage: [Cast.coverage("mailbox-rules")]),
        RecordedTenant.Night(
          run: Cast.run("now"), status: .incomplete,
          coverage: [Cast.coverage("mailbox-rules", .inboxRules, tonight), Cast.coverage("new-users")]),
      ]
      let finding = Cast.finding(Cast.ada, presence: .unverified, nights: [.high, nil])
      return TenantAnalysis(Cast.record(findings: [finding], week: week, nights: nights), threshold: .low).weekDelta
    }
    #expect(delta(.notAssessed) == nil)
    #expect(delta(.clear) == -1)
  }

  @Test func `what ended on an older night counts in its trends and is listed nowhere`() {
    let coverage = [Cast.coverage("mailbox-rules"), Cast.coverage("new-users", .directoryChanges)]
    let nights = [2, 1, 0].map {
      RecordedTenant.Night(run: Cast.run("n\($0)", daysAgo: $0), status: .complete, coverage: coverage)
    }
    let bob = Cast.user("b", "bob@contoso.example")
    let record = Cast.record(
      users: [Cast.ada, bob],
      findings: [
        Cast.finding(Cast.ada, previous: .persistent, nights: [.high, .high, .high]),
        Cast.finding(
          Cast.ada, check: "new-users", .critical, item: "2", presence: .resolved, nights: [.critical, nil, nil]),
        Cast.finding(bob, item: "3", presence: .agedOut, nights: [.high, nil, nil]),
      ],
      coverage: coverage, previous: Cast.run("n1", daysAgo: 1), week: Cast.run("n1", daysAgo: 1), nights: nights)
    let analysis = TenantAnalysis(record, threshold: .low)
    #expect(analysis.findings.map(\.finding.severity) == [.high])
    #expect(analysis.standings.map(\.user.id) == [Cast.ada.id])
    #expect(analysis.trend.map(\.count) == [3, 1, 1])
    let ada = analysis.standings[0]
    #expect(ada.trend.map(\.count) == [2, 1, 1])
    #expect(ada.findings.total == 1 && ada.indicatorCount == 1 && ada.severity == .high && ada.state == .persistent)
    #expect(ada.strongestFinding == analysis.findings[0].finding.key)
    #expect(FindingChange.allCases.allSatisfy { analysis.sincePrevious?[$0] == ($0 == .persistent ? 1 : 0) })
    #expect(analysis.families.reduce(0) { $0 + $1.findings.total } == 1)
  }

  @Test func `a night that failed is unknown for everybody`() {
    let night = RecordedTenant.Night(run: Cast.run("n0", daysAgo: 1), status: .failed, coverage: [])
    let now = RecordedTenant.Night(run: Cast.run("now"), status: .complete, coverage: [Cast.coverage("mailbox-rules")])
    let record = Cast.record(findings: [Cast.finding(Cast.ada, nights: [nil, .high])], nights: [night, now])
    let analysis = TenantAnalysis(record, threshold: .low)
    #expect(analysis.standings.first?.trend.map(\.count) == [nil, 1])
    #expect(analysis.trend.map(\.count) == [nil, 1])
  }

  @Test func `the difference to a week ago needs both nights`() {
    let week = Cast.run("week", daysAgo: 7)
    let coverage = [Cast.coverage("mailbox-rules")]
    func delta(weekStatus: TenantStatus) -> Int? {
      let nights = [
        RecordedTenant.Night(run: week, status: weekStatus, coverage: weekStatus == .failed ? [] : coverage),
        RecordedTenant.Night(run: Cast.run("now"), status: .complete, coverage: coverage),
      ]
      return standing(
        Cast.record(findings: [Cast.finding(Cast.ada, nights: [nil, .high])], week: week, nights: nights))?.weekDelta
    }
    #expect(delta(weekStatus: .complete) == 1)
    #expect(delta(weekStatus: .failed) == nil)
  }

  @Test func `coverage is rounded down and never up to 100`() {
    var counts = CoverageCounts()
    counts.clear = 1_999
    counts.notAssessed = 1
    #expect(counts.permille == 999)
    #expect(CoverageCounts().permille == nil)
    #expect(CoverageCounts([.clear, .triggered, .notLicensed, .disabled, .notApplicable]).permille == 1_000)
    #expect(CoverageCounts([.clear, .partial]).permille == 500)
  }

  @Test
  func `a family without a check in the catalogue is unknown, and one unanswered check keeps it from being clear`() {
    let record = Cast.record(coverage: [
      Cast.coverage("mailbox-rules"), Cast.coverage("inbox-rule-changes", .inboxRules, .notAssessed, missed: nil),
    ])
    let families = TenantAnalysis(record, threshold: .low).families
    #expect(families.count == 8)
    #expect(families.first { $0.family == .inboxRules }?.result == .partial)
    #expect(families.first { $0.family == .applications }?.result == nil)
  }

  @Test func `only counted findings count as changes`() {
    let findings = [
      Cast.finding(Cast.ada, .high, previous: .new), Cast.finding(Cast.ada, .informational, item: "2", previous: .new),
    ]
    let analysis = TenantAnalysis(
      Cast.record(findings: findings, previous: Cast.run("before", daysAgo: 1)), threshold: .low)
    #expect(analysis.sincePrevious?[.new] == 1)
  }
}
