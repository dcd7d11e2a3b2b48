import AuditHistory
import AuditModel
import Testing

/// A past run is rebuilt exactly, whatever was recorded since.
struct RebuildingTests {
  @Test func `an old run says the same after later runs, of this tenant and of others`() throws {
    let story = try Story()
    let other = Tenant(id: TenantID("other"), displayName: "Fabrikam", defaultDomain: nil, cloud: "usgov")
    let nights = [
      TenantResult.contoso(findings: [.rule("a"), .rule("b", of: nil, kind: .event)]),
      .contoso(
        findings: [.rule("b", of: nil, kind: .event)],
        coverage: [.rules(.notAssessed, missedUsers: nil, gaps: [.forbidden])],
        users: [.named("ada", Story.ada, displayName: "Ada"), .named("carol", UserID("c"))], status: .incomplete,
        gaps: [.forbidden]),
      .contoso(findings: [.rule("a", severity: .critical)], tenant: .renamed),
      .contoso(coverage: [], users: [], status: .failed, tenant: .renamed),
      .contoso(
        findings: [.rule("c")], coverage: [.rules(.triggered, revision: 2), .rules(.clear, check: "new-users")]),
    ]
    var told: [String] = []
    for (day, night) in nights.enumerated() {
      told.append(dump(try story.night(day, night, .contoso(coverage: [], tenant: other))))
    }
    for day in nights.indices {
      #expect(dump(try story.store.recordedTenant(Story.tenant.id, at: Story.run(day))) == told[day])
    }
    #expect(Set(told).count == nights.count)
  }

  @Test func `a tenant comes back as it was recorded`() throws {
    let finding = Finding.rule(collected: Timestamp(microseconds: 1_788_000_000_000_001))
    let coverage = [
      CheckCoverage.rules(.partial, missedUsers: [Story.bob], gaps: [.forbidden], note: "why"),
      .rules(.clear, check: "new-users", day: 5), .rules(.notAssessed, check: "a-check", missedUsers: nil),
    ]
    let result = TenantResult.contoso(
      findings: [finding],
      coverage: coverage,
      users: [
        UserFacts(
          id: UserID("a"), userPrincipalName: "A@contoso.example", displayName: "", type: .guest, isEnabled: false,
          isPrivileged: true),
        UserFacts(
          id: UserID("b"), userPrincipalName: "", displayName: nil, type: .unknown, isEnabled: nil, isPrivileged: nil),
      ], status: .incomplete, gaps: [.forbidden])
    let night = try Story().night(0, result)
    #expect(night.tenant == result.tenant)
    #expect(night.status == .incomplete && night.evidenceAt == result.evidenceAt)
    #expect(night.users == result.users)
    #expect(night.findings.map(\.finding) == [finding])
    #expect(night.coverage.map(\.coverage) == coverage)
    #expect(night.gaps == [.forbidden])
    #expect(night.nights.map(\.coverage) == [coverage])
  }

  @Test func `hostile text comes back byte for byte`() throws {
    let texts = [
      "\u{0}", "a\u{0}b\u{1B}0\u{1B}", "<img src=x onerror=alert(1)>", "=cmd|'/c calc'!A1", "\u{202E}gpj.exe",
      "'; DROP TABLE run; --", "{{{x}}}", "\"\\/\u{8}\n\r\t\u{1F}\u{7F}", "e\u{301}", "\u{FFFD}\u{10FFFF}",
      String(repeating: "ä", count: 40_000), "",
    ]
    let hostile = texts.joined(separator: "|")
    let tenant = Tenant(id: TenantID("\u{0}" + hostile), displayName: hostile, defaultDomain: hostile, cloud: hostile)
    let user = UserFacts(
      id: UserID(userPrincipalName: hostile), userPrincipalName: hostile, displayName: hostile, type: .member,
      isEnabled: nil, isPrivileged: nil)
    let finding = Finding.rule(hostile, of: user.id, message: hostile, title: hostile)
    let gap = CollectionGap(kind: .users, reason: .schemaUnexpected, message: hostile, missedUsers: [user.id])
    let result = TenantResult.contoso(
      findings: [finding], coverage: [.rules(.partial, missedUsers: [user.id], gaps: [gap], note: hostile)],
      users: [user], gaps: [gap], tenant: tenant)
    let story = try Story()
    for day in 0...1 {
      let night = try story.night(day, result)
      #expect(Array(night.tenant.id.rawValue.utf8) == Array(tenant.id.rawValue.utf8))
      #expect(Array(night.tenant.displayName.utf8) == Array(hostile.utf8))
      #expect(Array((night.tenant.defaultDomain ?? "").utf8) == Array(hostile.utf8))
      #expect(night.users == [user] && Array((night.users[0].displayName ?? "").utf8) == Array(hostile.utf8))
      #expect(night.findings.map(\.finding) == [finding])
      #expect(Array(night.findings[0].finding.message.utf8) == Array(hostile.utf8))
      #expect(night.coverage.map(\.coverage) == result.coverage && night.gaps == [gap])
      #expect(try story.store.tenants(of: Story.run(day)) == [tenant.id])
    }
    #expect(try story.rowCounts()["user_interval"] == 1)
  }

