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
  package static func all(auditSource: AuditSource, rulesSource: RulesSource) -> [AccessNeed] {
    var kinds: [Key: [EvidenceKind]] = [:]
    for kind in EvidenceKind.allCases {
      for key in keys(of: kind, auditSource, rulesSource) { kinds[key, default: []].append(kind) }
    }
    return kinds.map { AccessNeed(sort: $0.key.sort, name: $0.key.name, kinds: $0.value.sorted()) }
      .sorted { ($0.sort, $0.name) < ($1.sort, $1.name) }
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

  private static func keys(
    of kind: EvidenceKind, _ auditSource: AuditSource, _ rulesSource: RulesSource
  ) -> [Key] {
    switch kind {
    case .unifiedAudit where auditSource == .exchange: return exchange(auditLogRole)
    case .inboxRules:
      let graph = rulesSource == .exchange ? [] : [Key(sort: .graph, name: kind.permission)]
      return rulesSource == .graph ? graph : graph + exchange(recipientsRole)
    case .mailFolders where rulesSource == .exchange: return []
    default:
      let parts = kind.permission.split(separator: "+").map { $0.trimmed }
      return parts.count == 2 ? exchange(parts[1]) : [Key(sort: .graph, name: kind.permission)]
    }
  }

  private static func exchange(_ role: String) -> [Key] {
    [Key(sort: .exchange, name: exchangeApplication), Key(sort: .exchangeRole, name: role)]
  }
}

extension Substring {
  fileprivate var trimmed: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
