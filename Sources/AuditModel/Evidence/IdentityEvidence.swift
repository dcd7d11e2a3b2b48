/// One sign-in method of one user.
///
/// Source: Microsoft Graph `GET /v1.0/users/{id}/authentication/methods` (UserAuthenticationMethod.Read.All), checked 2026-08.
package struct AuthenticationMethod: Hashable, Sendable {
  package let owner: UserReference
  package let id: String
  /// Graph's type without prefix (`phoneAuthenticationMethod`); unknown types keep their own name.
  package let type: String
  /// Nil means unknown, not old.
  package var createdAt: Timestamp?
  /// A phone number, a device name, an address: what tells one method of a type from another.
  package var detail: String?

  package init(owner: UserReference, id: String, type: String, createdAt: Timestamp? = nil, detail: String? = nil) {
    self.owner = owner
    self.id = id
    self.type = type
    self.createdAt = createdAt
    self.detail = detail
  }

  /// The password itself is listed among the methods; it is no second factor.
  package var isPassword: Bool { type == "passwordAuthenticationMethod" }
}

/// A directory role that a user holds.
///
/// Source: Microsoft Graph `GET /v1.0/roleManagement/directory/roleAssignments?$expand=principal,roleDefinition`.
package struct RoleAssignment: Hashable, Sendable {
  package let id: String
  package let principal: UserReference
  package let roleName: String
  /// The role template id, the same in every tenant.
  package let roleTemplateID: String?

  package init(id: String, principal: UserReference, roleName: String, roleTemplateID: String? = nil) {
    self.id = id
    self.principal = principal
    self.roleName = roleName
    self.roleTemplateID = roleTemplateID
  }
}
