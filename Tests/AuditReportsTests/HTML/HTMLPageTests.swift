import AuditAnalysis
import AuditModel
import Crypto
import Foundation
import Testing

@testable import AuditReports

/// The pages as files: structure, policy, figures, what is said of blindness.
@Suite struct HTMLPageTests {
  private static let kinds = ["fleet", "tenant", "blind tenant", "failed tenant"]

  private func document(_ kind: String, of fleet: HTMLSampleFleet = HTMLSampleFleet()) throws -> ReportDocument {
    let (all, tenants) = try fleet.documents()
    switch kind {
    case "fleet": return all
    case "blind tenant": return tenants[1]
    case "failed tenant": return tenants[7]
    default: return tenants[0]
    }
  }

  @Test(arguments: kinds)
  func `a page is well nested and has one heading, named regions and no dead link`(_ kind: String) throws {
    let markup = HTMLMarkup(try HTMLPages(document(kind)).text())
    #expect(markup.problems.isEmpty)
    #expect(markup.count("h1") == 1)
    #expect(markup.count("main") == 1)
    #expect(markup.elements.first?.attributes["lang"] == "en")
    #expect(markup.count("table") == markup.count("caption"))
    #expect(markup.count("th") == markup.count("th") { $0.attributes["scope"] != nil })
    #expect(markup.count("div") { $0.attributes["class"] == "scroll" } == markup.count("table"))
  }

  @Test(arguments: kinds)
  func `a page loads nothing, links only within the report and has no inline style or handler`(_ kind: String) throws {
    let markup = HTMLMarkup(try HTMLPages(document(kind)).text())
    for element in markup.elements {
      #expect(element.attributes["src"] == nil)
      #expect(element.attributes["style"] == nil)
      #expect(!element.attributes.keys.contains { $0.hasPrefix("on") })
      if let link = element.attributes["href"] {
        #expect(
          link.wholeMatch(of: /data:,|#[\w-]+|tenants\.html|t\/[a-z0-9-]+\/index\.html(#c1_[0-9A-Z]{20})?/) != nil)
      }
    }
  }

  @Test(arguments: kinds)
  func `the policy admits exactly the style and the script of the page`(_ kind: String) throws {
    let page = try HTMLPages(document(kind)).text()
    let policy = try #require(page.firstMatch(of: /Content-Security-Policy" content="([^"]+)"/)).output.1
    #expect(policy.hasPrefix("default-src 'none'; "))
    #expect(policy.hasSuffix("; img-src data:; base-uri 'none'; form-action 'none'"))
    for (name, directive) in [("style", "style-src"), ("script", "script-src")] {
      let content =
        try #require(page.firstRange(of: "<\(name)>")).upperBound..<page.firstRange(of: "</\(name)>")!.lowerBound
      let hash = Data(SHA256.hash(data: Data(page[content].utf8))).base64EncodedString()
      #expect(policy.contains("\(directive) 'sha256-\(hash)'"))
    }
  }

  @Test func `the figures of the fleet page are the document's`() throws {
    let document = try document("fleet")
    let page = try HTMLPages(document).text()
    let numbers = page.matches(of: /<dd>([^<]+)<small>/).map { String($0.output.1) }
    let totals = document.totals
    #expect(
      numbers == [
        "\(totals.users.needsAction)", "\(totals.users.flagged)", "\(totals.findings.critical + totals.findings.high)",
        "\(totals.sincePrevious![.new])", "\(totals.users.cannotJudge)",
        "\(EnglishWords.percent(permille: totals.coverage.permille)!)",
      ])
    let markup = HTMLMarkup(page)
    #expect(markup.count("tr") { $0.attributes["data-severity"] != nil } == document.users.count)
    #expect(page.contains("<caption>\(document.tenants.count) tenants,"))
  }

