import AuditModel
import Foundation
import Testing

@testable import AuditHistory

/// Baselines from a tenant's own earlier nights. The story's windows are seven days long; days are counted from its first night.
struct PastTests {
  private let story: Story

  init() throws { story = try Story() }

  /// The beginning of a day of the story.
  private func day(_ day: Int) -> Timestamp { Timestamp(day: Story.asOf(day).day) }

  private func observing(_ user: UserPast, by id: UserID = Story.ada) -> TenantResult {
    .contoso(observed: [id: user])
  }

  private func countries(_ seen: (String, on: Int)...) -> UserPast {
    UserPast(countries: Dictionary(uniqueKeysWithValues: seen.map { ($0.0, day($0.on)) }))
  }

  /// What a night that ends on that day may compare Ada with.
  private func past(_ day: Int, hours: Int = 0) throws -> UserPast? {
    try story.store.past(of: Story.tenant.id, before: Story.auditRun(day, hours: hours).window).users[Story.ada]
  }

  @Test func `the first night has nothing to compare with, and all later nights have what it saw`() throws {
    let window = Story.auditRun(0).window
    #expect(try story.store.past(of: Story.tenant.id, before: window) == TenantPast())
    try story.night(0, observing(countries(("DE", on: -1))))
    #expect(try story.store.past(of: Story.tenant.id, before: window).isFirstNight)
    let next = try story.store.past(of: Story.tenant.id, before: Story.auditRun(1).window)
    #expect(next.firstAuditAt == Story.asOf(0))
    #expect(next.users[Story.ada]?.countries == ["DE": day(-1)])
    #expect(next.users[Story.bob] == nil)
  }

  @Test func `what is new stays new as long as its event is in the window`() throws {
    try story.night(0, observing(countries(("DE", on: -1))))
    for night in 1...8 { try story.night(night, observing(countries(("DE", on: night - 1), ("NG", on: 0)))) }
    let known = try (1...9).map { try past($0)?.countries.keys.sorted() }
    // The sign-in of day 0 was shown by the window that ended on day 1: the window that ends on day 8 begins there.
    #expect(known == Array(repeating: ["DE"], count: 7) + [["DE", "NG"], ["DE", "NG"]])
  }

  @Test func `judging a night again finds the same baseline, whatever the first run of the evening saw`() throws {
    try story.night(0, observing(countries(("DE", on: -1))))
    try story.night(1, observing(countries(("DE", on: 0))))
    let before = try past(9)
    #expect(before?.countries == ["DE": day(0)])
    var tonight = countries(("DE", on: 8), ("NG", on: 8))
    tonight.sentPerDay = [day(7).date: SentVolume(messages: 400, outsideRecipients: 400)]
    tonight.networks = ["192.0.2.0/24": day(8)]
    tonight.profile = UserProfile(displayName: "Somebody else")
    try story.night(9, observing(tonight))
    #expect(try past(9) == before)
    try story.night(10, evening: 9, isKilled: true, observing(tonight))
    #expect(try past(9) == before)
    #expect(try past(10)?.countries == ["DE": day(8)])
  }

  @Test func `a killed first run is no first audit and no baseline of the run that follows`() throws {
    try story.night(0, isKilled: true, observing(countries(("DE", on: -1))))
    #expect(try story.store.past(of: Story.tenant.id, before: Story.auditRun(0, hours: 2).window).isFirstNight)
    try story.night(1, evening: 0, hours: 2, observing(countries(("DE", on: -1), ("AT", on: 0))))
    #expect(try past(1)?.countries.keys.sorted() == ["AT", "DE"])
  }

  @Test func `a killed run leaves what it recorded whole, and its news stays news`() throws {
    try story.night(0, observing(countries(("DE", on: -1))))
    try story.night(1, isKilled: true, observing(countries(("NG", on: 0))))
    #expect(try past(1, hours: 1)?.countries.keys.sorted() == ["DE"])
    try story.night(2, observing(countries(("NG", on: 0), ("DE", on: 1))))
    #expect(try past(3)?.countries == ["DE": day(1)])
    #expect(try past(8)?.countries.keys.sorted() == ["DE", "NG"])
  }

