import AuditAnalysis
import AuditModel

/// The heat map: tenants by families of checks.
extension HTMLPage {
  var heatMap: TemplateScope {
    let absent = CheckFamily.allCases.filter { !families.contains($0) }
    return [
      .familiesAbsent: .optional(absent.isEmpty ? nil : EnglishWords.list(absent.map(\.title))),
      .familyColumns: .rows(families.map { [.label: .text($0.title)] }),
      .tenantsCaption: .text(
        "\(EnglishWords.counted(document.tenants.count, "tenant")), \(EnglishWords.counted(families.count, "family", "families")) of checks"
      ),
      .tenantRows: .stream(count: document.tenants.count) { body in
        try document.tenants.forEach { try body(tenantRow($0)) }
      },
    ]
  }

  private func tenantRow(_ row: TenantRow) -> TemplateScope {
    let scope: TemplateScope = [
      .tenantLink: .text(tenantLink(row.tenant.id, row.tenant.displayName)),
      .tenantName: .foreign(row.tenant.displayName),
      .coveragePercent: .text(EnglishWords.percent(permille: row.coverage.permille) ?? "–"),
      .coverageSort: .text("\(row.coverage.permille ?? -1)"),
      .coverageClass: .text(row.coverage.unanswered > 0 ? "unread" : "covered"),
      .isJudged: .flag(row.status != .failed), .usersFlagged: .count(row.usersFlagged),
      .usersAudited: .count(row.usersAudited),
      .flaggedSort: .text("\(row.usersFlagged)"),
      .familyCells: .rows(
        families.map { family in row.families.first { $0.family == family }.map(cell) ?? Self.emptyCell }),
      .lastComplete: day(row.lastCompleteRun?.asOf),
    ]
    return scope.merging(status(of: row)).merging(TrendWords(row.trend, weekDelta: row.weekDelta).scope)
  }

  private func status(of row: TenantRow) -> TemplateScope {
    let (name, icon, order) =
      switch row.verdict {
      case .action: ("critical", Severity.critical.icon, 5)
      case .findings: (row.findings.highest?.rawValue ?? "low", row.findings.highest?.icon ?? "▪", 4)
      case .failed: ("unknown", "?", 3)
      case .nothingFoundIncomplete: ("unknown", "◐", 2)
      case .clear: ("clear", "✓", 1)
      }
    return [
      .statusClass: .text(name), .statusIcon: .text(icon), .statusWords: .text(row.verdict.words),
      .statusSort: .text("\(order)"),
    ]
  }

  private static var emptyCell: TemplateScope {
    [
      .sort: .text("0"), .isBlind: .flag(false), .isPartlyBlind: .flag(false), .class: .text("out"), .icon: .text("–"),
      .number: .absent, .words: .text("no check of this family ran"),
    ]
  }

  /// Found outranks blind outranks clear, and a cell with findings still says that something could not be seen.
  private func cell(_ standing: FamilyStanding) -> TemplateScope {
    guard let result = standing.result else { return Self.emptyCell }
    let isBlind = standing.checks.unanswered > 0
    var scope: TemplateScope = [
      .isBlind: .flag(isBlind), .class: .text(result.chipClass), .icon: .text(result.mark), .number: .absent,
      .isPartlyBlind: .flag(false), .words: .text(result.words),
      .sort: .text(result == .clear ? "1" : isBlind ? "2" : "0"),
    ]
    if let highest = standing.findings.highest {
      scope[.class] = .text(highest.rawValue)
      scope[.icon] = .text(highest.icon)
      scope[.number] = .count(standing.findings.total)
      scope[.isPartlyBlind] = .flag(isBlind)
      scope[.sort] = .text("\(1_000 * (highest.rank + 1) + standing.findings.total)")
      let words = "\(highest.words.lowercased()): \(EnglishWords.counted(standing.findings.total, "finding"))"
      scope[.words] = .text(
        isBlind ? words + "; \(EnglishWords.counted(standing.checks.unanswered, "check")) without a full answer" : words
      )
    } else if result == .triggered {
      // Something was found, but nothing of it counts: informational, for review.
      scope[.class] = .text(isBlind ? "unknown" : "informational")
      scope[.icon] = .text(isBlind ? "◐" : Severity.informational.icon)
      scope[.words] = .text(isBlind ? "partly checked; found for review only" : "found for review only")
    }
    return scope
  }
}

extension CheckResult {
  /// The class of its chip: violet for whatever is not known, no fill for what is out of scope.
  var chipClass: String {
    switch self {
    case .triggered: "high"
    case .clear: "clear"
    case .partial, .notAssessed: "unknown"
    case .notApplicable, .notLicensed, .disabled: "out"
    }
  }
}
