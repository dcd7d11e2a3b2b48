import AuditModel
import Testing

@testable import AuditChecks

/// What a mailbox sends out of the ordinary, and what only looks so.
@Suite struct SentMailScenarioTests {
  private typealias Build = ExampleEvidence

  private func row(
    _ trace: String, after seconds: Int64 = 0, to recipient: String, subject: String? = nil,
    from sender: String = "ada@contoso.example", status: String = "Delivered", address: String? = nil
  ) -> TracedMessage {
    TracedMessage(
      traceID: trace, receivedAt: Build.recently.advanced(bySeconds: seconds), sender: sender, recipient: recipient,
      subject: subject ?? "Subject \(trace)", status: status, fromAddress: address)
  }

  private func tenant(_ rows: [TracedMessage], past: TenantPast = TenantPast()) -> TenantEvidence {
    Build.quietTenant {
      $0.messageTrace = .complete(rows)
      $0.past = past
    }
  }

  private func findings(_ rows: [TracedMessage], past: TenantPast = TenantPast(), _ settings: CheckSettings = .none)
    -> [Finding]
  {
    assess(SentMailAnomaliesCheck(), tenant(rows, past: past), settings).findings
  }

  /// Messages a minute apart, each to one outside recipient.
  private func minutely(_ count: Int, from start: Int64 = 0, subject: String? = nil) -> [TracedMessage] {
    (0..<count).map { row("m\($0)", after: start + Int64($0) * 59, to: "p\($0)@customer.example", subject: subject) }
  }

  /// On each of the days before, one message to so many outside recipients.
  private func earlier(days: Int, recipients: Int) -> [TracedMessage] {
    (1...days).flatMap { day in
      (0..<recipients).map { row("e\(day)", after: -Int64(day) * 86_400, to: "r\($0)@customer.example") }
    }
  }

  @Test func `a message to many recipients is one message, whatever the number of rows`() {
    let rows = (0..<29).map { row("one", to: "p\($0)@customer.example", subject: "Invitation") }
    #expect(findings(rows).isEmpty)
    #expect(findings(rows + [row("one", to: "p29@customer.example")]).first?.signalIDs == ["burst"])
  }

  @Test func `a burst is found wherever it begins`() {
    // 08:05:00 to 08:13:51 lies across any fixed grid of ten minutes.
    for start in [0, 240, 300, 420] as [Int64] {
      #expect(findings(minutely(10, from: start)).map(\.signalIDs) == [["burst"]])
    }
    #expect(findings(minutely(9)).isEmpty)
    let slow = (0..<30).map { row("s\($0)", after: Int64($0) * 67, to: "p\($0)@customer.example") }
    #expect(findings(slow).isEmpty, "nine messages within ten minutes, all morning")
  }

  @Test func `the usual day of earlier nights goes before the other days of the trace`() {
    let today = (0..<25).map { row("t\($0 / 5)", after: Int64($0 / 5) * 3600, to: "p\($0)@customer.example") }
    func past(_ outside: Int) -> TenantPast {
      let volumes = ["2026-08-10", "2026-08-11", "2026-08-12"].map {
        ($0, SentVolume(messages: 4, outsideRecipients: outside))
      }
      return TenantPast(
        firstAuditAt: Build.moment("2026-08-01T00:00:00Z"),
        users: [Build.ada: UserPast(sentPerDay: Dictionary(uniqueKeysWithValues: volumes))])
    }
    #expect(findings(today, past: past(4)).map(\.signalIDs) == [["above_baseline"]])
    #expect(findings(today, past: past(5)).isEmpty, "five times five is not above")
    #expect(findings(today).isEmpty, "nothing to compare with")
    #expect(findings(today + earlier(days: 3, recipients: 2)).map(\.signalIDs) == [["above_baseline"]])
    #expect(findings(today + earlier(days: 2, recipients: 2)).isEmpty, "two days make no custom")
    #expect(findings(today + earlier(days: 4, recipients: 2), past: past(5)).isEmpty)
  }

