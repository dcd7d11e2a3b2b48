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
