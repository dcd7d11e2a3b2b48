/// One user of the directory. Optional means that the source did not say.
///
/// Source: Microsoft Graph `GET /v1.0/users` (User.Read.All), checked 2026-08.
package struct UserPrincipal: Hashable, Sendable {
  package let id: UserID
  /// As the directory spells it; compare without regard to case.
  package let userPrincipalName: String
  package var displayName: String?
  package var mail: String?
  package var isEnabled: Bool?
  package var type: UserType
  package var createdAt: Timestamp?
  package var lastPasswordChangeAt: Timestamp?
  /// Mail addresses without their `smtp:` prefix, in lower case.
  package var proxyAddresses: [String]
  package var isSynchronized: Bool?
  package var passwordPolicies: String?
  package var externalUserState: String?
  /// Names, addresses and numbers of the person, display name and mail among them.
  package var profile: UserProfile

  package init(
    id: UserID, userPrincipalName: String, displayName: String? = nil, mail: String? = nil, isEnabled: Bool? = nil,
    type: UserType = .unknown, createdAt: Timestamp? = nil, lastPasswordChangeAt: Timestamp? = nil,
    proxyAddresses: [String] = [], isSynchronized: Bool? = nil, passwordPolicies: String? = nil,
    externalUserState: String? = nil, profile: UserProfile? = nil
  ) {
    self.id = id
    self.userPrincipalName = userPrincipalName
    self.displayName = displayName
    self.mail = mail
    self.isEnabled = isEnabled
    self.type = type
    self.createdAt = createdAt
    self.lastPasswordChangeAt = lastPasswordChangeAt
    self.proxyAddresses = proxyAddresses
    self.isSynchronized = isSynchronized
    self.passwordPolicies = passwordPolicies
    self.externalUserState = externalUserState
    self.profile =
      profile ?? UserProfile(displayName: displayName, mail: mail, userPrincipalName: userPrincipalName)
  }
}

package enum UserType: String, Sendable, Codable { case member, guest, unknown }
