import AuditHistory
import AuditModel
import Testing

/// What becomes of a finding from night to night; each is a story of up to three nights.
struct FindingChangeTests {
  private let clear = TenantResult.contoso()
  private let found = TenantResult.contoso(findings: [.rule()])
  private let blind = TenantResult.contoso(
    coverage: [.rules(.notAssessed, missedUsers: nil, gaps: [.forbidden])], status: .incomplete)

  @Test func `on a tenant's first night nothing is compared`() throws {
    let night = try Story().night(0, found)
    #expect(night.previous == nil && night.week == nil)
    #expect(night.findings.map(\.sincePrevious) == [nil])
    #expect(night.findings.map(\.presence) == [.confirmed])
    #expect(night.findings.map(\.nightsSeen) == [1])
    #expect(night.findings[0].firstSeen == night.nights[0].run)
  }

  @Test func `what a check would have seen the night before is new`() throws {
    let story = try Story()
    try story.night(0, clear)
    let night = try story.night(1, found)
    #expect(night.findings.map(\.sincePrevious) == [.new])
    #expect(night.findings[0].severityByNight == [nil, .high])
  }

  @Test(arguments: [
    TenantResult.contoso(coverage: []),
    TenantResult.contoso(coverage: [.rules(.clear, revision: 0)]),
    TenantResult.contoso(coverage: [.rules(.notAssessed, missedUsers: nil)]),
    TenantResult.contoso(coverage: [.rules(.disabled)]),
    TenantResult.contoso(coverage: [.rules(.partial, missedUsers: nil)]),
    TenantResult.contoso(coverage: [.rules(.partial, missedUsers: [Story.ada])]),
  ])
  func `what a check could not have seen the night before is new to the check, not to the user`(
    _ before: TenantResult
  ) throws {
    let story = try Story()
    try story.night(0, before)
    #expect(try story.night(1, found).findings.map(\.sincePrevious) == [.newCheck])
  }

  @Test func `twenty checks that come with an upgrade are new checks, and none of their findings is new`() throws {
    let story = try Story()
    let checks = (1...20).map { "check-\($0)" }
    try story.night(0, found)
    let upgraded = TenantResult.contoso(
      findings: [.rule()] + checks.map { .rule("item", check: $0) },
      coverage: [.rules(.triggered)] + checks.map { .rules(.triggered, check: $0) })
    let night = try story.night(1, upgraded)
    #expect(night.findings.count == 21)
    let states = Dictionary(grouping: night.findings, by: \.sincePrevious).mapValues(\.count)
    #expect(states == [.persistent: 1, .newCheck: 20])
    #expect(Set(night.findings.filter { $0.sincePrevious == .newCheck }.map(\.finding.checkID.rawValue)) == Set(checks))
    #expect(try story.night(2, upgraded).findings.allSatisfy { $0.sincePrevious == .persistent })
  }

  @Test func `a finding says whether the first audit showed it, and a night that saw nothing is no audit`() throws {
    let story = try Story()
    try story.night(0, .contoso(coverage: [.rules(.notAssessed, missedUsers: nil)], status: .failed))
    #expect(try story.night(1, isKilled: true, found).findings.map(\.wasPresentAtFirstAudit) == [true])
    let second = TenantResult.contoso(findings: [.rule(), .rule("rule-2")])
    #expect(try story.night(2, second).findings.map(\.wasPresentAtFirstAudit) == [true, true])
    let third = TenantResult.contoso(findings: [.rule(), .rule("rule-2"), .rule("rule-3", of: Story.bob)])
    let later = try story.night(3, third)
    let present = Dictionary(
      uniqueKeysWithValues: later.findings.map { ($0.finding.evidence[0].recordID, $0.wasPresentAtFirstAudit) })
    #expect(present == ["rule-1": true, "rule-2": true, "rule-3": false])
  }

  @Test func `a partial check that missed somebody else could tell`() throws {
    let story = try Story()
    try story.night(0, .contoso(coverage: [.rules(.partial, missedUsers: [Story.bob])]))
    #expect(try story.night(1, found).findings.map(\.sincePrevious) == [.new])
  }

