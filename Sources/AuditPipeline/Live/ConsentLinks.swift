package import AuditModel

/// The consent links of several tenants.
package struct ConsentLinks: Sendable, Encodable {
  /// One tenant's.
  package struct Row: Sendable, Encodable {
    let tenant: String
    let name: String
    let link: String
  }

  package let links: [Row]

  /// - Parameter words: tenants of the configuration, or ids and domains that are not in it yet.
  /// - Throws: `Trouble` with exit 64 when a word names no tenant and is neither.
  package static func of(
    _ words: [String], configuration: Configuration, section: CloudSection, redirect: String?,
    surroundings: CloudSurroundings, now: Timestamp
  ) async throws -> ConsentLinks {
    var rows: [Row] = []
    for word in words {
      let selector = try TenantSelector([word])
      let found: [TenantEntry]
      if let known = try? selector.select(from: configuration.tenants) {
        found = known
      } else if let id = TenantName.normalized(word) {
        found = [TenantEntry(id: id, place: "the command line")]
      } else if configuration.discoversPartners {
        found = try await CloudAccess.open(configuration, surroundings) { access in
          try await access.roster(selecting: selector, now: now).tenants
        }
      } else {
        found = try selector.select(from: configuration.tenants)
      }
      rows += found.map { tenant in
        Row(
          tenant: tenant.id, name: tenant.name ?? tenant.domain ?? tenant.id,
          link: ConsentLink(section: section, tenant: tenant.id, redirect: redirect).text)
      }
    }
    return ConsentLinks(links: rows)
  }

  /// The link alone when there is one, so that it can be piped; else with the tenant's name before it.
  package var text: String {
    links.count == 1
      ? links[0].link : links.map { "\($0.name)\n  \($0.link)" }.joined(separator: "\n")
  }
}
