import AuditAnalysis
import AuditModel
import Testing

/// Whom to look at first, and why.
struct RankingTests {
  private func names(_ findings: [RecordedFinding], users: [UserFacts], threshold: Severity = .low) -> [String] {
    TenantAnalysis(Cast.record(users: users, findings: findings), threshold: threshold)
      .standings.map(\.user.userPrincipalName)
  }

  private let ada = Cast.user("1", "ada@contoso.example")
  private let bob = Cast.user("2", "bob@contoso.example")

  @Test func `two mild signs come before one critical sign, because indicators count first`() {
    let findings = [
      Cast.finding(ada, .critical), Cast.finding(bob, .low), Cast.finding(bob, check: "new-users", .low),
    ]
    #expect(names(findings, users: [ada, bob]) == ["bob@contoso.example", "ada@contoso.example"])
  }

  @Test func `the same check twice is one indicator`() {
    let analysis = TenantAnalysis(
      Cast.record(findings: [Cast.finding(Cast.ada, item: "1"), Cast.finding(Cast.ada, .critical, item: "2")]),
      threshold: .low)
    #expect(analysis.standings[0].indicatorCount == 1)
    #expect(analysis.standings[0].indicators[0].severity == .critical)
    #expect(analysis.standings[0].indicators[0].findings.count == 2)
    #expect(analysis.standings[0].score.value == 100)
  }

  @Test func `with equal counts the higher severity leads, then the score, then what rose`() {
    let severe = [Cast.finding(ada, .medium), Cast.finding(bob, .high)]
    #expect(names(severe, users: [ada, bob]).first == "bob@contoso.example")
    let privileged = Cast.user("2", "bob@contoso.example", isPrivileged: true)
    let scored = [Cast.finding(ada, .high), Cast.finding(privileged, .high)]
    #expect(names(scored, users: [ada, privileged]).first == "bob@contoso.example")
    let risen = [Cast.finding(ada, .high, previous: .persistent), Cast.finding(bob, .high, previous: .new)]
    #expect(names(risen, users: [ada, bob]).first == "bob@contoso.example")
  }

  @Test func `when all else is equal the name decides, without regard to case`() {
    let upper = Cast.user("9", "ADA@contoso.example")
    let findings = [Cast.finding(bob), Cast.finding(upper)]
    #expect(names(findings, users: [bob, upper]) == ["ADA@contoso.example", "bob@contoso.example"])
  }

  @Test func `the order is the same however users and findings are handed in`() {
    let users = (1...40).map { Cast.user("\($0)", "user\($0 % 7)@contoso.example") }
    let findings = users.map { Cast.finding($0, $0.id.rawValue.count == 1 ? .high : .low) }
    let straight = TenantAnalysis(Cast.record(users: users, findings: findings), threshold: .low)
    let turned = TenantAnalysis(
      Cast.record(users: users.reversed(), findings: findings.reversed()), threshold: .low)
    #expect(straight.standings.map(\.user.id) == turned.standings.map(\.user.id))
    #expect(straight.rankKeys == straight.rankKeys.sorted())
  }

  @Test func `the score is exact: points times families times privilege`() {
    let admin = Cast.user("1", "admin@contoso.example", isPrivileged: true)
    let findings = [
      Cast.finding(admin, .critical), Cast.finding(admin, check: "mailbox-forwarding", .high, family: .forwarding),
      Cast.finding(admin, check: "password-changes", .low, family: .signInMethods),
    ]
    let standing = TenantAnalysis(Cast.record(users: [admin], findings: findings), threshold: .low).standings[0]
    #expect(standing.score.value == 142 * 1.5 * 1.5)
    #expect(standing.score.parts.count == 5)
    #expect(standing.families == [.signInMethods, .inboxRules, .forwarding])
  }

  @Test(arguments: [(Severity.low, 1), (.medium, 1), (.high, 1), (.critical, 0)])
  func `only findings at or above the counting threshold are indicators`(threshold: Severity, count: Int) {
    let standing = TenantAnalysis(Cast.record(findings: [Cast.finding(Cast.ada, .high)]), threshold: threshold)
      .standings[0]
    #expect(standing.indicatorCount == count)
    #expect(standing.severity == .high)
  }

  @Test func `an unverified finding still counts and a resolved one does not`() {
    let open = Cast.finding(Cast.ada, presence: .unverified, previous: .unverified)
    let gone = Cast.finding(Cast.ada, check: "new-users", presence: .resolved, previous: .resolved)
    let standing = TenantAnalysis(Cast.record(findings: [open, gone]), threshold: .low).standings[0]
    #expect(standing.indicators.map(\.checkID.rawValue) == ["mailbox-rules"])
    #expect(standing.state == .unverified)
  }

  @Test func `a rank key takes no more than 48 bytes`() { #expect(MemoryLayout<RankKey>.size <= 48) }
}
