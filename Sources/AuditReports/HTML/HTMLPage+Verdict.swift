import AuditAnalysis
import AuditModel

/// What a reader must know first: what was not seen, then what it means.
extension HTMLPage {
  /// The violet banner; absent only when every check in scope was answered for everybody.
  var banner: TemplateValue {
    guard header.outcome != .complete else { return .absent }
    if header.outcome == .failed {
      return .scope([
        .heading: .text("Nothing could be audited"),
        .words: .text("No check got an answer, so this report says nothing about anybody’s safety."),
      ])
    }
    guard isFleet else {
      return .scope([
        .heading: .text("Part of this tenant could not be seen"),
        .words: .text(
          "\(totals.coverage.unanswered) of \(EnglishWords.counted(totals.coverage.inScope, "check")) got no full answer. What was not checked is not clear."
        ),
      ])
    }
    let tenants = totals.tenants
    var words =
      "\(VisibleText.grouped(tenants.complete)) of \(EnglishWords.counted(tenants.total, "tenant")) were checked in full"
    if tenants.incomplete > 0 { words += "; \(VisibleText.grouped(tenants.incomplete)) only in part" }
    if tenants.failed > 0 { words += "; \(VisibleText.grouped(tenants.failed)) not at all" }
    return .scope([
      .heading: .text("Part of \(header.isSelection ? "these tenants" : "the fleet") could not be seen"),
      .words: .text(words + ". What was not checked is not clear."),
    ])
  }

  /// `1 of 12 tenants`, where a fleet's report was asked for only some of them.
  var selectionCount: String {
    "\(VisibleText.grouped(header.tenantCount)) of \(EnglishWords.counted(header.tenantsInRun ?? 0, "tenant"))"
  }

  /// Says above everything else that other tenants of the run are not on this page.
  var selection: TemplateValue {
    guard let words = header.selectionWords else { return .absent }
    return .scope([
      .heading: .text(words),
      .words: .text(
        "Everything on this page is about \(header.tenantCount == 1 ? "it" : "them") alone and says nothing about the other tenants."
      ),
    ])
  }

  /// The title of the browser's tab and of a printed page.
  var pageTitle: TemplateValue {
    let day = zone.day(header.run.window.to)
    var parts: [String] = []
    if header.outcome == .failed { parts.append("nothing audited") }
    if totals.tenants.needsAction > 0 {
      parts.append(isFleet ? "\(EnglishWords.counted(totals.tenants.needsAction, "tenant")) to act on" : "act now")
    }
    if totals.users.needsAction > 0 {
      parts.append("\(EnglishWords.counted(totals.users.needsAction, "user")) to act on")
    }
    if header.outcome == .incomplete {
      let blind = totals.tenants.incomplete + totals.tenants.failed
      parts.append(isFleet ? "\(EnglishWords.counted(blind, "tenant")) incomplete" : "incomplete")
    }
    let head = parts.isEmpty ? "" : parts.joined(separator: " · ") + " — "
    return tenant.map { .foreign(head + $0.displayName + ", " + day) }
      ?? .text(head + (header.isSelection ? selectionCount : "Fleet") + ", " + day)
  }

  /// The title of the page that holds a large fleet's table of tenants.
  var tenantsTitle: TemplateValue {
    .text((header.isSelection ? selectionCount : "Tenants") + ", " + zone.day(header.run.window.to))
  }

  /// The figures below the verdict; all of them are the document's own totals.
  var figures: TemplateValue {
    let users = totals.users
    let new = totals.sincePrevious?[.new]
    let coverage = EnglishWords.percent(permille: totals.coverage.permille)
    return .rows([
      actionFigure, flaggedFigure,
      figure(
        "Critical and high", totals.findings.critical + totals.findings.high, class: nil,
        note: "of \(EnglishWords.counted(totals.findings.total, "open finding"))"),
      [
        .class: .absent, .label: .text("New findings"), .number: .text(new.map(VisibleText.grouped) ?? "–"),
        .note: .text(header.isFirstAudit ? "first audit: nothing to compare with" : "since the previous run"),
      ],
      figure(
        "Cannot be judged", users.cannotJudge, class: users.cannotJudge > 0 ? "unknown" : nil,
        note: "users whose own evidence is missing"),
      [
        .class: header.outcome == .complete ? .absent : .text("unknown"), .label: .text("Checks answered"),
        .number: .text(coverage ?? "–"),
        .note: .text(
          "\(VisibleText.grouped(totals.coverage.covered)) of \(VisibleText.grouped(totals.coverage.inScope)) in scope"),
      ],
    ])
  }

  private var actionFigure: TemplateScope {
    let (users, tenants) = (totals.users.needsAction, totals.tenants.needsAction)
    let more =
      isFleet ? "users; and \(EnglishWords.counted(tenants, "tenant")) as a whole" : "users; and the tenant as a whole"
    return figure(
      "Need action now", users, class: users + tenants > 0 ? "critical" : nil,
      note: (tenants > 0 ? more + ": " : "") + "critical, or high and not known before")
  }

  /// Users of tenants that failed were not audited: theirs are findings of earlier runs, and never counted among the audited.
  private var flaggedFigure: TemplateScope {
    let users = totals.users
    var note = "of \(EnglishWords.counted(users.audited, "user")) audited"
    if users.flaggedUnaudited > 0 {
      let unaudited = VisibleText.grouped(users.flaggedUnaudited)
      note +=
        isFleet
        ? "; \(unaudited) more in tenants that could not be checked"
        : "; \(unaudited) from earlier runs, not checked in this one"
    }
    let audited = users.flagged - users.flaggedUnaudited
    return figure("Users with indicators", audited, class: users.flagged > 0 ? "high" : nil, note: note)
  }

  private func figure(_ label: String, _ number: Int, class name: String?, note: String) -> TemplateScope {
    [.class: .optional(name), .label: .text(label), .number: .count(number), .note: .text(note)]
  }
}
