package import AuditModel

/// The enterprise applications of a tenant, by object id and by application id.
package struct Applications: Sendable {
  /// Sorted by object id.
  package let all: [ServicePrincipal]
  private let byID: [String: Int]
  private let byApplicationID: [String: Int]

  init(_ principals: [ServicePrincipal]) {
    let sorted = principals.inFixedOrder { $0.id < $1.id }
    all = sorted
    byID = Dictionary(sorted.indices.map { (sorted[$0].id, $0) }) { first, _ in first }
    byApplicationID = Dictionary(sorted.indices.map { (sorted[$0].applicationID, $0) }) { first, _ in first }
  }

  /// By object id, in any letter case.
  package func principal(id: String) -> ServicePrincipal? { byID[id.lowercased()].map { all[$0] } }

  /// By application id, in any letter case.
  package func principal(applicationID: String) -> ServicePrincipal? {
    byApplicationID[applicationID.lowercased()].map { all[$0] }
  }
}
