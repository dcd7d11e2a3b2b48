import AuditHistory
import AuditModel
import Testing

/// Nights, what they are compared with, and how long a check has been as it is.
struct NightTests {
  private let clear = TenantResult.contoso()
  private let blind = TenantResult.contoso(
    coverage: [.rules(.notAssessed, missedUsers: nil, gaps: [.forbidden])], status: .incomplete)

  @Test func `a quiet night adds rows for the run, its tenants and their coverage only`() throws {
    let story = try Story()
    func quiet(_ day: Int) -> TenantResult {
      .contoso(
        findings: [.rule("a", collected: Story.asOf(day)), .rule("b", collected: Story.asOf(day))],
        coverage: [
          .rules(.partial, missedUsers: [Story.bob], gaps: [.forbidden], day: day), .rules(.clear, check: "b"),
        ],
        gaps: [.forbidden], day: day)
    }
    try story.night(0, quiet(0))
    let before = try story.rowCounts()
    try story.night(1, quiet(1))
    let added = try story.rowCounts().merging(before) { $0 - $1 }.filter { $0.value != 0 }
    #expect(added == ["run": 1, "tenant_run": 1, "coverage": 2])
  }

  @Test func `evidence shows when it was collected for the first time in its present form`() throws {
    let story = try Story()
    for (day, message) in ["Same.", "Same.", "Other."].enumerated() {
      let night = try story.night(day, .contoso(findings: [.rule(message: message, collected: Story.asOf(day))]))
      #expect(night.findings[0].finding.evidence[0].collectedAt == Story.asOf(day == 2 ? 2 : 0))
      #expect(night.findings[0].finding.message == message)
    }
  }

  @Test func `a finding that is confirmed again after a blind night is not stored again`() throws {
    let story = try Story()
    let found = TenantResult.contoso(findings: [.rule()])
    for (day, result) in [found, blind, found].enumerated() { try story.night(day, result) }
    #expect(try story.number("SELECT count(content) FROM finding_interval") == 1)
    #expect(try story.store.recordedTenant(Story.tenant.id, at: Story.run(2)).findings[0].finding == .rule())
  }

  @Test(arguments: [
    ([0, 24, 144, 168], 0), ([0, 12, 177], 12), ([0, 10, 173], 10), ([0, 204], 0),
  ])
  func `the week's run is the one nearest to seven days before`(_ hours: [Int], _ week: Int) throws {
    let story = try Story()
    for (number, hour) in hours.enumerated() { try story.night(number, hours: hour - 24 * number, clear) }
    let last = try story.store.recordedTenant(Story.tenant.id, at: Story.run(hours.count - 1))
    #expect(last.week?.asOf == Story.asOf(0, hours: week))
    #expect(last.previous?.id == Story.run(hours.count - 2))
  }

  @Test(arguments: [[0, 205], [0, 131], [0]])
  func `a run more than thirty-six hours off is no week's run`(_ hours: [Int]) throws {
    let story = try Story()
    for (number, hour) in hours.enumerated() { try story.night(number, hours: hour - 24 * number, clear) }
    #expect(try story.store.recordedTenant(Story.tenant.id, at: Story.run(hours.count - 1)).week == nil)
  }

  @Test func `of hourly runs the newest of each day is a night, and the week's is among them`() throws {
    let story = try Story()
    let hours = [0] + (150..<170).map { $0 }
    for (number, hour) in hours.enumerated() {
      try story.night(number, hours: hour - 24 * number, number == 0 ? .contoso(findings: [.rule()]) : clear)
    }
    let last = try story.store.recordedTenant(Story.tenant.id, at: Story.run(20))
    #expect(last.nights.map(\.run.id) == [0, 16, 20].map { Story.run($0) })
    #expect(last.nights.map(\.coverage.count) == [1, 1, 1])
    #expect(last.week?.id == Story.run(0))
    #expect(last.findings.map(\.sinceWeek) == [.resolved])
    #expect(last.findings[0].severityByNight == [.high, nil, nil])
    #expect(last.previous?.id == Story.run(19) && last.coverage[0].previousResult == .clear)
  }

  @Test func `a run is compared with an earlier one of the same day`() throws {
    let story = try Story()
    try story.night(0, .contoso(findings: [.rule()]))
    let again = try story.night(1, hours: -12, clear)
    #expect(again.nights.map(\.run.id) == [Story.run(1)])
    #expect(again.findings.map(\.sincePrevious) == [.resolved])
    #expect(again.coverage[0].previousResult == .triggered)
  }

