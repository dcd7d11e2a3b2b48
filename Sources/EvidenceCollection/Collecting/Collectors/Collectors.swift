package import AuditModel

/// What all collectors state: the README's permission table and `doctor` are made of it.
package enum Collectors {
  package static let all: [CollectorStatement] = [
    OrganizationCollector.statement, DomainCollector.statement, LicenceCollector.statement, UserCollector.statement,
    RegistrationCollector.statement, AuthenticationMethodCollector.statement, RoleCollector.statement,
    DirectoryAuditCollector.statement, SignInCollector.statement, RiskyUserCollector.statement,
    RiskDetectionCollector.statement, ApplicationCollector.statement, GrantCollector.statement,
    DeviceCollector.statement, ManagedDeviceCollector.statement, MailboxCollector.statement,
    RuleCollector.statement, RuleCollector.sweepStatement, RuleCollector.folderStatement,
    RecipientPermissionCollector.statement, MailConfigurationCollector.statement,
    MailConfigurationCollector.senderStatement, MessageTraceCollector.statement, MobileDeviceCollector.statement,
    UnifiedAuditCollector.statement,
  ]

  private static let byKind: [EvidenceKind: CollectorStatement] = Dictionary(
    all.flatMap { statement in statement.kinds.map { ($0, statement) } }, uniquingKeysWith: { first, _ in first })

  /// The statement of the collector that reads that kind.
  package static func statement(of kind: EvidenceKind) -> CollectorStatement {
    byKind[kind]
      ?? CollectorStatement(
        kinds: [kind], source: "", graphPermissions: [], exchangeRole: nil, licence: nil, cost: "", gaps: [])
  }

  /// All application permissions of Microsoft Graph, sorted.
  package static var graphPermissions: [String] { Set(all.flatMap(\.graphPermissions)).sorted() }

  /// All Exchange roles, sorted.
  package static var exchangeRoles: [String] { Set(all.compactMap(\.exchangeRole)).sorted() }

  /// The README's table of what is read, with which permission and licence, at which cost, and what stays unseen.
  package static var markdownTable: String {
    var lines = [
      "| Evidence | Read from | Graph application permission | Exchange role | Licence | Requests | What stays unseen |",
      "|---|---|---|---|---|---|---|",
    ]
    for statement in all {
      let cells = [
        statement.kinds.map { "`\($0.rawValue)`" }.joined(separator: ", "), statement.source,
        statement.graphPermissions.map { "`\($0)`" }.joined(separator: ", "), statement.exchangeRole ?? "",
        statement.licence ?? "", statement.cost, statement.gaps.joined(separator: " "),
      ]
      lines.append("| " + cells.map { $0.isEmpty ? "–" : $0 }.joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
