import AuditAnalysis
import AuditModel
import AuditPipeline
import AuditReports

extension Console {
  /// The end of a run: a summary for people, or the one JSON document.
  func show(_ outcome: AuditOutcome) {
    if isJSON { show(json: JSONText.of(OutcomeDocument(outcome))) }
    show(OutcomeText(outcome).text)
    if isQuiet, outcome.exit != .success { warn(OutcomeText(outcome).firstLine) }
  }
}

/// At most 25 lines, the most important last.
struct OutcomeText {
  let outcome: AuditOutcome

  init(_ outcome: AuditOutcome) { self.outcome = outcome }

  var text: String {
    var lines = [firstLine]
    lines += changes.map { [$0] } ?? []
    lines += blindSpots
    lines.append("Reports: \(outcome.startPage)")
    lines += people
    return lines.joined(separator: "\n")
  }

  var firstLine: String {
    let run = outcome.document.header.run
    let tenants = outcome.document.totals.tenants
    return "Run \(run.id) · window \(run.window.from.iso8601) to \(run.window.to.iso8601) · "
      + "\(counted(tenants.total, "tenant")): \(tenants.complete) complete, \(tenants.incomplete) incomplete, \(tenants.failed) failed"
  }

  private var changes: String? {
    let header = outcome.document.header
    guard let previous = header.previous, let changes = outcome.document.totals.sincePrevious else {
      return "First audit of these tenants: nothing to compare with yet"
    }
    let parts = [
      "\(changes[.new]) new", "\(changes[.worse]) worse", "\(changes[.reopened]) reopened",
      "\(changes[.resolved]) resolved",
      "\(changes[.unverified]) not re-checked",
    ]
    return "Changes since \(previous.asOf.iso8601): " + parts.joined(separator: ", ")
  }

  private var blindSpots: [String] {
    outcome.document.causes.prefix(4).map { cause in
      let needs = cause.needs.isEmpty ? "" : " (\(VisibleText.shown(cause.needs.joined(separator: ", "), limit: 100)))"
      return "Not checked: \(cause.reason.title)\(needs) in \(counted(cause.tenantCount, "tenant")), "
        + "\(counted(cause.checks.count, "check")) → roundsman explain \(cause.reason.rawValue)"
    }
  }

  private var people: [String] {
    let total = outcome.document.totals.users
    guard total.flagged > 0 else {
      return outcome.document.totals.coverage.permille == 1000
        ? ["No user has an indicator; every check looked at everybody"]
        : ["No user has an indicator, as far as could be seen"]
    }
    var lines = [
      total.needsAction > 0
        ? "\(counted(total.needsAction, "user")) need\(total.needsAction == 1 ? "s" : "") action now, \(total.flagged) have indicators:"
        : "\(counted(total.flagged, "user")) with indicators, none that needs action now:"
    ]
    for row in outcome.topUsers {
      let name = VisibleText.shown(row.user.userPrincipalName, limit: 60)
      let evidence = VisibleText.shown(row.strongestEvidence ?? "", limit: 110)
      let severity = row.standing.severity.map { $0.icon + " " } ?? ""
      lines.append("  \(severity)\(name)  \(counted(row.standing.indicatorCount, "indicator")): \(evidence)")
    }
    return lines
  }

  private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}

/// What `--json` prints at the end of a run.
struct OutcomeDocument: Encodable {
  let run_id: String
  let exit_code: Int32
  let conditions: [Int32]
  let outcome: String
  let window_from: String
  let window_to: String
  let tenants_complete: Int
  let tenants_incomplete: Int
  let tenants_failed: Int
  let users_audited: Int
  let users_flagged: Int
  let users_cannot_judge: Int
  let findings: [String: Int]
  let reports: String

  init(_ outcome: AuditOutcome) {
    let document = outcome.document
    run_id = document.header.run.id.rawValue
    exit_code = outcome.exit.rawValue
    conditions = outcome.conditions.map(\.rawValue)
    self.outcome = document.header.outcome.rawValue
    window_from = document.header.run.window.from.iso8601
    window_to = document.header.run.window.to.iso8601
    tenants_complete = document.totals.tenants.complete
    tenants_incomplete = document.totals.tenants.incomplete
    tenants_failed = document.totals.tenants.failed
    users_audited = document.totals.users.audited
    users_flagged = document.totals.users.flagged
    users_cannot_judge = document.totals.users.cannotJudge
    var findings: [String: Int] = [:]
    for severity in Severity.allCases { findings[severity.rawValue] = document.totals.findings[severity] }
    self.findings = findings
    reports = outcome.directory
  }
}