  @Test func `coverage says since when and for how many runs, and what it was before`() throws {
    let story = try Story()
    for (day, result) in [clear, blind, blind, .contoso(coverage: []), blind].enumerated() {
      try story.night(day, result)
    }
    func coverage(_ day: Int) throws -> RecordedCoverage? {
      try story.store.recordedTenant(Story.tenant.id, at: Story.run(day)).coverage.first
    }
    #expect(try coverage(0)?.previousResult == nil && coverage(0)?.runsInRow == 1)
    #expect(try coverage(1)?.previousResult == .clear && coverage(1)?.since.id == Story.run(1))
    #expect(try coverage(2)?.previousResult == .notAssessed && coverage(2)?.since.id == Story.run(1))
    #expect(try coverage(2)?.runsInRow == 2)
    #expect(try coverage(3) == nil)
    #expect(try coverage(4)?.previousResult == nil && coverage(4)?.since.id == Story.run(4))
  }

  @Test func `a killed run is compared with by none but itself`() throws {
    let story = try Story()
    let found = TenantResult.contoso(findings: [.rule()])
    try story.night(0, clear)
    try story.night(1, isKilled: true, found)
    let killed = try story.store.recordedTenant(Story.tenant.id, at: Story.run(1))
    #expect(killed.previous?.id == Story.run(0) && killed.nights.map(\.run.id) == [Story.run(0), Story.run(1)])
    #expect(killed.findings.map(\.sincePrevious) == [.new])
    let night = try story.night(2, found)
    #expect(night.previous?.id == Story.run(0) && night.nights.map(\.run.id) == [Story.run(0), Story.run(2)])
    #expect(night.findings.map(\.sincePrevious) == [.new])
    #expect(night.findings.map(\.severityByNight) == [[nil, .high]])
    #expect(night.coverage[0].previousResult == .clear && night.coverage[0].since.id == Story.run(2))
  }

  @Test func `a killed run stands for no week`() throws {
    let story = try Story()
    try story.night(0, isKilled: true, clear)
    try story.night(1, clear)
    #expect(try story.night(7, clear).week?.id == Story.run(1))
    let other = try Story()
    try other.night(0, isKilled: true, clear)
    #expect(try other.night(7, clear).week == nil)
  }

  @Test func `another run of the same evening is compared with what that evening is compared with`() throws {
    let story = try Story()
    let found = TenantResult.contoso(findings: [.rule()])
    try story.night(0, clear)
    try story.night(1, clear)
    let again = try story.night(2, evening: 1, found)
    #expect(again.previous?.id == Story.run(0) && again.nights.map(\.run.id) == [Story.run(0), Story.run(2)])
    #expect(again.findings.map(\.sincePrevious) == [.new])
    #expect(again.coverage[0].previousResult == .clear && again.coverage[0].since.id == Story.run(2))
    let next = try story.night(3, evening: 2, found)
    #expect(next.nights.map(\.run.id) == [Story.run(0), Story.run(2), Story.run(3)])
    #expect(next.previous?.id == Story.run(2) && next.findings.map(\.sincePrevious) == [.persistent])
    #expect(next.coverage[0].runsInRow == 2 && next.coverage[0].since.id == Story.run(2))
  }

  @Test func `a killed run neither breaks nor lengthens a series of runs`() throws {
    let story = try Story()
    try story.night(0, blind)
    try story.night(1, isKilled: true, clear)
    let second = try story.night(2, blind).coverage[0]
    #expect(second.runsInRow == 2 && second.since.id == Story.run(0) && second.previousResult == .notAssessed)
    try story.night(3, isKilled: true, blind)
    let third = try story.night(4, blind).coverage[0]
    #expect(third.runsInRow == 3 && third.since.id == Story.run(0))
  }

  @Test func `the last complete run is this one, an earlier one, or none`() throws {
    let story = try Story()
    let nights = try [blind, clear, blind].enumerated().map { try story.night($0, $1) }
    #expect(nights.map(\.lastCompleteRun?.id) == [nil, Story.run(1), Story.run(1)])
    #expect(nights[2].nights.map(\.status) == [.incomplete, .complete, .incomplete])
  }

  @Test func `a tenant that is audited now and then counts its own nights`() throws {
    let story = try Story()
    let other = Tenant(id: TenantID("other"), displayName: "Other")
    try story.night(0, .contoso(findings: [.rule()]))
    for day in 1...3 { try story.night(day, .contoso(tenant: other)) }
    let night = try story.night(4, .contoso(findings: [.rule()]))
    #expect(night.previous?.id == Story.run(0) && night.findings[0].nightsSeen == 2)
    #expect(try story.store.tenants(of: Story.run(3)) == [other.id])
    #expect(throws: HistoryError.tenantNotRecorded(Story.tenant.id, Story.run(3))) {
      try story.store.recordedTenant(Story.tenant.id, at: Story.run(3))
    }
  }
}
