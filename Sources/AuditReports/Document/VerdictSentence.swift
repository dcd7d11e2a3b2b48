import AuditAnalysis
import AuditModel

extension ReportDocument {
  /// The verdict that every format shows: act, look, new, blind.
  package var verdict: String { VerdictSentence(header: header, totals: totals).text }
}

/// Says in one sentence, or two, what the figures of a report mean.
struct VerdictSentence {
  let header: ReportHeader
  let totals: ReportTotals

  var text: String {
    guard let selection = header.selectionWords else { return sentence }
    return "Only \(selection). \(sentence)"
  }

  private var sentence: String {
    guard header.outcome != .failed else { return "Nothing could be audited: treat everybody here as not checked." }
    if totals.users.flagged == 0, tenantFindingCount == 0 { return nothingFound }
    var parts = tenantsToActOn + people
    if let new = totals.sincePrevious?[.new] {
      parts.append(
        new == 0
          ? "no finding is new" : "\(EnglishWords.counted(new, "finding is", "findings are")) new since the last run")
    }
    if let blind { parts.append(blind) }
    let sentence = parts.joined(separator: "; ")
    return sentence.prefix(1).uppercased() + sentence.dropFirst() + "."
  }

  private var tenantsToActOn: [String] {
    let count = totals.tenants.needsAction
    guard count > 0 else { return [] }
    return [
      header.isFleet
        ? "\(EnglishWords.counted(count, "tenant as a whole needs", "tenants as a whole need")) action now"
        : "the tenant as a whole needs action now"
    ]
  }

  private var people: [String] {
    let users = totals.users
    let others = users.flagged - users.needsAction
    if users.needsAction > 0 {
      let action = "\(EnglishWords.counted(users.needsAction, "user needs", "users need")) action now"
      guard others > 0 else { return [action] }
      return [action, "\(EnglishWords.counted(others, "other user shows", "other users show")) weaker signs"]
    }
    if users.flagged > 0 {
      return [
        totals.tenants.needsAction > 0 ? "no user does" : "nobody needs action now",
        "\(EnglishWords.counted(users.flagged, "user shows", "users show")) signs worth a look",
      ]
    }
    if totals.tenants.needsAction > 0 { return ["no user stands out"] }
    return [
      header.isFleet
        ? "no user stands out, but tenants as a whole have findings"
        : "no user stands out, but the tenant as a whole has findings"
    ]
  }

  /// Open findings that count and concern nobody alone.
  private var tenantFindingCount: Int {
    totals.users.flagged > 0
      ? 0 : Severity.allCases.filter { $0 >= header.run.countingThreshold }.reduce(0) { $0 + totals.findings[$1] }
  }

  private var nothingFound: String {
    let count = totals.tenants.total
    let scope =
      !header.isFleet
      ? "of this tenant"
      : header.isSelection
        ? "of the \(EnglishWords.counted(count, "tenant")) shown" : "of all \(EnglishWords.counted(count, "tenant"))"
    if header.outcome == .complete { return "Clear: every check \(scope) ran and found nothing that counts." }
    let coverage = totals.coverage
    return
      "Nothing found – \(VisibleText.grouped(coverage.covered)) of \(VisibleText.grouped(coverage.inScope)) checks \(header.isFleet ? "\(scope) " : "")ran in full."
  }

  private var blind: String? {
    guard header.outcome != .complete else { return nil }
    guard header.isFleet else {
      let checks = EnglishWords.counted(totals.coverage.inScope, "check")
      return "\(VisibleText.grouped(totals.coverage.unanswered)) of \(checks) could not look at everything"
    }
    let blind = totals.tenants.incomplete + totals.tenants.failed
    let tenants =
      header.isSelection
      ? EnglishWords.counted(totals.tenants.total, "tenant shown was", "tenants shown were")
      : EnglishWords.counted(totals.tenants.total, "tenant was", "tenants were")
    return "\(VisibleText.grouped(blind)) of \(tenants) not fully checked"
  }
}
