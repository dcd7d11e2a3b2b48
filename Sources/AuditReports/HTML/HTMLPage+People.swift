import AuditAnalysis
import AuditModel

/// A tenant's page: one section for each listed user, and what concerns the tenant as a whole.
extension HTMLPage {
  /// Only for a tenant's own document: its findings are grouped in memory.
  func peopleParts() throws -> TemplateScope {
    var byUser: [UserID: [FindingRow]] = [:]
    var ofTenant: [FindingRow] = []
    try document.findings.forEach { row in
      if let user = row.finding.userID { byUser[user, default: []].append(row) } else { ofTenant.append(row) }
    }
    var facts: [TemplateScope] = []
    var checks: [CheckID: CheckRow] = [:]
    try document.tenants.forEach(limit: 1) { row in
      facts = tenantFacts(row)
      checks = Dictionary(row.checks.map { ($0.coverage.checkID, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let signs = FindingSigns(page: self, checks: checks)
    let shown = min(document.users.count, maximumUserRows)
    return [
      .tenantFacts: .rows(facts), .hasPeople: .flag(shown > 0), .hasTenantFindings: .flag(!ofTenant.isEmpty),
      .tenantFindings: .rows(ofTenant.map(signs.scope)),
      .people: .stream(count: shown) { body in
        try document.users.forEach(limit: shown) { row in
          try body(person(row, findings: byUser[row.user.id] ?? [], signs: signs))
        }
      },
    ]
  }

  private func tenantFacts(_ row: TenantRow) -> [TemplateScope] {
    let facts: [(String, String)] = [
      ("Status:", row.verdict.words),
      ("Default domain:", row.tenant.defaultDomain ?? "unknown – not in the evidence"),
      ("Tenant id:", row.tenant.id.rawValue),
      ("Newest evidence:", row.evidenceAt.map(zone.words) ?? "none"),
      ("Last complete run:", (row.lastCompleteRun?.asOf).map(zone.words) ?? "never"),
    ]
    return facts.map { [.label: .text($0.0), .value: .foreign($0.1)] }
  }

  private func person(_ row: UserRow, findings: [FindingRow], signs: FindingSigns) -> TemplateScope {
    let standing = row.standing
    let counted = findings.filter(\.isCounted)
    let review = findings.filter { $0.isOpen && !$0.isCounted }
    let ended = findings.filter { !$0.isOpen }
    let scope: TemplateScope = [
      .caseKey: .text(row.caseKey.rawValue), .rank: .count(row.rank), .isRanked: .flag(standing.isFlagged),
      .whyThisRank: .text(whyThisRank(standing)), .facts: .rows(facts(of: standing.user)),
      .signs: .rows(counted.map(signs.scope)), .hasReview: .flag(!review.isEmpty),
      .review: .rows(review.map(signs.scope)),
      .reviewCount: .count(review.count), .hasEnded: .flag(!ended.isEmpty), .ended: .rows(ended.map(signs.scope)),
      .endedCount: .count(ended.count),
      .hasUnanswered: .flag(!standing.unanswered.isEmpty), .unanswered: .rows(standing.unanswered.map(unanswered)),
    ]
    return scope.merging(identity(of: standing)).merging(nights(standing.trend)).merging(story(counted))
  }

  /// The findings that follow each other as the steps of a takeover do, in the order of time.
  private func story(_ findings: [FindingRow]) -> TemplateScope {
    let steps = findings.filter(\.finding.isPartOfStory).map { row in
      (row.finding.occurredAt ?? row.firstSeen.asOf, row)
    }
    .sorted { ($0.0, $0.1.finding.key) < ($1.0, $1.1.finding.key) }
    return [
      .hasStory: .flag(!steps.isEmpty),
      .story: .rows(
        steps.map { at, row in
          let step: TemplateScope = [.moment: moment(at), .findingTitle: .foreign(row.finding.title)]
          return step.merging(row.finding.severity.chip)
        }),
    ]
  }

  /// Every fact, also those that nobody could read: those say so.
  private func facts(of user: UserFacts) -> [TemplateScope] {
    let type: String? = user.type == .unknown ? nil : user.type == .guest ? "Guest" : "Member"
    let facts: [(String, String?)] = [
      ("Object id", user.id.isObjectID ? user.id.rawValue : nil), ("Type", type),
      ("Account", user.isEnabled.map { $0 ? "Enabled" : "Disabled" }),
      ("Privileged role", user.isPrivileged.map { $0 ? "Yes" : "No" }),
    ]
    return facts.map { label, value in
      [
        .label: .text(label), .isUnknown: .flag(value == nil),
        .value: value.map { .foreign($0) } ?? .text("unknown – not in the evidence"),
      ]
    }
  }

  private func unanswered(_ check: UnansweredCheck) -> TemplateScope {
    [
      .checkTitle: .text(title(of: check.checkID)),
      .words: .text(check.result.words + (check.isUserLevel ? ", for this user" : "")),
      .cause: .optional(check.reason.map { $0.title.prefix(1).lowercased() + $0.title.dropFirst() }),
    ]
  }

  /// `(1 critical × 100 + 2 high × 40) × 1.5 for 3 families = 270`: the whole sum, so that nobody has to believe it.
  private func whyThisRank(_ standing: UserStanding) -> String {
    guard standing.isFlagged else {
      return standing.unanswered.isEmpty
        ? "No indicator counts; listed for review."
        : "No indicator counts, but some checks could not look at this user."
    }
    var points: [Severity: (count: Int, each: Int)] = [:]
    var factors = ""
    for part in standing.score.parts {
      switch part {
      case .check(_, let severity, let each): points[severity] = ((points[severity]?.count ?? 0) + 1, each)
      case .families(let count, let quarters):
        factors += " × \(Self.decimal(eighths: quarters * 2)) for \(count) families"
      case .privileged: factors += " × 1.5 for a privileged role"
      }
    }
    let terms = Severity.allCases.reversed().compactMap { severity in
      points[severity].map { "\($0.count) \(severity.rawValue) × \($0.each)" }
    }
    let indicators = EnglishWords.counted(standing.indicatorCount, "indicator")
    let sum =
      terms.count > 1 && !factors.isEmpty ? "(\(terms.joined(separator: " + ")))" : terms.joined(separator: " + ")
    return "\(indicators). Score: \(sum)\(factors) = \(Self.decimal(eighths: standing.score.eighths))."
  }

  private static func decimal(eighths: Int) -> String {
    let fractions = ["", ".125", ".25", ".375", ".5", ".625", ".75", ".875"]
    return VisibleText.grouped(eighths / 8) + fractions[eighths % 8]
  }

  private func nights(_ points: [TrendPoint]) -> TemplateScope {
    let found = points.count { ($0.count ?? 0) > 0 }
    let unknown = points.count { $0.count == nil }
    return [
      .hasNights: .flag(points.count > 1),
      .nightsWords: .text(
        "\(EnglishWords.counted(points.count, "night")), oldest first: \(found) with indicators, \(unknown) not measured."
      ),
      .nights: .rows(
        points.map { point in
          let (name, icon, words) =
            switch point.count {
            case nil: ("unknown", "?", "not measured")
            case 0: ("clear", "✓", "nothing that counts")
            case .some(let count): ("found", "\(count)", EnglishWords.counted(count, "indicator"))
            }
          return [.class: .text(name), .icon: .text(icon), .words: .text("\(zone.day(point.asOf)): \(words)")]
        }),
    ]
  }
}
