import AuditAnalysis
import AuditModel

/// The ranked table of users.
extension HTMLPage {
  var userTable: TemplateScope {
    let total = document.users.count
    let shown = min(total, maximumUserRows)
    let cut: TemplateValue =
      shown < total
      ? .scope([
        .words: .text(
          "Showing \(VisibleText.grouped(shown)) of \(EnglishWords.counted(total, "user")); all in \(isFleet ? "fleet" : "report").xlsx and \(isFleet ? "fleet" : "report").json."
        )
      ]) : .absent
    return [
      .hasUsers: .flag(total > 0), .usersCut: cut,
      .usersCaption: .text(
        "\(EnglishWords.counted(shown, "user")) with findings, or with evidence of their own missing, in rank order"),
      .noUsers: .text(noUsersWords),
      .stateChoices: .rows(stateChoices),
      .users: .stream(count: shown) { body in
        try document.users.forEach(limit: shown) { try body(userRow($0)) }
      },
    ]
  }

  private var noUsersWords: String {
    switch header.outcome {
    case .complete: "Nobody: every check in scope ran for every user and found nothing about one.\(tenantFindingsWords)"
    case .incomplete: "Nobody is listed, but not every check could look: see Coverage below."
    case .failed: "Nobody is listed because nothing could be audited."
    }
  }

  /// Where nobody is listed, all open findings are about tenants.
  private var tenantFindingsWords: String {
    guard totals.findings.total > 0 else { return "" }
    return " \(EnglishWords.counted(totals.findings.total, "finding concerns", "findings concern")) "
      + (isFleet ? "tenants as a whole: see Tenants." : "the tenant as a whole: see The tenant itself.")
  }

  /// In a fleet, and where a tenant's first nights failed, some users have nothing to compare with and others have.
  private var stateChoices: [TemplateScope] {
    let changes = header.isFirstAudit ? [] : FindingChange.allCases.map { ($0.rawValue, $0.words) }
    return (changes + [(Self.firstAuditID, FindingChange.firstAuditWords)])
      .map { [.value: .text($0.0), .label: .text($0.1.lowercased())] }
  }

  static let firstAuditID = "first_audit"

  private func userRow(_ row: UserRow) -> TemplateScope {
    let standing = row.standing
    let folder = isFleet ? tenantLink(row.tenantID, row.tenantName) : ""
    var scope: TemplateScope = [
      .rank: .count(row.rank), .indicators: .count(standing.indicatorCount),
      .indicatorSort: .text("\(standing.indicatorCount)"),
      .families: .optional(
        standing.families.isEmpty ? nil : "in \(EnglishWords.counted(standing.families.count, "family", "families"))"),
      .userLink: .text("\(folder)#\(row.caseKey.rawValue)"),
      .evidence: evidence(of: row),
      .stateID: .text(stateID(of: row)), .stateWords: .text(row.stateWords),
      .firstSeen: day(standing.firstSeen), .lastSeen: day(standing.lastSeen),
      .seenSort: .text("\(standing.lastSeen?.seconds ?? 0)"),
      .unchecked: unchecked(standing),
    ]
    if isFleet {
      scope[.tenantLink] = .text(folder)
      scope[.tenantName] = .foreign(row.tenantName)
    }
    return scope.merging(identity(of: standing)).merging(
      TrendWords(standing.trend, weekDelta: standing.weekDelta).scope)
  }

  /// Who it is and how bad; shared by the table and the user's own section.
  func identity(of standing: UserStanding) -> TemplateScope {
    let user = standing.user
    return [
      .userName: .foreign(user.displayName.flatMap { $0.isEmpty ? nil : $0 } ?? user.userPrincipalName),
      .userPrincipalName: .foreign(user.userPrincipalName),
      .severity: severity(of: standing), .severityRank: .text("\(standing.severity?.rank ?? 0)"),
      .privilegedID: .text(user.isPrivileged == true ? "yes" : user.isPrivileged == false ? "no" : "unknown"),
      .tags: .rows(tags(of: user).map { [.words: .text($0)] }),
    ]
  }

  private func severity(of standing: UserStanding) -> TemplateValue {
    if let severity = standing.severity { return .scope(severity.chip) }
    guard !standing.unanswered.isEmpty else { return .absent }
    return .scope([.class: .text("unknown"), .icon: .text("?"), .words: .text("could not be checked")])
  }

  private func tags(of user: UserFacts) -> [String] {
    var tags: [String] = []
    if user.isPrivileged == true { tags.append("privileged") }
    if user.type == .guest { tags.append("guest") }
    if user.isEnabled == false { tags.append("disabled") }
    return tags
  }

  func stateID(of row: UserRow) -> String {
    row.standing.state?.rawValue ?? (row.standing.strongestFinding == nil ? "none" : Self.firstAuditID)
  }

  /// Cut after it was defanged, so that no half of an address is left as it was.
  private func evidence(of row: UserRow) -> TemplateValue {
    let addresses = DefangedAddresses(of: tenant, userPrincipalName: row.user.userPrincipalName)
    return row.strongestEvidence.map { .foreign(addresses.shown($0), limit: 160) } ?? .absent
  }

  private func unchecked(_ standing: UserStanding) -> TemplateValue {
    let families = standing.uncheckedFamilies
    guard !families.isEmpty else { return .absent }
    return .scope([
      .words: .text("\(families.count) of \(max(families.count, self.families.count))"),
      .list: .text(families.map(\.title).joined(separator: ", ")),
    ])
  }

  func tenantLink(_ id: TenantID, _ name: String) -> String {
    "t/\(TenantFolder.name(of: Tenant(id: id, displayName: name)))/index.html"
  }

  /// The day alone, for narrow columns whose heading names the zone; the moment is in the `time` element.
  func day(_ moment: Timestamp?) -> TemplateValue {
    moment.map { .scope(zone.dayScope($0)) } ?? .absent
  }

  func moment(_ moment: Timestamp?) -> TemplateValue { moment.map { .scope(zone.momentScope($0)) } ?? .absent }
}

extension Severity {
  /// Class, icon and word: never colour alone.
  var chip: TemplateScope { [.class: .text(rawValue), .icon: .text(icon), .words: .text(words)] }
}
