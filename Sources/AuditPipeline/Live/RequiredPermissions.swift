import AuditModel
import EvidenceCollection

/// What the audit must be granted, as the collectors state it.
package enum RequiredPermissions {
  /// The application permission of Office 365 Exchange Online, without which no cmdlet is allowed.
  static let exchange = "Exchange.ManageAsApp"

  /// Application permissions of Microsoft Graph, sorted.
  static let graph = Set(Collectors.all.flatMap(\.graphPermissions)).sorted()

  /// Exchange roles of the application's service principal, sorted.
  static let exchangeRoles = Set(Collectors.all.compactMap(\.exchangeRole)).sorted()

  /// Everything, for people.
  static var all: [String] {
    graph + [exchange + " (Office 365 Exchange Online)"] + exchangeRoles.map { "Exchange role " + $0 }
  }

  /// The kinds that one permission serves, in words.
  static func kinds(needing permission: String) -> String {
    let kinds = Set(Collectors.all.filter { $0.graphPermissions.contains(permission) }.flatMap(\.kinds))
    return kinds.sorted().map(\.title).joined(separator: ", ")
  }
}