  @Test func `the same finding persists and counts its nights`() throws {
    let story = try Story()
    for day in 0...1 { try story.night(day, found) }
    let night = try story.night(2, found)
    #expect(night.findings.map(\.sincePrevious) == [.persistent])
    #expect(night.findings.map(\.nightsSeen) == [3])
    #expect(night.findings[0].firstSeen.id == Story.run(0) && night.findings[0].lastConfirmed.id == Story.run(2))
  }

  @Test func `a higher severity is worse, once, and a lower one is not`() throws {
    let story = try Story()
    let severities: [Severity] = [.low, .high, .high, .medium]
    let changes = try severities.enumerated().map { day, severity in
      try story.night(day, .contoso(findings: [.rule(severity: severity)])).findings.map(\.sincePrevious)
    }
    #expect(changes == [[nil], [.worse], [.persistent], [.persistent]])
    let last = try story.store.recordedTenant(Story.tenant.id, at: Story.run(3)).findings[0]
    #expect(last.severityByNight == [.low, .high, .high, .medium])
    #expect(last.nightsSeen == 4)
  }

  @Test func `a higher severity by a new revision of the check is another question, not worse`() throws {
    let story = try Story()
    try story.night(0, .contoso(findings: [.rule(severity: .low)]))
    let upgraded = TenantResult.contoso(
      findings: [.rule(severity: .high, revision: 2)], coverage: [.rules(.triggered, revision: 2)])
    #expect(try story.night(1, upgraded).findings.map(\.sincePrevious) == [.persistent])
  }

  @Test(arguments: [(FindingKind.state, Presence.resolved, FindingChange.resolved), (.event, .agedOut, .agedOut)])
  func `gone after a complete look is resolved for a state and aged out for an event`(
    _ kind: FindingKind, _ presence: Presence, _ change: FindingChange
  ) throws {
    let story = try Story()
    try story.night(0, .contoso(findings: [.rule(kind: kind)]))
    let ended = try story.night(1, clear)
    #expect(ended.findings.map(\.presence) == [presence])
    #expect(ended.findings.map(\.sincePrevious) == [change])
    #expect(ended.findings[0].severityByNight == [.high, nil])
    let later = try story.night(2, clear).findings
    #expect(later.map(\.sincePrevious) == [nil] && later.map(\.sinceWeek) == [nil])
    #expect(later[0].presence == presence && later[0].severityByNight == [.high, nil, nil])
  }

  @Test func `gone when nobody looked is unverified and stays open until somebody looks`() throws {
    let story = try Story()
    try story.night(0, found)
    for day in 1...2 {
      let night = try story.night(day, blind)
      #expect(night.findings.map(\.presence) == [.unverified])
      #expect(night.findings.map(\.sincePrevious) == [.unverified])
      #expect(night.findings[0].lastConfirmed.id == Story.run(0))
      #expect(night.findings[0].nightsSeen == 1)
      #expect(night.findings[0].finding == Finding.rule())
    }
    let night = try story.night(3, found)
    #expect(night.findings.map(\.sincePrevious) == [.persistent])
    #expect(night.findings[0].severityByNight == [.high, nil, nil, .high])
    #expect(night.findings[0].nightsSeen == 2)
  }

  @Test func `a blind night between, and then clear, is resolved`() throws {
    let story = try Story()
    try story.night(0, found)
    try story.night(1, blind)
    #expect(try story.night(2, clear).findings.map(\.presence) == [.resolved])
  }

  @Test(arguments: [
    TenantResult.contoso(coverage: []),
    TenantResult.contoso(coverage: [.rules(.notLicensed)]),
    TenantResult.contoso(coverage: [.rules(.notApplicable)]),
    TenantResult.contoso(coverage: [.rules(.disabled)]),
    TenantResult.contoso(coverage: [.rules(.partial, missedUsers: nil)]),
    TenantResult.contoso(coverage: [.rules(.partial, missedUsers: [Story.ada])]),
    TenantResult.contoso(coverage: [], users: [], status: .failed),
  ])
  func `silence of a check that could not answer for the user never resolves`(_ tonight: TenantResult) throws {
    let story = try Story()
    try story.night(0, found)
    let night = try story.night(1, tonight)
    #expect(night.findings.map(\.presence) == [.unverified])
    #expect(night.users.map(\.id) == [Story.ada, Story.bob])
  }