  @Test func `where nothing is known to compare with, the finding says so`() {
    let found = findings(minutely(30))
    #expect(
      found.first?.detail("Outside recipients on a usual day")
        == "no earlier nights and too few other days to compare with: absolute thresholds only")
  }

  @Test(
    arguments: [
      ("contoso.example", nil), ("cont0so.example", "contoso.example"), ("contosoo.example", "contoso.example"),
      ("contos.example", "contoso.example"), ("c0ntos0.example", nil), ("fabrikam.example", nil),
      ("mail.contoso.example", nil), ("contoso.exampel", "contoso.example"), ("gmail.com", nil),
    ] as [(String, String?)])
  func `a domain looks like the own one within a letter or two`(_ domain: String, _ own: String?) {
    let found = findings([row("m", to: "kim@\(domain)")])
    #expect(found.first?.detail("Look-alike domain") == own.map { "\(domain) (own: \($0))" })
    #expect(found.count == (own == nil ? 0 : 1))
  }

  @Test(arguments: [
    ("contoso.se", "contoso.de", false), ("contoso.co", "contoso.com", true), ("northwind.com", "n0rthvind.com", true),
    ("abc.com", "abd.com", true), ("contoso.com", "contoso.com.evil.example", false),
  ])
  func `sister companies of other countries are no look-alikes`(_ left: String, _ right: String, _ looks: Bool) {
    #expect(OutsideRecipients.looks(left, like: right) == looks)
    #expect(OutsideRecipients.looks(right, like: left) == looks)
  }

  @Test func `short own domains and trusted domains are not imitated`() {
    let trusted = CheckSettings(trustedDomains: ["cont0so.example"])
    #expect(findings([row("m", to: "kim@cont0so.example")], trusted).isEmpty)
    let short = Build.quietTenant {
      $0.domains = .complete(AcceptedDomains(names: ["abc.de"]))
      $0.messageTrace = .complete([row("m", to: "kim@abd.de")])
    }
    #expect(assess(SentMailAnomaliesCheck(), short).findings.isEmpty)
  }

  @Test(arguments: [0, 7_200] as [Int64])
  func `without the accepted domains a colleague's address does not bring strangers of its domain inside`(
    _ colleagueAfter: Int64
  ) {
    let burst = (0..<30).map { row("burst", after: 3_600, to: "p\($0)@sister.example") }
    let tenant = Build.quietTenant {
      $0.domains = .unavailable(Build.gap(.domains))
      $0.users = .complete([Build.user(Build.ada, "ada@contoso.example"), Build.user(Build.ben, "ben@sister.example")])
      $0.messageTrace = .complete([row("colleague", after: colleagueAfter, to: "ben@sister.example")] + burst)
    }
    let found = assess(SentMailAnomaliesCheck(), tenant).findings
    #expect(found.map(\.signalIDs) == [["burst"]])
    #expect(found.first?.details.contains(Detail("Outside recipients", "30")) == true)
  }

  @Test func `a look-alike domain is a trace over users and tenants`() {
    let assessment = assess(
      SentMailAnomaliesCheck(), tenant([row("m", to: "kim@cont0so.example", address: "198.51.100.7")]))
    #expect(assessment.traces.sorted().map(\.value) == ["198.51.100.7", "cont0so.example"])
    #expect(assessment.traces.sorted().map(\.kind) == [.clientAddress, .outsideDomain])
  }

  @Test func `what goes out from the MSP's network is set aside`() {
    let rows = (0..<12).map { row("m\($0)", to: "p\($0)@customer.example", address: "203.0.113.4") }
    let settings = CheckSettings(partnerNetworks: [NetworkRange("203.0.113.0/28")].compactMap { $0 })
    let assessment = assess(SentMailAnomaliesCheck(), tenant(rows), settings)
    #expect(assessment.findings.isEmpty && assessment.setAside.counts == [.partner: 1])
    #expect(findings(rows).count == 1)
  }

  @Test func `an intruder gains nothing by calling a mass mailing an answer`() {
    let rows = (0..<10).flatMap { message in
      (0..<3).map { row("m\(message)", to: "p\(message)x\($0)@customer.example", subject: "Accepted: document") }
    }
    #expect(findings(rows).map(\.severity) == [.high])
    func answers(_ count: Int, _ subject: (Int) -> String) -> [TracedMessage] {
      (0..<count).map { row("m\($0)", to: "p\($0)@customer.example", subject: subject($0)) }
    }
    #expect(findings(answers(10) { _ in "Accepted: document" }).map(\.severity) == [.high])
    #expect(findings(answers(6) { $0 == 0 ? "ACCEPTED: Document " : "Accepted: document" }).count == 1)
    #expect(findings(answers(5) { _ in "Accepted: document" }).isEmpty, "a form on a web site asks the same each time")
    #expect(findings(answers(60) { "Accepted: meeting \($0)" }).isEmpty)
  }

  @Test func `answers and forwards of one subject are one subject`() {
    let subjects = ["Document", "RE: Document", "AW: Document", "Fwd: RE: document", "WG: Document"]
    let rows = subjects.enumerated().map { position, subject in
      row("m\(position)", after: Int64(position) * 3600, to: "p\(position)@customer.example", subject: subject)
    }
    #expect(findings(rows).map(\.signalIDs) == [["repeated_subject"]])
  }

  @Test func `failures count from a number and a share on`() {
    func rows(_ failed: Int, of all: Int) -> [TracedMessage] {
      (0..<all).map {
        row(
          "m\($0 / 3)", after: Int64($0 / 3) * 3600, to: "p\($0)@contoso.example",
          status: $0 < failed ? "Failed" : "Delivered")
      }
    }
    #expect(findings(rows(10, of: 15)).map(\.signalIDs) == [["many_failures"]])
    #expect(findings(rows(9, of: 15)).isEmpty)
  }

  @Test func `mail of addresses that no user carries is nobody's`() {
    let rows = (0..<40).map { row("m\($0)", to: "ada@contoso.example", from: "news@shop.example") }
    #expect(findings(rows).isEmpty)
  }
}