  @Test func `an older night is refused, so that its baseline is never asked for`() throws {
    try story.night(5, observing(countries(("DE", on: 4))))
    try story.store.begin(Story.auditRun(4))
    let error = #expect(throws: HistoryError.self) { try story.store.record(.contoso(), in: Story.run(4)) }
    guard case .outOfOrder = error else { throw try #require(error) }
  }

  @Test func `what was not measured tonight leaves what was known before`() throws {
    var full = countries(("DE", on: -1))
    full.mailClients = ["client": day(-1)]
    full.sentPerDay = [day(-2).date: SentVolume(messages: 3, outsideRecipients: 1)]
    full.profile = UserProfile(displayName: "Ada", jobTitle: "Engineer")
    try story.night(0, observing(full))
    try story.night(9, observing(UserPast(profile: UserProfile(displayName: "Ada"))))
    try story.night(10, .contoso(status: .failed))
    #expect(try past(17) == full)
  }

  @Test func `a night that saw nothing is no first audit`() throws {
    try story.night(0, .contoso(coverage: [.rules(.notAssessed, missedUsers: nil)], status: .failed))
    #expect(try story.store.past(of: Story.tenant.id, before: Story.auditRun(1).window).isFirstNight)
  }

  @Test func `somebody who is seen later has a first night of their own`() throws {
    try story.night(0, observing(countries(("DE", on: -1))))
    try story.night(1, .contoso(observed: [Story.bob: countries(("AT", on: 0))]))
    let bob = try story.store.past(of: Story.tenant.id, before: Story.auditRun(2).window).users[Story.bob]
    #expect(bob?.countries == ["AT": day(0)])
  }

  @Test func `a changed profile is compared with the one before for as long as the change is in the window`() throws {
    try story.night(0, observing(UserPast(profile: UserProfile(displayName: "Ada", mobilePhone: "+49 1"))))
    for night in 1...8 { try story.night(night, observing(UserPast(profile: UserProfile(displayName: "CEO")))) }
    let names = try (1...9).map { try past($0)?.profile?.displayName }
    #expect(names == Array(repeating: "Ada", count: 7) + ["CEO", "CEO"])
    // A night that is judged again does not know what it has shown itself.
    let later = try (1...9).map { try past($0)?.laterProfiles.map(\.seenAt) }
    #expect(later == [[]] + Array(repeating: [Story.asOf(1)], count: 6) + [[], []])
    #expect(try past(9)?.profile?.mobilePhone == "+49 1")
  }

  @Test func `a look-alike spelling is another profile`() throws {
    try story.night(0, observing(UserPast(profile: UserProfile(displayName: "Zo\u{00E9}"))))
    try story.night(1, observing(UserPast(profile: UserProfile(displayName: "Zoe\u{0301}"))))
    let shown = try #require(try past(9)?.profile?.displayName)
    #expect(Array(shown.utf8) == Array("Zoe\u{0301}".utf8))
  }

  @Test func `hostile text comes back as it was`() throws {
    let profile = UserProfile(
      displayName: "a\u{0}b\u{1B}e\u{202E}\"}],", otherMails: ["", "\\"], businessPhones: [], jobTitle: "'; --")
    try story.night(0, observing(UserPast(countries: ["\u{0}\"": day(-1)], profile: profile)))
    #expect(try past(1) == UserPast(countries: ["\u{0}\"": day(-1)], profile: profile))
  }

  @Test func `sent mail is compared with days before the window, sixty of them`() throws {
    for night in 0..<12 {
      let volumes = (0..<7).map { index -> (String, SentVolume) in
        let number = night * 7 - 7 + index
        return (day(number).date, SentVolume(messages: number + 100, outsideRecipients: 1))
      }
      try story.night(night * 7, observing(UserPast(sentPerDay: Dictionary(uniqueKeysWithValues: volumes))))
    }
    let sent = try #require(try past(77)?.sentPerDay)
    #expect(sent.keys.max() == day(69).date)
    #expect(sent[day(69).date]?.messages == 169)
    #expect(sent.keys.min() == day(17).date)
  }

  @Test func `what was not seen for half a year is forgotten, and new again`() throws {
    try story.night(0, observing(countries(("DE", on: -1), ("NG", on: -1))))
    try story.night(100, observing(countries(("DE", on: 99))))
    #expect(try past(178)?.countries.keys.sorted() == ["DE", "NG"])
    #expect(try past(179)?.countries.keys.sorted() == ["DE"])
    try story.night(179, observing(countries(("NG", on: 178))))
    #expect(try past(179)?.countries.keys.sorted() == ["DE"])
    #expect(try past(180)?.countries.keys.sorted() == ["DE"])
    try story.night(400, .contoso())
    #expect(try story.number("SELECT count(*) FROM user_past") == 0)
  }

  @Test func `there are bounds, and what is in use and known before is never pushed out by what is new`() throws {
    let many = { (prefix: String, count: Int, on: Int) in
      Dictionary(uniqueKeysWithValues: (0..<count).map { ("\(prefix)\($0)", self.day(on)) })
    }
    try story.night(0, observing(UserPast(mailClients: many("old", 60, -1), networks: many("old", 150, -1))))
    try story.night(
      20, observing(UserPast(mailClients: many("old", 10, 19), networks: many("new", 150, 19))))
    try story.night(
      21, observing(UserPast(mailClients: many("new", 60, 20), networks: many("new", 150, 20))))
    let past = try #require(try past(28))
    #expect(past.mailClients.count == 50)
    #expect((0..<10).allSatisfy { past.mailClients["old\($0)"] != nil })
    #expect(past.networks.count == 200)
    #expect((0..<150).allSatisfy { past.networks["new\($0)"] != nil })
  }

  @Test func `a night on which nothing changed writes no row of the past`() throws {
    var seen = countries(("DE", on: -1))
    seen.profile = UserProfile(displayName: "Ada")
    try story.night(0, observing(seen))
    try story.night(1, observing(seen))
    #expect(try story.number("SELECT count(*) FROM user_past") == 1)
    #expect(try story.number("SELECT max(changed) FROM user_past") == Int(Story.asOf(0).microseconds))
    try story.night(2, observing(countries(("DE", on: 1))))
    #expect(try story.number("SELECT count(*) FROM user_past") == 1)
    #expect(try story.number("SELECT max(changed) FROM user_past") == Int(Story.asOf(2).microseconds))
  }

  @Test func `one tenant's past is not another's`() throws {
    let other = Tenant(id: TenantID("other"), displayName: "Other")
    try story.night(0, observing(countries(("DE", on: -1))), .contoso(tenant: other))
    let past = try story.store.past(of: other.id, before: Story.auditRun(1).window)
    #expect(past == TenantPast(firstAuditAt: Story.asOf(0)))
  }

  @Test func `a damaged row is an error, never an empty past`() throws {
    try story.night(0, observing(countries(("DE", on: -1))))
    let script = """
      import sqlite3, sys
      with sqlite3.connect(sys.argv[1]) as db:
        db.execute("UPDATE user_past SET content = ?", ('{"countries":[["DE",1]]}',))
      """
    try runPython(script, story.path)
    let error = #expect(throws: HistoryError.self) { try past(1) }
    #expect(error?.category == .unreadable)
  }
}
