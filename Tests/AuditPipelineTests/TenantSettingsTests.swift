import AuditChecks
import AuditModel
import Foundation
import Testing

@testable import AuditPipeline

/// What one tenant is judged by otherwise than the fleet, and how a run records it.
struct TenantSettingsTests {
  private let folder = TemporaryFolder()
  private let moment = Timestamp(seconds: 1_790_000_000)

  private func configuration(_ tenant: String, fleet: String = "") throws -> Configuration {
    try folder.write("secret", to: "secret.txt")
    try folder.write(
      """
      version: 1
      auth: {app_id: 11111111-2222-3333-4444-555555555555, client_secret: {file: secret.txt}}
      audit:
        trusted: {countries: [DE], networks: [203.0.113.0/24]}
        partner_networks: [198.51.100.0/24]
        thresholds: {burst_messages: 25, deleted_messages: 70}
        checks: {disable: [{id: new-users, reason: "fleet", until: 2030-01-01}]}
      tenants:
        - {id: fabrikam.example}
        - \(tenant)
      """, to: "config.yaml")
    let (configuration, problems) = try ConfigurationFile(path: folder.path + "/config.yaml").check()
    #expect(problems.isEmpty, "\(problems)")
    return configuration
  }

  private func plan(_ configuration: Configuration) -> AuditPlan {
    AuditPlan(
      runID: RunID("r"), mode: .evidence, startedAt: moment, window: AuditWindow(days: 7, endingAt: moment),
      configuration: configuration)
  }

  private func tenant(_ id: String, domain: String? = nil) -> Tenant {
    Tenant(id: TenantID(id), displayName: id, defaultDomain: domain)
  }

  @Test func `a tenant's lists add to the fleet's, its countries and thresholds stand in their place`() throws {
    let configuration = try configuration(
      """
      {id: contoso.example, countries: [CH], audit: {partner_networks: [192.0.2.0/24], thresholds: {burst_messages: 99},
            trusted: {networks: [192.0.2.128/25]}, checks: {disable: [{id: new-users, reason: "own"}]}}}
      """)
    let plan = plan(configuration)
    let own = plan.checks(of: tenant("contoso.example"))
    #expect(own.trustedCountries == ["CH"])
    #expect(own.isPartnerNetwork("198.51.100.1") && own.isPartnerNetwork("192.0.2.1"))
    #expect(own.isTrustedNetwork("203.0.113.1") && own.isTrustedNetwork("192.0.2.200"))
    #expect(own.thresholds.burstMessages == 99 && own.thresholds.deletedMessages == 70)
    #expect(own.switchedOff(CheckID("new-users"), at: moment)?.reason == "own")
    #expect(own.ownApplicationID == "11111111-2222-3333-4444-555555555555")
    let other = plan.checks(of: tenant("fabrikam.example"))
    #expect(other.trustedCountries == ["DE"] && other.thresholds.burstMessages == 25)
    #expect(!other.isPartnerNetwork("192.0.2.1"))
    #expect(other.switchedOff(CheckID("new-users"), at: moment)?.reason == "fleet")
    #expect(other.ownApplicationID == "11111111-2222-3333-4444-555555555555")
  }

  @Test func `a tenant's settings hold for its archive too, found by id or domain in any letter case`() throws {
    let plan = plan(
      try configuration("{id: 5f0c0000-0000-4000-8000-000000000001, domain: contoso.example, countries: [CH]}"))
    #expect(plan.checks(of: tenant("5F0C0000-0000-4000-8000-000000000001")).trustedCountries == ["CH"])
    #expect(plan.checks(of: tenant("other", domain: "Contoso.Example")).trustedCountries == ["CH"])
    #expect(plan.checks(of: tenant("other", domain: "contoso.test")).trustedCountries == ["DE"])
  }

  @Test func `a check that is off for one tenant comes back on its date`() throws {
    let plan = plan(
      try configuration(
        "{id: contoso.example, audit: {checks: {disable: [{id: mailbox-rules, reason: x, until: 2026-09-20}]}}}"))
    let own = plan.checks(of: tenant("contoso.example"))
    let end = try #require(Timestamp(iso8601: "2026-09-20"))
    #expect(own.switchedOff(CheckID("mailbox-rules"), at: end.advanced(bySeconds: -1)) != nil)
    #expect(own.switchedOff(CheckID("mailbox-rules"), at: end) == nil)
    let off = plan.checks(of: tenant("fabrikam.example")).switchedOff(CheckID("mailbox-rules"), at: moment)
    #expect(off == nil)
  }

  @Test func `the run records the effective settings of the fleet and of every tenant that has its own`() throws {
    let configuration = try configuration(
      "{id: contoso.example, countries: [CH], audit: {thresholds: {burst_messages: 99}}}")
    let text = plan(configuration).run.settings
    let settings = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let checks = try #require(settings["checks"] as? [String: Any])
    #expect(checks["trusted_countries"] as? [String] == ["DE"])
    #expect(checks["partner_networks"] as? [String] == ["198.51.100.0/24"])
    #expect((checks["thresholds"] as? [String: Int])?["burst_messages"] == 25)
    #expect((checks["thresholds"] as? [String: Int])?["travel_speed"] == CheckThresholds().travelSpeed)
    let tenants = try #require(settings["tenants"] as? [String: [String: Any]])
    #expect(Array(tenants.keys) == ["contoso.example"])
    #expect(tenants["contoso.example"]?["trusted_countries"] as? [String] == ["CH"])
    #expect((tenants["contoso.example"]?["thresholds"] as? [String: Int])?["burst_messages"] == 99)
    #expect(!text.contains("secret"))
  }

  @Test func `a country that is said twice is a problem`() throws {
    try folder.write("secret", to: "secret.txt")
    try folder.write(
      """
      version: 1
      auth: {app_id: 11111111-2222-3333-4444-555555555555, client_secret: {file: secret.txt}}
      tenants:
        - {id: contoso.example, countries: [CH], audit: {trusted: {countries: [DE]}}}
      """, to: "config.yaml")
    let problems = try ConfigurationFile(path: folder.path + "/config.yaml").check().1
    #expect(problems.map(\.line) == [4])
  }

  @Test func `every threshold can be configured, under its name in snake case`() {
    let fields = Mirror(reflecting: CheckThresholds()).children.compactMap(\.label).map { name in
      name.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
    }
    #expect(Set(fields) == Set(ThresholdsSection.keys))
    #expect(ThresholdsSection.keys.count == fields.count)
  }
}
