/// Whom or what a finding is about: one user, or the tenant as a whole.
package enum Subject: Hashable, Sendable {
  case user(UserID)
  case tenant

  package enum Kind: String, Sendable, Codable { case user, tenant }

  package var kind: Kind {
    switch self {
    case .user: .user
    case .tenant: .tenant
    }
  }

  /// The immutable id that goes into the finding's key; empty at tenant level.
  package var identity: String {
    switch self {
    case .user(let id): id.rawValue
    case .tenant: ""
    }
  }

  package var user: UserID? {
    if case .user(let id) = self { id } else { nil }
  }
}
