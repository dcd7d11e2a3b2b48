import AuditHistory
import AuditModel
import Foundation

/// What baselines cost: writing and reading what 100,000 users' evidence has shown, after sixty days of mail.
struct PastBenchmark {
  let work: String
  private let users = 100_000
  private let firstNight = Timestamp(seconds: 1_787_220_000)

  func run() throws {
    print("Baselines (one tenant of \(users) users, each with 2 countries, 2 mail clients, 5 networks and a profile)")
    try? FileManager.default.removeItem(atPath: work)
    let path = work + "/past.sqlite"
    let store = try HistoryStore(path: path, openedAt: firstNight)
    // A window of sixty days fills the sent volumes at once.
    try record(night: 0, mailDays: 60, in: store, "first night, everybody is written")
    try record(night: 1, mailDays: 6, in: store, "a night on which everybody signed in and sent mail")
    try record(night: 1, mailDays: 6, in: store, "the same night again, nothing is written")
    var known = 0
    let reading = try Stopwatch.measure {
      known = try store.past(of: TenantID("tenant"), before: window(8)).users.count
    }
    Figures.row("reading the baseline", figures(reading) + " (\(known) users)")
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    Figures.row("size of the file", "\(size / users) bytes per user\n")
  }

  private func window(_ night: Int) -> AuditWindow {
    AuditWindow(days: 7, endingAt: firstNight.advanced(byDays: night))
  }

  private func record(night: Int, mailDays: Int, in store: HistoryStore, _ name: String) throws {
    let window = window(night)
    let run = AuditRun(
      id: RunID("\(night)-\(name)"), mode: .evidence, startedAt: window.to, window: window, programVersion: "bench",
      catalogueVersion: "bench")
    let result = TenantResult(
      tenant: Tenant(id: TenantID("tenant"), displayName: "Tenant"), status: .complete, evidenceAt: window.to,
      users: [], findings: [], coverage: [], gaps: [], observed: observed(window, mailDays: mailDays))
    try store.begin(run)
    Figures.row(name, figures(try Stopwatch.measure { try store.record(result, in: run.id) }))
    try store.finish(run.id, at: window.to, exitCode: 0)
  }

  private func observed(_ window: AuditWindow, mailDays: Int) -> [UserID: UserPast] {
    let days = (1...mailDays).map { window.to.advanced(byDays: -$0) }
    var observed: [UserID: UserPast] = [:]
    for user in 0..<users {
      let name = "user\(user)@tenant.example"
      observed[UserID("00000000-0000-4000-8000-\(100_000_000_000 + user)")] = UserPast(
        countries: ["DE": days[0], "AT": days[0]],
        mailClients: [
          "00000002-0000-0ff1-ce00-000000000000": days[0], "d3590ed6-52b3-4102-aeff-aad2292ab01c": days[0],
        ],
        networks: Dictionary(uniqueKeysWithValues: (0..<5).map { ("198.51.\($0).0/24", days[0]) }),
        sentPerDay: Dictionary(
          uniqueKeysWithValues: days.map { ($0.date, SentVolume(messages: 12, outsideRecipients: 5)) }),
        profile: UserProfile(
          displayName: "User \(user)", givenName: "User", surname: "\(user)", mail: name, jobTitle: "Clerk",
          userPrincipalName: name))
    }
    return observed
  }

  private func figures(_ time: Stopwatch) -> String {
    "\(Figures.text(time.cpu, digits: 2)) CPU s, \(Figures.text(time.cpu * 1e6 / Double(users))) CPU µs per user"
  }
}
