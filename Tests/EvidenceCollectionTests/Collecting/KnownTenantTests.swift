import AuditModel
import EvidenceCollection
import Testing

/// Under which name and domain an archive is written, so that whoever judges it later sees what was seen tonight.
struct KnownTenantTests {
  private static let before = Tenant(
    id: TenantID(tenantID), displayName: "Contoso before", defaultDomain: "before.example")

  private static func tenant(
    named name: String = "", knownBefore: Tenant? = before, _ handler: @escaping StubCloud.Handler = { _ in nil }
  ) async throws -> Tenant {
    let result = try await collect(
      plan {
        $0.tenant = Tenant(id: TenantID(tenantID), displayName: name)
        $0.knownBefore = knownBefore
        $0.kinds = [.organization]
      }, handler)
    // What judges the archive on the night reads the same manifest as what judges it later.
    #expect(result.archive.evidence().tenant == result.summary.tenant)
    return result.summary.tenant
  }

  @Test func `a tenant that says nothing tonight keeps the name and domain of an earlier night, in the archive`()
    async throws
  {
    let silent = try await Self.tenant { $0.path == "/organization" ? .refused(403, "Nope") : nil }
    #expect(silent == Self.before)
    let stranger = try await Self.tenant(knownBefore: nil) { $0.path == "/organization" ? .refused(403, "Nope") : nil }
    #expect(stranger.displayName == tenantID && stranger.defaultDomain == nil)
  }

  @Test func `what the configuration says, then what the tenant says, holds`() async throws {
    let own = try await Self.tenant()
    #expect(own.displayName == "Contoso Ltd" && own.defaultDomain == "contoso.example")
    let configured = try await Self.tenant(named: "Our Contoso") { _ in nil }
    #expect(configured.displayName == "Our Contoso" && configured.defaultDomain == "contoso.example")
  }
}