  @Test func `a partial check resolves for the users it did not miss`() throws {
    let story = try Story()
    try story.night(0, found)
    let night = try story.night(1, .contoso(coverage: [.rules(.partial, missedUsers: [Story.bob])]))
    #expect(night.findings.map(\.presence) == [.resolved])
  }

  @Test func `a tenant's own finding is unverified under any partial check`() throws {
    let story = try Story()
    try story.night(0, .contoso(findings: [.rule(of: nil)]))
    let night = try story.night(1, .contoso(coverage: [.rules(.partial, missedUsers: [Story.bob])]))
    #expect(night.findings.map(\.presence) == [.unverified])
  }

  @Test func `what ended and is seen again is reopened, first seen when it was first seen`() throws {
    let story = try Story()
    try story.night(0, found)
    try story.night(1, clear)
    let night = try story.night(2, found)
    #expect(night.findings.map(\.sincePrevious) == [.reopened])
    #expect(night.findings[0].firstSeen.id == Story.run(0))
    #expect(night.findings[0].nightsSeen == 2)
    #expect(try story.night(3, found).findings.map(\.sincePrevious) == [.persistent])
  }

  @Test func `the week's run is compared apart from the previous one`() throws {
    let story = try Story()
    try story.night(0, clear)
    try story.night(6, .contoso(findings: [.rule("old")]))
    let night = try story.night(7, .contoso(findings: [.rule("old"), .rule("new")]))
    #expect(night.week?.id == Story.run(0) && night.previous?.id == Story.run(6))
    let changes = Dictionary(uniqueKeysWithValues: night.findings.map { ($0.finding.evidence[0].recordID, $0) })
    #expect(changes["old"]?.sincePrevious == .persistent && changes["old"]?.sinceWeek == .new)
    #expect(changes["new"]?.sincePrevious == .new && changes["new"]?.sinceWeek == .new)
  }

  @Test func `what ended since the week but before the previous run counts for the week only`() throws {
    let story = try Story()
    try story.night(0, found)
    try story.night(6, clear)
    let night = try story.night(7, clear)
    #expect(night.findings.map(\.sinceWeek) == [.resolved])
    #expect(night.findings.map(\.sincePrevious) == [nil])
  }

  @Test func `what came and went between two compared runs is neither's news and is there for trends`() throws {
    let story = try Story()
    try story.night(0, clear)
    try story.night(3, found)
    try story.night(6, clear)
    let findings = try story.night(7, clear).findings
    #expect(findings.map(\.sincePrevious) == [nil] && findings.map(\.sinceWeek) == [nil])
    #expect(findings.map(\.severityByNight) == [[nil, .high, nil, nil]])
    #expect(findings.map(\.presence) == [.resolved])
  }

  @Test func `what ended before the last fourteen nights is gone`() throws {
    let story = try Story()
    try story.night(0, found)
    for day in 1...12 { try story.night(day, clear) }
    let last = try story.night(13, clear)
    #expect(last.findings.map(\.severityByNight) == [[.high] + Array(repeating: nil, count: 13)])
    #expect(try story.night(14, clear).findings.isEmpty)
  }

  @Test func `what nobody but a killed run saw is nowhere, and what only it missed is reopened`() throws {
    let story = try Story()
    try story.night(0, .contoso(findings: [.rule("a")]))
    try story.night(1, isKilled: true, .contoso(findings: [.rule("b")]))
    let night = try story.night(2, .contoso(findings: [.rule("a")]))
    #expect(night.previous?.id == Story.run(0))
    #expect(night.findings.map(\.finding.evidence[0].recordID) == ["a"])
    #expect(night.findings.map(\.sincePrevious) == [.reopened])
    #expect(night.findings[0].severityByNight == [.high, .high])
  }

  @Test func `what ended and came back since the week is reopened for the week`() throws {
    let story = try Story()
    try story.night(0, found)
    try story.night(3, clear)
    try story.night(6, found)
    let night = try story.night(7, found)
    #expect(night.findings.map(\.sinceWeek) == [.reopened])
    #expect(night.findings.map(\.sincePrevious) == [.persistent])
  }
}
