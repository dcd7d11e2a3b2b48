import AuditModel
import WireJSON

extension Organization {
  /// Graph `organization`.
  init(json view: JSONView) throws {
    try view.requireObject()
    guard let id = try view["id"]?.nonEmptyString() else { throw view.missing("id") }
    self.init(
      id: id, displayName: try view["displayName"]?.optionalString(),
      createdAt: try view["createdDateTime"]?.optionalTimestamp(),
      isDirectorySynchronized: try view["onPremisesSyncEnabled"]?.optionalBool())
  }
}

extension AcceptedDomains {
  /// Graph `domain`: its name when it is verified, nil when it is not.
  static func name(json view: JSONView) throws -> String? {
    try view.requireObject()
    guard let name = try view["id"]?.nonEmptyString() else { throw view.missing("id") }
    // Taking a domain for the tenant's own without knowing would hide mail that leaves the tenant.
    guard let isVerified = try view["isVerified"]?.optionalBool() else { throw view.missing("isVerified") }
    return isVerified ? name : nil
  }
}
