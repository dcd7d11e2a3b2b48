import AuditChecks
import AuditModel
import AuditPipeline
import EvidenceCollection
import Foundation
import Testing

/// Labelled events that somebody else made, each imported alone and judged by all checks.
@Suite(.enabled(if: Checkout.sharedData != nil, "needs ../shared/data beside the checkout"))
struct PantherTests {
  private static let page = "docs/PANTHER-RULES.md"

  private static func events() throws -> [PantherEvent] {
    let path = try #require(Checkout.sharedData) + "/audit-exports/panther/panther-rule-tests.jsonl"
    return try PantherEvent.all(in: String(contentsOfFile: path, encoding: .utf8))
  }

  /// What one event leads to, of what the rule's counterpart counts.
  private static func trial(_ event: PantherEvent, _ counterpart: PantherRule.Counterpart) throws -> PantherPage.Trial {
    let folder = TemporaryFolder()
    let file = folder.path + "/event.json"
    try event.exported.write(to: URL(fileURLWithPath: file))
    let outcome = try ExportFiles(
      paths: [file], tenant: "panther", domains: counterpart.domains, owner: nil, complete: []
    ).write(to: folder.path + "/evidence")
    var findings: [Finding] = []
    if outcome.archive != nil, let moment = outcome.collectedAt {
      let settings = CheckSettings(
        trustedDomains: counterpart.trustedDomains, trustedSenders: counterpart.trustedSenders)
      findings =
        TenantJudgement(
          window: AuditWindow(days: 7, endingAt: moment.advanced(bySeconds: 1)), settings: settings
        ).result(of: EvidenceArchive(directory: folder.path + "/evidence").evidence()).findings
    }
    let found = Set(findings.filter(counterpart.counts).map { "\($0.severity.rawValue) by \($0.checkID.rawValue)" })
    return .init(rule: event.rule, test: event.test, isExpected: event.isExpected, found: found.sorted())
  }

  private static let trials = Result {
    try events().compactMap { event -> PantherPage.Trial? in
      guard case .counterpart(let counterpart)? = PantherRule.all.first(where: { $0.id == event.rule })?.answer else {
        return nil
      }
      return try trial(event, counterpart)
    }
  }

  @Test func `every rule with labelled events is answered, and no other is named`() throws {
    let events = try Self.events()
    #expect(events.count == 72)
    #expect(Set(events.map(\.rule)) == Set(PantherRule.all.map(\.id)))
    #expect(PantherRule.all.map(\.id) == PantherRule.all.map(\.id).sorted())
    let known = Set(CheckCatalogue.all.map(\.id))
    for rule in PantherRule.all {
      guard case .counterpart(let counterpart) = rule.answer else { continue }
      #expect(known.isSuperset(of: counterpart.checks), "\(rule.id)")
    }
  }

  @Test func `every deviation has its reason, and no reason is left over`() throws {
    let trials = try Self.trials.get()
    for rule in PantherRule.all {
      let deviating = trials.filter { $0.rule == rule.id && !$0.agrees }.map(\.test)
      #expect(Set(deviating) == Set(rule.deviations.keys), "\(rule.id)")
    }
  }

  @Test func `the page says what comes out`() throws {
    let events = Dictionary(grouping: try Self.events(), by: \.rule).mapValues(\.count)
    let text = PantherPage(rules: PantherRule.all, trials: try Self.trials.get(), events: events).markdown
    let path = Checkout.root + "/" + Self.page
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text, "rewrite it with RECORD_SNAPSHOTS=1")
  }

  @Test(arguments: [true, false])
  func `an event that is turned around is no longer what its label says`(_ isFirst: Bool) throws {
    // The comparison itself must be able to fail: what is expected decides nothing about what is found.
    let rule = try #require(PantherRule.all.first { $0.id == "Azure.Audit.DomainSettingsModified" })
    guard case .counterpart(let counterpart) = rule.answer else {
      Issue.record("no counterpart")
      return
    }
    let events = try Self.events().filter { $0.rule == rule.id }
    let event = try #require(isFirst ? events.first : events.last)
    let trial = try Self.trial(event, counterpart)
    #expect(trial.agrees && trial.found.isEmpty != event.isExpected)
    #expect(!PantherPage.Trial(rule: "", test: "", isExpected: !event.isExpected, found: trial.found).agrees)
  }
}
