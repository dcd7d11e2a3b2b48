package import AuditModel
package import EvidenceCollection

/// One permission, role or application role that an audit needs, and what it is needed for.
package struct AccessNeed: Hashable, Sendable {
  package enum Sort: String, Hashable, Sendable, Comparable {
    /// An application permission (or, with a partner's token, a delegated scope) of Microsoft Graph.
    case graph = "Microsoft Graph"
    /// An application permission of Office 365 Exchange Online.
    case exchange = "Exchange Online"
    /// A role of Exchange, or an Entra role that contains it.
    case exchangeRole = "Exchange role"

    package static func < (left: Sort, right: Sort) -> Bool { left.rawValue > right.rawValue }
  }

  package let sort: Sort
  package let name: String
  package let kinds: [EvidenceKind]

  /// Everything that the evidence of an audit needs, with the settings of one tenant; sorted by sort and name.
  ///
  /// - Parameter statements: what the collectors say; a kind that none speaks of needs what it says itself.
  package static func all(
    auditSource: AuditSource, rulesSource: RulesSource, statements: [CollectorStatement] = Collectors.all
  ) -> [AccessNeed] {
    var kinds: [Key: Set<EvidenceKind>] = [:]
    func need(_ sort: Sort, _ name: String, _ kind: EvidenceKind) {
      kinds[Key(sort: sort, name: name), default: []].insert(kind)
    }
    func reads(_ kind: EvidenceKind, _ sort: Sort) -> Bool { isRead(kind, from: sort, auditSource, rulesSource) }
    for statement in statements {
      for kind in statement.kinds {
        if reads(kind, .graph) { for name in statement.graphPermissions { need(.graph, name, kind) } }
        guard let role = statement.exchangeRole, reads(kind, .exchange) else { continue }
        need(.exchange, exchangeApplication, kind)
        need(.exchangeRole, role, kind)
      }
    }
    let spokenOf = Set(statements.flatMap(\.kinds))
    for kind in EvidenceKind.allCases where !spokenOf.contains(kind) {
      let parts = kind.permission.split(separator: "+").map { $0.trimmed }
      guard reads(kind, parts.count == 2 ? .exchange : .graph) else { continue }
      need(parts.count == 2 ? .exchange : .graph, parts[0], kind)
      if parts.count == 2 { need(.exchangeRole, parts[1], kind) }
    }
    return kinds.map { AccessNeed(sort: $0.key.sort, name: $0.key.name, kinds: $0.value.sorted()) }
      .sorted { ($0.sort, $0.name) < ($1.sort, $1.name) }
  }

  /// For a list of all of them.
  var text: String {
    switch sort {
    case .graph: name
    case .exchange: "\(name) (Office 365 Exchange Online)"
    case .exchangeRole: "Exchange role \(name)"
    }
  }

  /// The evidence that it opens, in words.
  package var purpose: String { kinds.map(\.title).joined(separator: ", ") }

  package static let exchangeApplication = "Exchange.ManageAsApp"
  static let auditLogRole = "View-Only Audit Logs"
  static let recipientsRole = "Mail Recipients"

  private struct Key: Hashable {
    let sort: Sort
    let name: String
  }

  /// True unless the settings say that this kind is read from elsewhere.
  private static func isRead(
    _ kind: EvidenceKind, from sort: Sort, _ auditSource: AuditSource, _ rulesSource: RulesSource
  ) -> Bool {
    switch kind {
    case .unifiedAudit: (sort == .graph) == (auditSource == .graph)
    case .inboxRules, .mailFolders: sort == .graph ? rulesSource != .exchange : rulesSource != .graph
    case .sweepRules: rulesSource != .graph
    default: true
    }
  }
}

extension Substring {
  fileprivate var trimmed: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
