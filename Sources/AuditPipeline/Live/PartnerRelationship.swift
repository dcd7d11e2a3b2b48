import AuditModel
import MicrosoftCloud
import WireJSON

/// A delegated administration relationship (GDAP) of the partner with one customer.
struct PartnerRelationship: Hashable, Sendable {
  let id: String
  let customerTenant: String
  let customerName: String?
  /// `active`, `expiring`, `terminated` … as Microsoft says it.
  let status: String
  let endsAt: Timestamp?
  let extendsItself: Bool

  /// - Throws: `JSONMismatch` when it has another form.
  init(json: JSONView) throws {
    id = try json["id"]?.optionalString() ?? ""
    customerTenant = (try json["customer"]?["tenantId"]?.optionalString() ?? "").lowercased()
    customerName = try json["customer"]?["displayName"]?.optionalString()
    status = try json["status"]?.optionalString() ?? ""
    endsAt = try json["endDateTime"]?.optionalString().flatMap(Timestamp.init(iso8601:))
    let extension_ = try json["autoExtendDuration"]?.optionalString() ?? "PT0S"
    extendsItself = extension_ != "PT0S"
  }

  /// Such a relationship lets us in now; `expiring` ones as well, until they end.
  var isUsable: Bool { ["active", "expiring", "terminationrequested"].contains(status.lowercased()) }

  /// Every relationship of the partner.
  ///
  /// - Throws: `CloudFailure`, `CancellationError`.
  static func all(of partner: GraphClient) async throws -> [PartnerRelationship] {
    let request = GraphRequest(
      "/tenantRelationships/delegatedAdminRelationships", query: [.init("$top", "300")], limit: .directory(units: 1))
    var found: [String: PartnerRelationship] = [:]
    try await partner.pages(
      of: request, maximumPages: 200, element: { try PartnerRelationship(json: $0) },
      page: { page in for relationship in page { found[relationship.id] = relationship } })
    return found.values.sorted { $0.id < $1.id }
  }
}
