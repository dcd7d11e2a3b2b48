import AuditModel
import EvidenceCollection

/// What the audit must be granted, as the collectors state it.
package enum RequiredPermissions {
  /// The application permission of Office 365 Exchange Online, without which no cmdlet is allowed.
  static let exchange = "Exchange.ManageAsApp"

  /// Everything, in the words of a permission table.
  package static let all = Set(EvidenceKind.allCases.map(\.permission)).sorted()

  /// Application permissions of Microsoft Graph.
  static let graph = all.filter { !$0.hasPrefix(exchange) }

  /// The kinds that one permission serves, in words.
  static func kinds(needing permission: String) -> String {
    EvidenceKind.allCases.filter { $0.permission == permission }.map(\.title).joined(separator: ", ")
  }
}
