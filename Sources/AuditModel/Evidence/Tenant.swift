/// A customer's Microsoft 365 tenant, as far as an audit needs to name it.
package struct Tenant: Hashable, Sendable, Codable {
  package let id: TenantID
  package let displayName: String
  /// The default domain, such as `contoso.example`; nil when nothing says it.
  package let defaultDomain: String?
  /// `global`, `usgov`, `usgov_dod` or `china`.
  package let cloud: String

  package init(id: TenantID, displayName: String, defaultDomain: String? = nil, cloud: String = "global") {
    self.id = id
    self.displayName = displayName
    self.defaultDomain = defaultDomain
    self.cloud = cloud
  }

  private enum CodingKeys: String, CodingKey {
    case id
    case displayName = "display_name"
    case defaultDomain = "default_domain"
    case cloud
  }
}

/// The tenant's own mail domains, in lower case.
package struct AcceptedDomains: Hashable, Sendable {
  package let names: Set<String>
  package init(names: some Sequence<String>) { self.names = Set(names.map { $0.lowercased() }) }
  package func contains(_ domain: String) -> Bool { names.contains(domain.lowercased()) }
}

/// Organisation facts that checks use.
package struct Organization: Hashable, Sendable {
  package let id: String
  package let displayName: String?
  package let createdAt: Timestamp?
  package let isDirectorySynchronized: Bool?

  package init(
    id: String, displayName: String? = nil, createdAt: Timestamp? = nil, isDirectorySynchronized: Bool? = nil
  ) {
    self.id = id
    self.displayName = displayName
    self.createdAt = createdAt
    self.isDirectorySynchronized = isDirectorySynchronized
  }
}
