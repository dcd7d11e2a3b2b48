import AuditAnalysis
import AuditModel
import Foundation
import Testing

@testable import AuditReports

/// The pages in a real browser.
@Suite(.serialized, .disabled(if: HTMLBrowser.isAbsent, "Chromium is not installed: apt-get install chromium"))
struct HTMLBrowserTests {
  static let hostile: [(name: String, shown: String)] = [
    ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
    ("\"\u{301} onmouseover=alert(1) x=\"", "\"\u{301} onmouseover=alert(1) x=\""),
    ("</title><script>alert(1)</script>", "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("{{{style}}} {{runID}}", "{{{style}}} {{runID}}"),
    ("'; DROP TABLE users; --", "'; DROP TABLE users; --"),
    ("=cmd|'/c calc'!A1", "=cmd|'/c calc'!A1"),
    ("invoice\u{202E}fdp.exe", "invoice⟨U+202E⟩fdp.exe"),
    ("nul\0byte", "nul⟨U+0000⟩byte"),
    ("half \u{FFFD} pair", "half \u{FFFD} pair"),
    (".", "."),
    ("   ", "␠␠␠"),
    (String(repeating: "x", count: 40_000), "… (40,000 characters)"),
  ]

  @Test(arguments: ["fleet", "tenant"])
  func `hostile names are shown and do nothing`(_ kind: String) throws {
    var sample = HTMLSampleFleet()
    sample.hostileTexts = Self.hostile.map(\.name)
    let (fleet, tenants) = try sample.documents()
    let page = try HTMLBrowser.open(HTMLPages(kind == "fleet" ? fleet : tenants[0]))
    #expect(page.console.isEmpty)
    for (_, shown) in Self.hostile { #expect(page.dom.contains(shown)) }
    #expect(!page.dom.contains("<img"))
    #expect(page.dom.components(separatedBy: "<script>").count == 2)
    #expect(!page.dom.contains("onmouseover=\"alert"))
    #expect(!page.dom.contains("style=\""))
    #expect(page.dom.contains("</footer>"))
  }

  @Test func `a page whose script was altered is refused by its policy`() throws {
    let pages = try HTMLPages(HTMLSampleFleet().documents().fleet)
    let altered = try pages.text().replacing("\"use strict\";", with: "\"use strict\"; ")
    try altered.write(to: pages.index, atomically: true, encoding: .utf8)
    let page = try HTMLBrowser.open(pages)
    #expect(page.console.contains { $0.contains("Content Security Policy") })
  }

  @Test func `without script every row is there and nothing is hidden but the dead controls`() throws {
    let fleet = try HTMLSampleFleet().documents().fleet
    let pages = try HTMLPages(fleet)
    // Chromium cannot print its document with scripts switched off, so the page goes without its script.
    let text = try pages.text()
    let script = try #require(text.firstRange(of: "<script>")).lowerBound..<text.firstRange(of: "</script>")!.upperBound
    var bare = text
    bare.removeSubrange(script)
    try bare.write(to: pages.index, atomically: true, encoding: .utf8)
    let page = try HTMLBrowser.open(pages)
    let markup = HTMLMarkup(page.dom)
    #expect(markup.count("tr") { $0.attributes["data-severity"] != nil } == fleet.users.count)
    #expect(markup.elements.filter { $0.attributes["hidden"] != nil }.map(\.name) == ["button", "form"])
  }

  @Test func `the address brings back a filtered and sorted view`() throws {
    let fleet = try HTMLSampleFleet().documents().fleet
    let pages = try HTMLPages(fleet)
    let page = try HTMLBrowser.open(pages, fragment: "#users?severity=4&sort=0")
    #expect(page.console.isEmpty)
    var critical = 0
    try fleet.users.forEach { if $0.standing.severity == .critical { critical += 1 } }
    let rows = HTMLMarkup(page.dom).elements.filter { $0.attributes["data-severity"] != nil }
    #expect(rows.count { $0.attributes["hidden"] == nil } == critical)
    #expect(page.dom.contains("<output role=\"status\">\(critical) of \(fleet.users.count) users</output>"))
    #expect(page.dom.contains("aria-sort=\"ascending\""))
    #expect(page.dom.firstMatch(of: /<tbody>\s*<tr[^>]*data-severity="4"/) != nil)
  }

  @Test(arguments: [
    ("sort=SEEN", ["30 Aug", "24 Sep", "3 Oct", "never"]), ("sort=-SEEN", ["3 Oct", "24 Sep", "30 Aug", "never"]),
    ("sort=WEEK", ["30 Aug", "24 Sep", "3 Oct", "never"]), ("sort=-WEEK", ["3 Oct", "24 Sep", "30 Aug", "never"]),
  ])
  func `dates and signed numbers are sorted as such, and what is not known comes last`(
    _ view: String, _ order: [String]
  ) throws {
    // In the order of the rows: what a tenant is called, its last complete run, and its difference to a week ago.
    let rows: [(name: String, complete: String?, delta: Int?)] = [
      ("24 Sep", "2026-09-24", -3), ("never", nil, nil), ("3 Oct", "2026-10-03", 2), ("30 Aug", "2026-08-30", -10),
    ]
    let pages = try HTMLPages(Fixtures.documents(rows.enumerated().map(Self.tenant)).fleet)
    let text = try pages.text()
    let table = try #require(text.firstMatch(of: /<table class="heat".*?<\/thead>/.dotMatchesNewlines())).output
    let titles = table.matches(of: /<th scope="col"[^>]*>([^<]*)/).map { String($0.output.1) }
    let seen = try #require(titles.firstIndex { $0.hasPrefix("Last complete run") })
    let week = try #require(titles.firstIndex(of: "14 nights"))
    let fragment = view.replacing("SEEN", with: "\(seen)").replacing("WEEK", with: "\(week)")
    let page = try HTMLBrowser.open(pages, fragment: "#tenants?" + fragment)
    let body = try #require(page.dom.firstMatch(of: /<table class="heat".*?<\/table>/.dotMatchesNewlines())).output
    #expect(body.matches(of: /<th scope="row"><a[^>]*><bdi>([^<]*)/).map { String($0.output.1) } == order)
  }

  private static func tenant(_ place: Int, _ row: (name: String, complete: String?, delta: Int?)) -> RecordedTenant {
    let coverage = Fixtures.checks.map { Fixtures.coverage($0) }
    let week = Fixtures.run("week", daysAgo: 7)
    let nights = [week, Fixtures.tonight].map {
      RecordedTenant.Night(run: $0, status: .complete, coverage: coverage.map(\.coverage))
    }
    let id = Fixtures.tenantID(place)
    // So many findings a week ago, and so many tonight, that the difference is the row's.
    let (then, now) = (max(0, -(row.delta ?? 0)), max(0, row.delta ?? 0))
    let findings = (0..<max(then, now)).map { number in
      Fixtures.finding(
        id, Fixtures.user(1).id, item: "\(number)", presence: number < now ? .confirmed : .resolved,
        nights: [number < then ? .high : nil, number < now ? .high : nil])
    }
    let complete = row.complete.flatMap { Timestamp(iso8601: $0 + "T02:00:00Z") }
    return RecordedTenant(
      tenant: Tenant(id: id, displayName: row.name, defaultDomain: nil), status: .complete, evidenceAt: Fixtures.night,
      users: [Fixtures.user(1)], findings: findings.sorted { $0.finding.key < $1.finding.key }, coverage: coverage,
      gaps: [], previous: nil, week: row.delta == nil ? nil : week,
      lastCompleteRun: complete.map { RunReference(id: RunID("c"), startedAt: $0, asOf: $0) }, nights: nights)
  }

  @Test(arguments: ["fleet", "tenant"])
  func `a page 320 pixels wide never scrolls sideways`(_ kind: String) throws {
    var sample = HTMLSampleFleet()
    sample.hostileTexts = [String(repeating: "x", count: 500)]
    let (fleet, tenants) = try sample.documents()
    let pages = try HTMLPages(kind == "fleet" ? fleet : tenants[0])
    let frame = pages.folder.appending(path: "frame.html")
    try """
    <iframe src="index.html" width="320" height="600"></iframe><p id="width"></p>
    <script>onload = () => { const page = document.querySelector("iframe").contentDocument.documentElement;
    document.getElementById("width").textContent = page.scrollWidth <= page.clientWidth ? "fits" : "scrolls at " + page.scrollWidth; }</script>
    """.write(to: frame, atomically: true, encoding: .utf8)
    let page = try HTMLBrowser.open(pages, file: "frame.html", flags: ["--allow-file-access-from-files"])
    #expect(page.dom.contains("<p id=\"width\">fits</p>"))
  }
}
