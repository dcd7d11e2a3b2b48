import AuditAnalysis
import AuditModel

/// What could not be seen: grouped by cause, because one fix clears many rows, then check by check.
extension HTMLPage {
  var coverageParts: TemplateScope {
    [
      .coverageSentence: .text(coverageSentence), .causes: .flag(!document.causes.isEmpty),
      .causeRows: .rows(document.causes.map(causeRow)),
      .matrix: .flag(isFleet), .checkTable: .flag(!isFleet),
      .checkColumns: .rows(document.checks.map { [.label: .text($0.id.rawValue)] }),
      .matrixRows: .stream(count: isFleet ? document.tenants.count : 0) { body in
        try document.tenants.forEach { try body(matrixRow($0)) }
      },
      .checkRows: .stream(count: isFleet ? 0 : document.tenants.count) { body in
        try document.tenants.forEach { for check in $0.checks { try body(checkRow(check)) } }
      },
    ]
  }

  private var coverageSentence: String {
    let coverage = totals.coverage
    guard let percent = EnglishWords.percent(permille: coverage.permille) else { return "No check was in scope." }
    let scope = isFleet ? " over all tenants" : ""
    var sentence =
      "\(VisibleText.grouped(coverage.covered)) of \(EnglishWords.counted(coverage.inScope, "check"))\(scope) got a full answer (\(percent))."
    let out = [
      (coverage.notLicensed, "not licensed"), (coverage.notApplicable, "not applicable"),
      (coverage.disabled, "switched off in config"),
    ]
    .filter { $0.0 > 0 }.map { "\(VisibleText.grouped($0.0)) \($0.1)" }
    if !out.isEmpty { sentence += " Left out: \(EnglishWords.list(out))." }
    if totals.tenants.regressed > 0 {
      sentence +=
        isFleet
        ? " Coverage fell since the previous run in \(EnglishWords.counted(totals.tenants.regressed, "tenant"))."
        : " Coverage fell since the previous run."
    }
    return sentence
  }

  private func causeRow(_ cause: CauseGroup) -> TemplateScope {
    let more = cause.tenantCount - cause.tenantNames.count
    return [
      .cause: .text(cause.reason.title),
      .needs: .optionalForeign(cause.needs.isEmpty ? nil : cause.needs.joined(separator: ", ")),
      .kinds: .text(cause.kinds.map(\.title).joined(separator: ", ")), .number: .count(cause.checks.count),
      .list: .text(cause.checks.map(\.rawValue).joined(separator: ", ")), .tenantCount: .count(cause.tenantCount),
      .tenantNames: .foreign(cause.tenantNames.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")),
      .usersAffected: affected(cause.usersAffected), .since: moment(cause.since.asOf),
      .runsInRow: .text(runs(cause.runsInRow)),
      .fixer: .text(cause.reason.fixableBy.words), .fix: .text(cause.reason.fix),
      .message: .foreign(cause.message, limit: 400),
      .error: .optionalForeign(cause.lastError.map(errorWords)),
    ]
  }

  private func errorWords(_ error: ServiceError) -> String {
    [
      error.http.map { "HTTP \($0)" }, error.code, error.requestID.map { "request \($0)" }, error.at.map(zone.words),
    ].compactMap { $0 }.joined(separator: ", ")
  }

  private func runs(_ count: Int) -> String { count == 1 ? "this run" : "\(VisibleText.grouped(count)) runs in a row" }

  private func matrixRow(_ row: TenantRow) -> TemplateScope {
    let checks = Dictionary(
      row.checks.map { ($0.coverage.checkID, $0) }, uniquingKeysWith: { first, _ in first })
    return [
      .tenantName: .foreign(row.tenant.displayName),
      .matrixCells: .rows(
        document.checks.map { check in
          guard let row = checks[check.id] else {
            return [.isBlind: .flag(false), .class: .text("out"), .icon: .text("–"), .words: .text("not run")]
          }
          return mark(of: row)
        }),
    ]
  }

  /// What found something is marked by how bad that is.
  private func mark(of row: CheckRow) -> TemplateScope {
    let result = row.coverage.result
    let severity = result == .triggered ? row.severity : nil
    return [
      .isBlind: .flag(result == .partial || result == .notAssessed),
      .class: .text(severity?.rawValue ?? result.chipClass), .icon: .text(severity?.icon ?? result.mark),
      .words: .text(result.words + (severity.map { ": \($0.words.lowercased())" } ?? "")),
    ]
  }

  private func checkRow(_ row: CheckRow) -> TemplateScope {
    let coverage = row.coverage
    let gaps: [TemplateScope] = coverage.gaps.map {
      [.cause: .text($0.reason.title), .message: .foreign($0.message, limit: 400), .fix: .text($0.reason.fix)]
    }
    return mark(of: row).merging([
      .checkTitle: .text(title(of: coverage.checkID)), .checkID: .text(coverage.checkID.rawValue),
      .itemsRead: .count(coverage.itemsRead), .usersCovered: .count(coverage.usersCovered),
      .usersMissed: row.usersMissed.map { .count($0) } ?? .text("may be any"),
      .windowFrom: moment(coverage.windowFrom), .windowTo: moment(coverage.windowTo),
      .since: moment(row.since.asOf), .runsInRow: .text(runs(row.runsInRow)), .gaps: .rows(gaps),
      .note: .optionalForeign(coverage.note),
      .hints: .optional(
        coverage.unavailableHints.isEmpty ? nil : coverage.unavailableHints.map(\.title).joined(separator: ", ")),
      .setAside: .optional(
        coverage.setAside.total == 0 ? nil : coverage.setAside.sentence),
    ])
  }
}
