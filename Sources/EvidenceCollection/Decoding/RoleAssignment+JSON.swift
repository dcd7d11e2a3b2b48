import AuditModel
import WireJSON

extension RoleAssignment {
  /// Graph `unifiedRoleAssignment` with `roleDefinition` (and, where it was asked for, `principal`) expanded.
  init(json view: JSONView) throws {
    try view.requireObject()
    let role = view["roleDefinition"]
    let principal = view["principal"]
    let definitionID = try view["roleDefinitionId"]?.nonEmptyString() ?? role?["id"]?.nonEmptyString()
    guard let principalID = try view["principalId"]?.nonEmptyString() ?? principal?["id"]?.nonEmptyString() else {
      throw view.missing("principalId")
    }
    guard let roleName = try role?["displayName"]?.nonEmptyString() ?? definitionID else {
      throw view.missing("roleDefinition")
    }
    let templateID = try role?["templateId"]?.nonEmptyString()
    let scope = try view["directoryScopeId"]?.nonEmptyString() ?? ""
    self.init(
      id: try view["id"]?.nonEmptyString() ?? Fingerprint.text(of: [principalID.lowercased(), roleName, scope]),
      principal: UserReference(
        id: UserID(principalID), name: try principal?["userPrincipalName"]?.nonEmptyString()),
      roleName: roleName, roleTemplateID: templateID?.lowercased())
  }
}
