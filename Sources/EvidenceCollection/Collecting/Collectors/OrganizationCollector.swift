import AuditModel
import MicrosoftCloud
import WireJSON

/// Reads what the tenant says of itself, and names the tenant where the configuration did not.
struct OrganizationCollector: Collector {
  static let statement = CollectorStatement(
    kinds: [.organization], source: "`GET /organization`", graphPermissions: ["Organization.Read.All"],
    exchangeRole: nil, licence: nil, cost: "1", gaps: [])

  let context: CollectionContext

  private struct Names: Sendable {
    let displayName: String?
    let defaultDomain: String?
  }

  func collect() async throws {
    let request = GraphRequest("/organization", limit: .directory(base: 1, query: []))
    try await context.collect(.organization, from: request, fact: Self.names) { names in
      guard let names = names.first else { return }
      let tenant = context.plan.tenant
      let isNamed = !tenant.displayName.isEmpty && TenantID(tenant.displayName) != tenant.id
      await context.sink.name(
        Tenant(
          id: tenant.id, displayName: isNamed ? tenant.displayName : names.displayName ?? tenant.id.rawValue,
          defaultDomain: tenant.defaultDomain ?? names.defaultDomain, cloud: tenant.cloud))
    }
  }

  private static func names(_ view: JSONView) -> Names? {
    var defaultDomain: String?
    if let domains = view["verifiedDomains"], domains.isArray {
      defaultDomain = domains.elements.first { $0["isDefault"]?.bool == true }?["name"]?.string
    }
    let name = view["displayName"]?.string
    return Names(displayName: name?.isEmpty == false ? name : nil, defaultDomain: defaultDomain)
  }
}

/// Reads the tenant's mail domains.
struct DomainCollector: Collector {
  static let statement = CollectorStatement(
    kinds: [.domains], source: "`GET /domains`", graphPermissions: ["Domain.Read.All"], exchangeRole: nil,
    licence: nil, cost: "1", gaps: [])

  let context: CollectionContext

  func collect() async throws {
    try await context.collect(.domains, from: GraphRequest("/domains", limit: .directory(base: 1, query: [])))
  }
}

/// Reads the licences first: they tell which other kinds need not be asked for.
struct LicenceCollector: Collector {
  static let statement = CollectorStatement(
    kinds: [.subscribedSkus], source: "`GET /subscribedSkus`", graphPermissions: ["LicenseAssignment.Read.All"],
    exchangeRole: nil, licence: nil, cost: "1", gaps: [])

  let context: CollectionContext

  func collect() async throws {
    let request = GraphRequest("/subscribedSkus", limit: .directory(base: 3, query: []))
    var licences = LicensedServices()
    let gap = try await context.stream(.subscribedSkus, from: request) { view in
      var licence = LicensedServices()
      licence.add(sku: view)
      return licence
    } gather: { pages, _ in
      for licence in pages { licences.formUnion(licence) }
    }
    // Half a list rules nothing out.
    if gap == nil { await context.facts.learn(licences: licences) }
    try await context.sink.settle(.subscribedSkus, gap)
  }
}
