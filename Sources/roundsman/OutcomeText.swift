import AuditAnalysis
import AuditModel
import AuditPipeline
import AuditReports

extension Console {
  /// The end of a command that has reports of a run: a summary for people, or the one JSON document.
  ///
  /// - Parameter exit: how the command ends: writing an old run's reports again succeeds, whatever that run ended with.
  func show(_ outcome: AuditOutcome, exit: ExitStatus) {
    if isJSON { show(json: JSONText.of(OutcomeDocument(outcome, exit: exit))) }
    show(OutcomeText(outcome).text)
    if isQuiet, exit != .success { warn(OutcomeText(outcome).firstLine) }
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
    lines += failures
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

  /// Of a live run: tenants of which nothing was seen, by cause, each with what to do.
  private var failures: [String] {
    guard outcome.document.header.run.mode == .live else { return [] }
    return outcome.failures.sorted { $0.tenants.count > $1.tenants.count }.prefix(4).flatMap { group in
      let names = group.tenants.prefix(5).map { VisibleText.shown($0.displayName, limit: 40) }.joined(separator: ", ")
      let rest = group.tenants.count > 5 ? " and \(group.tenants.count - 5) more" : ""
      let code = group.code.map { " (\(VisibleText.shown($0, limit: 40)))" } ?? ""
      return [
        "Failed: \(group.reason.title)\(code) in \(counted(group.tenants.count, "tenant")): \(names)\(rest)",
        "  help: \(Self.help(for: group))",
      ]
    }
  }

  private static func help(for group: FailureGroup) -> String {
    switch group.reason {
    case .consentRevoked:
      "an administrator of the tenant consents again: roundsman tenants link \(group.tenants.first?.id.rawValue ?? "TENANT")"
    case .interrupted: "roundsman audit with a later --deadline, or more --concurrency"
    case .notCollected: "if they have left: --departed TENANT; else add them to the configuration"
    default: "\(group.reason.fix) Then: roundsman doctor"
    }
  }

  /// What concerns tenants and no single user, then the users.
  private var people: [String] {
    let total = outcome.document.totals.users
    let tenants = outcome.document.totals.tenants.needsAction
    var lines =
      tenants > 0 ? ["\(counted(tenants, "tenant")) as a whole need\(tenants == 1 ? "s" : "") action now"] : []
    guard total.flagged > 0 else {
      return lines + [
        outcome.document.totals.coverage.permille == 1000
          ? "No user has an indicator; every check looked at everybody"
          : "No user has an indicator, as far as could be seen"
      ]
    }
    lines.append(
      total.needsAction > 0
        ? "\(counted(total.needsAction, "user")) need\(total.needsAction == 1 ? "s" : "") action now, \(total.flagged) have indicators:"
        : "\(counted(total.flagged, "user")) with indicators, none that needs action now:")
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
  /// Of the command.
  let exit_code: Int32
  /// Of the run whose reports these are.
  let run_exit_code: Int32
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

  init(_ outcome: AuditOutcome, exit: ExitStatus) {
    let document = outcome.document
    run_id = document.header.run.id.rawValue
    exit_code = exit.rawValue
    run_exit_code = outcome.exit.rawValue
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
