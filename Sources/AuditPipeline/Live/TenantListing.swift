/// The tenants of a configuration as `tenants list` shows them.
package struct TenantListing: Sendable, Encodable {
  /// One tenant.
  package struct Row: Sendable, Encodable {
    let id: String
    let slug: String
    let name: String?
    let domain: String?
    let tags: [String]
    let place: String
  }

  package let tenants: [Row]
  package let warnings: [String]

  package init(_ roster: TenantRoster) {
    tenants = roster.tenants.map {
      Row(id: $0.id, slug: $0.slug, name: $0.name, domain: $0.domain, tags: $0.tags, place: $0.place)
    }
    warnings = roster.warnings
  }

  /// One line a tenant: slug, id, name, tags, where it is written.
  package var text: String {
    let slugs = min(40, tenants.map { $0.slug.count }.max() ?? 0)
    let ids = tenants.map { $0.id.count }.max() ?? 0
    let lines = tenants.map { row in
      let tags = row.tags.isEmpty ? "" : "  tags: " + row.tags.joined(separator: ", ")
      return
        "\(Words.padded(row.slug, slugs))  \(Words.padded(row.id, ids))  \(row.name ?? row.domain ?? "")\(tags)  (\(row.place))"
    }
    return (lines + [Words.counted(tenants.count, "tenant")]).joined(separator: "\n")
  }
}
