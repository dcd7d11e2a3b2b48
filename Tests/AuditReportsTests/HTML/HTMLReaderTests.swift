import AuditModel
import Foundation
import Testing

@testable import AuditReports

/// What a page says to its readers: whose it is, in which zone, and who was not audited.
@Suite struct HTMLReaderTests {
  @Test(arguments: [
    ("UTC", "24 Sep 2026, 02:00 UTC"), ("Europe/Berlin", "24 Sep 2026, 04:00 UTC+2"),
    ("America/New_York", "23 Sep 2026, 22:00 UTC−4"), ("Asia/Kolkata", "24 Sep 2026, 07:30 UTC+5:30"),
  ])
  func `moments are in the reader's zone, and machines read UTC`(_ zone: String, _ words: String) throws {
    let zone = try #require(TimeZone(identifier: zone))
    let (fleet, own) = try Fixtures.documents(Fixtures.mixedFleet)
    for document in [fleet, own[0]] {
      let page = try HTMLPages(document, zone: zone).text()
      #expect(page.contains("<time datetime=\"2026-09-24T02:00:00Z\">\(words)</time>"))
      #expect(page.contains("<span>Times: \(zone.identifier == "GMT" ? "UTC" : zone.identifier)</span>"))
      #expect(HTMLMarkup(page).problems.isEmpty)
      if zone.secondsFromGMT() != 0 { #expect(page.firstMatch(of: /\d\d:\d\d UTC[^+−]/) == nil) }
    }
  }

  @Test func `the service provider's name is shown on every page, as text`() throws {
    let (fleet, own) = try Fixtures.documents(Fixtures.mixedFleet)
    for document in [fleet, own[0]] {
      let page = try HTMLPages(document, organizationName: "Northbridge <b>IT</b>").text()
      #expect(page.contains("by <bdi>Northbridge &lt;b&gt;IT&lt;/b&gt;</bdi></p>"))
      #expect(try !HTMLPages(document).text().contains("audit · by"))
    }
  }

  @Test func `the steps of a takeover are told as one story, in the order of time`() throws {
    let user = Fixtures.user(1)
    let days: [Int64] = [-1, -3, -2]
    let steps = zip(Fixtures.checks, days).map { check, days in
      Fixtures.finding(
        Fixtures.tenantID(1), user.id, check: check, occurredAt: Fixtures.night.advanced(byDays: Int(days)),
        signals: [Signal(Signal.story, "is one step of one story")])
    }
    let other = Fixtures.finding(Fixtures.tenantID(1), user.id, item: "rule-2")
    let (_, own) = try Fixtures.documents([Fixtures.tenant(1, users: [user], findings: steps + [other])])
    let page = try HTMLPages(own[0]).text()
    let list = try #require(page.firstMatch(of: /<ol class="story">([^§]*?)<\/ol>/)?.output.1)
    #expect(
      list.matches(of: /datetime="([^"]+)"/).map { String($0.output.1.prefix(10)) } == [
        "2026-09-21", "2026-09-22", "2026-09-23",
      ])
    let titles = [1, 2, 0].map { Fixtures.checks[$0].title }
    #expect(titles.allSatisfy { list.contains($0) })
    #expect(HTMLMarkup(page).problems.isEmpty)
    #expect(try !HTMLPages(Fixtures.documents(Fixtures.mixedFleet).1[0]).text().contains("<ol class=\"story\">"))
  }

  @Test func `flagged users of a failed tenant are not counted among the audited`() throws {
    let user = Fixtures.user(9)
    let consent = Fixtures.gap(.consentRevoked, kind: .users, needs: [])
    let known = Fixtures.finding(
      Fixtures.tenantID(4), user.id, presence: .unverified, sincePrevious: .unverified, firstSeenDaysAgo: 2)
    let failed = Fixtures.tenant(
      4, status: .failed, users: [user], findings: [known],
      coverage: Fixtures.checks.map { Fixtures.coverage($0, .notAssessed, gaps: [consent], missed: nil) },
      gaps: [consent], previous: Fixtures.run("run-2", daysAgo: 1))
    let (fleet, own) = try Fixtures.documents([Fixtures.actionTenant, failed])
    #expect(fleet.totals.users.flagged == 2)
    #expect(fleet.totals.users.flaggedUnaudited == 1)
    let figure = "<dt>Users with indicators</dt><dd>"
    #expect(
      try HTMLPages(fleet).text()
        .contains("\(figure)1<small>of 3 users audited; 1 more in tenants that could not be checked</small>"))
    #expect(
      try HTMLPages(own[1]).text()
        .contains("\(figure)0<small>of 0 users audited; 1 from earlier runs, not checked in this one</small>"))
  }

  @Test func `what was not checked stands beside the number of indicators`() throws {
    let page = try HTMLPages(HTMLSampleFleet().documents().fleet).text()
    #expect(page.contains(">Indicators</th><th scope=\"col\">Not checked</th>"))
    let row = try #require(page.firstMatch(of: /<tr data-severity="\d".*?<\/tr>/.dotMatchesNewlines())).output
    let cells = row.matches(of: /<td class="([a-z -]+)/).map { String($0.output.1) }
    #expect(Array(cells.prefix(3)) == ["number", "number count", "unseen-families small"])
  }

  @Test(
    .disabled(if: HTMLBrowser.isAbsent, "Chromium is not installed: apt-get install chromium"),
    arguments: ["fleet", "tenant"])
  func `every column of the users' table is in view at 1280 pixels`(_ kind: String) throws {
    let (fleet, tenants) = try HTMLSampleFleet().documents()
    let zone = TimeZone(identifier: "Europe/Berlin")
    let pages = try HTMLPages(kind == "fleet" ? fleet : tenants[1], zone: zone)
    try """
    <iframe src="index.html" width="1280" height="800"></iframe><p id="width"></p>
    <script>onload = () => { const region = document.querySelector("iframe").contentDocument.querySelector("table.users").parentElement;
    document.getElementById("width").textContent = region.scrollWidth <= region.clientWidth ? "fits" : region.scrollWidth + " of " + region.clientWidth; }</script>
    """.write(to: pages.folder.appending(path: "frame.html"), atomically: true, encoding: .utf8)
    let page = try HTMLBrowser.open(
      pages, file: "frame.html", flags: ["--allow-file-access-from-files", "--window-size=1400,900"])
    #expect(page.dom.contains("<p id=\"width\">fits</p>"), "\(page.dom.suffix(300))")
  }
}
