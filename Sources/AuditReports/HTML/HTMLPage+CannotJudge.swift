import AuditAnalysis
import AuditModel

/// The list of those of whom silence means nothing.
extension HTMLPage {
  private static let maximumRows = 200

  var cannotJudgeTable: TemplateScope {
    let total = document.cannotJudge.count
    let shown = min(total, Self.maximumRows)
    return [
      .hasCannotJudge: .flag(total > 0),
      .cannotJudgeCut: shown < total
        ? .scope([
          .words: .text(
            "Showing \(VisibleText.grouped(shown)) of \(EnglishWords.counted(total, "row")); all in \(isFleet ? "fleet" : "report").xlsx."
          )
        ]) : .absent,
      .cannotJudgeCaption: .text(
        "\(EnglishWords.counted(shown, "tenant or user", "tenants and users")) without a full answer"),
      .cannotJudge: .stream(count: shown) { body in
        try document.cannotJudge.forEach(limit: shown) { try body(row($0)) }
      },
    ]
  }

  /// A gap that concerns nobody we know of concerns people that nobody could list: that is no zero.
  func affected(_ count: Int) -> TemplateValue { count == 0 ? .text("unknown") : .count(count) }

  private func row(_ row: CannotJudgeRow) -> TemplateScope {
    let user: TemplateValue =
      row.user.map {
        .scope([
          .userName: .foreign($0.displayName.flatMap { $0.isEmpty ? nil : $0 } ?? $0.userPrincipalName),
          .userPrincipalName: .foreign($0.userPrincipalName),
        ])
      } ?? .absent
    var reasons: [String] = []
    for check in row.checks {
      let words = check.reason?.title ?? check.result.words
      if !reasons.contains(words) { reasons.append(words) }
    }
    var scope: TemplateScope = [
      .user: user, .usersAffected: affected(row.usersAffected),
      .words: .text("\(row.checks.count) of \(row.checksInScope)"),
      .list: .text(row.checks.map { title(of: $0.checkID) }.joined(separator: "; ")),
      .reasons: .text(reasons.joined(separator: "; ")),
    ]
    if isFleet {
      scope[.tenantLink] = .text(tenantLink(row.tenantID, row.tenantName))
      scope[.tenantName] = .foreign(row.tenantName)
    }
    return scope
  }
}