  @Test func `a name that only looks the same is a change`() throws {
    let story = try Story()
    try story.night(0, .contoso(users: [.named("ada", Story.ada, displayName: "Ren\u{E9}")]))
    let night = try story.night(1, .contoso(users: [.named("ada", Story.ada, displayName: "Rene\u{301}")]))
    #expect(night.users[0].displayName?.unicodeScalars.count == 5)
    #expect(try story.rowCounts()["user_interval"] == 2)
  }

  @Test func `users change, leave and come back`() throws {
    let story = try Story()
    let ada = UserFacts.named("ada", Story.ada)
    let bob = UserFacts.named("bob", Story.bob)
    let disabled = UserFacts.named("bob", Story.bob, isEnabled: false)
    let lists = [[ada, bob], [ada, disabled], [ada], [ada, bob], [ada, bob]]
    for (day, list) in lists.enumerated() { try story.night(day, .contoso(users: list)) }
    for (day, list) in lists.enumerated() {
      #expect(try story.store.recordedTenant(Story.tenant.id, at: Story.run(day)).users == list)
    }
    #expect(try story.rowCounts()["user_interval"] == 4)
  }

  @Test func `users do not leave because their listing failed`() throws {
    let story = try Story()
    let noUsers = CollectionGap(kind: .users, reason: .timeout, message: "No answer in time.")
    let guest = UserFacts.named("guest", UserID("upn:guest@contoso.example"))
    try story.night(0, .contoso())
    let night = try story.night(1, .contoso(users: [guest], gaps: [noUsers]))
    #expect(night.users.map(\.id) == [Story.ada, Story.bob, guest.id])
    #expect(try story.night(2, .contoso()).users.map(\.id) == [Story.ada, Story.bob])
  }

  @Test func `who is known only from a mailbox while the listing fails keeps what was known of them`() throws {
    let story = try Story()
    let noUsers = CollectionGap(kind: .users, reason: .timeout, message: "No answer in time.")
    let ada = UserFacts.named("ada", Story.ada, displayName: "Ada Example")
    func stub(isPrivileged: Bool?) -> UserFacts {
      UserFacts(
        id: Story.ada, userPrincipalName: Story.ada.rawValue, displayName: nil, type: .unknown, isEnabled: nil,
        isPrivileged: isPrivileged)
    }
    try story.night(0, .contoso(users: [ada]))
    #expect(try story.night(1, .contoso(users: [stub(isPrivileged: nil)], gaps: [noUsers])).users == [ada])
    #expect(try story.rowCounts()["user_interval"] == 1)
    let raised = try story.night(2, .contoso(users: [stub(isPrivileged: true)], gaps: [noUsers])).users
    #expect(raised.map(\.displayName) == ["Ada Example"] && raised.map(\.isPrivileged) == [true])
    // A complete listing is believed as it is.
    #expect(try story.night(3, .contoso(users: [stub(isPrivileged: nil)])).users.map(\.type) == [.unknown])
  }

  @Test func `the order of recording and of chance changes nothing`() throws {
    let tenants = (0..<6).map { Tenant(id: TenantID("tenant-\($0)"), displayName: "T\($0)") }
    func told(_ order: [[Int]]) throws -> [String] {
      let story = try Story()
      for (day, order) in order.enumerated() {
        try story.store.begin(Story.auditRun(day))
        for index in order {
          try story.store.record(
            .contoso(findings: (0..<9).filter { $0 % (day + 2) != 0 }.map { .rule("\($0)") }, tenant: tenants[index]),
            in: Story.run(day))
        }
        try story.store.finish(Story.run(day), at: Story.asOf(day), exitCode: 0)
      }
      return try order.indices.flatMap { day in
        try story.store.tenants(of: Story.run(day)).map { tenant in
          dump(try story.store.recordedTenant(tenant, at: Story.run(day)))
        }
      }
    }
    let first = try told([[0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5]])
    #expect(try told([[5, 3, 1, 0, 2, 4], [2, 4, 0, 5, 1, 3]]) == first)
    #expect(first.count == 12)
  }
}

extension Tenant {
  fileprivate static let renamed = Tenant(id: Story.tenant.id, displayName: "Contoso GmbH", defaultDomain: nil)
}

/// Everything a value holds, as text, to compare values that are not equatable.
private func dump(_ value: RecordedTenant) -> String {
  var text = ""
  Swift.dump(value, to: &text)
  return text
}