  @Test func `a tenant's page has a section for each listed user and every finding once`() throws {
    let document = try document("tenant")
    let page = try HTMLPages(document).text()
    #expect(HTMLMarkup(page).count("article") == document.users.count)
    try document.findings.forEach { row in
      #expect(page.components(separatedBy: " · \(row.finding.key.rawValue)<").count == 2)
    }
    #expect(
      page.contains(
        "Score: (1 critical × 100 + 1 high × 40 + 1 medium × 10) × 1.25 for 2 families × 1.5 for a privileged role = 281.25."
      ))
  }

  @Test func `a tenant's page names no other tenant`() throws {
    let (_, tenants) = try HTMLSampleFleet().documents()
    let page = try HTMLPages(tenants[0]).text()
    for other in 1..<12 {
      #expect(!page.contains("tenant\(other).example"))
    }
    #expect(!page.contains("Litware"))
    #expect(!page.contains("href=\".."))
  }

  @Test func `the violet banner comes before the first figure, and only where something was not seen`() throws {
    let blind = try HTMLPages(document("blind tenant")).text()
    let banner = try #require(blind.firstRange(of: "class=\"banner\""))
    let figures = try #require(blind.firstRange(of: "class=\"figures\""))
    #expect(banner.lowerBound < figures.lowerBound)
    #expect(blind.contains("2 of 6 checks got no full answer."))
    #expect(try !HTMLPages(document("tenant")).text().contains("class=\"banner\""))
  }

  @Test func `a failed tenant is never called clear and its users are not counted as nought`() throws {
    let page = try HTMLPages(document("failed tenant")).text()
    #expect(page.contains("Nothing could be audited: treat everybody here as not checked."))
    #expect(!page.contains("Clear:"))
    #expect(page.components(separatedBy: "could not be checked</span></td>").count == 7)
    let fleet = try HTMLPages(document("fleet")).text()
    #expect(fleet.contains("<span class=\"unread\">not judged</span>"))
    #expect(fleet.contains("<td class=\"number\">unknown</td>"))
  }

  @Test func `only a whole and quiet tenant is clear`() throws {
    var fleet = HTMLSampleFleet()
    fleet.usersPerTenant = 0
    let (_, tenants) = try fleet.documents()
    #expect(
      try HTMLPages(tenants[0]).text().contains("Clear: every check of this tenant ran and found nothing that counts."))
    let blind = try HTMLPages(tenants[1]).text()
    #expect(!blind.contains("Clear:"))
    #expect(blind.contains("Nothing found – 4 of 6 checks ran in full."))
  }

  @Test func `a first audit says that there is nothing to compare with`() throws {
    var fleet = HTMLSampleFleet()
    fleet.isFirstAudit = true
    let page = try HTMLPages(document("fleet", of: fleet)).text()
    #expect(page.contains("This is the first audit"))
    #expect(page.contains("∗ first run"))
    #expect(page.contains(">Present at first audit</span>"))
    #expect(!page.contains("new since the last run"))
  }

  @Test func `a finding that the first audit showed is never called new, and says so on later nights`() throws {
    let page = try HTMLPages(Fixtures.documents([Fixtures.storyOfFirstAudit]).own[0]).text()
    #expect(page.contains("present at first audit (22 Sep 2026"))
    #expect(page.contains("present at first audit (24 Sep 2026"))
    #expect(page.components(separatedBy: "first seen 24 Sep 2026").count == 2)
    // Of the finding, and of its user in the table.
    #expect(page.components(separatedBy: ">Present at first audit</span>").count == 3)
    #expect(!page.contains(">New check</span>"))
  }

  @Test func `the coverage table says why things were set aside`() throws {
    let coverage = [Fixtures.coverage(Fixtures.checks[0], setAside: SetAside([.partner: 2, .microsoftService: 1]))]
    let tenant = Fixtures.tenant(2, users: [Fixtures.user(4)], coverage: coverage)
    let page = try HTMLPages(Fixtures.documents([tenant]).own[0]).text()
    #expect(page.contains("3 things recognised and not counted: 1 by Microsoft’s services, 2 by the provider."))
  }

  @Test func `a long table says above itself what it leaves out`() throws {
    let document = try document("fleet")
    let page = try HTMLPages(document, maximumUserRows: 20).text()
    let notice = try #require(
      page.firstRange(of: "Showing 20 of \(document.users.count) users; all in fleet.xlsx and fleet.json."))
    let table = try #require(page.firstRange(of: "<table class=\"users\""))
    #expect(notice.lowerBound < table.lowerBound)
    #expect(HTMLMarkup(page).count("tr") { $0.attributes["data-severity"] != nil } == 20)
  }

  @Test func `a large fleet's tenants have a page of their own`() throws {
    var fleet = HTMLSampleFleet()
    fleet.tenants = 301
    fleet.usersPerTenant = 2
    let pages = try HTMLPages(document("fleet", of: fleet))
    let index = try pages.text()
    #expect(index.contains("301 tenants: too many for this page. <a href=\"tenants.html\">"))
    let tenants = try pages.text("tenants.html")
    #expect(HTMLMarkup(tenants).problems.isEmpty)
    #expect(HTMLMarkup(index).problems.isEmpty)
    #expect(tenants.contains("<caption>301 tenants"))
  }

  @Test func `the same document gives the same bytes`() throws {
    let first = try HTMLPages(document("fleet")).text()
    let second = try HTMLPages(document("fleet")).text()
    #expect(first == second)
  }
}
