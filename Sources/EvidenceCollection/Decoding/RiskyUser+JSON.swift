package import AuditModel
package import WireJSON

extension RiskyUser {
  /// Graph `riskyUser`, whose id is the user's.
  package init(json view: JSONView) throws {
    try view.requireObject()
    guard let id = try view["id"]?.nonEmptyString() else { throw view.missing("id") }
    self.init(
      user: UserReference(id: UserID(id), name: try view["userPrincipalName"]?.nonEmptyString()),
      riskLevel: try view["riskLevel"]?.nonEmptyString() ?? "unknown",
      riskState: try view["riskState"]?.nonEmptyString() ?? "unknown",
      riskDetail: try view["riskDetail"]?.nonEmptyString(),
      updatedAt: try view["riskLastUpdatedDateTime"]?.optionalTimestamp())
  }
}
