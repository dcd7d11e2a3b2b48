import AuditModel
import MicrosoftCloud
import Testing
import WireJSON

@testable import AuditPipeline

/// Which tenants a configuration and the partner's list come to.
struct TenantRosterTests {
  private static let now = Timestamp(iso8601: "2026-08-20T02:00:00Z") ?? Timestamp(seconds: 0)
  private static let contoso = "52eaad04-13a2-4a2f-9ce8-93a294fadf36"

  private func relationship(
    _ id: String = "r1", tenant: String = contoso, name: String = "Contoso Inc", status: String = "active",
    end: String = "2028-02-10T11:24:42.3148266Z", extends: String = "PT0S"
  ) throws -> PartnerRelationship {
    let text = """
      {"id":"\(id)","customer":{"tenantId":"\(tenant.uppercased())","displayName":"\(name)"},"status":"\(status)",
       "autoExtendDuration":"\(extends)","endDateTime":"\(end)"}
      """
    return try JSONParser().parse(Array(text.utf8)) { try PartnerRelationship(json: $0) }
  }

  private func roster(_ configured: [TenantEntry] = [], _ relationships: PartnerRelationship...) -> TenantRoster {
    TenantRoster(configured: configured, relationships: relationships, now: Self.now)
  }

  @Test func `an active relationship adds its customer`() throws {
    let roster = roster([], try relationship())
    #expect(roster.tenants.map(\.id) == [Self.contoso])
    #expect(roster.tenants.first?.name == "Contoso Inc")
    #expect(roster.tenants.first?.slug == "contoso-inc")
    #expect(roster.tenants.first?.place.contains("r1") == true)
    #expect(roster.warnings == [])
  }

  @Test(arguments: ["terminated", "expired", "approvalPending", "created", ""])
  func `a relationship that lets nobody in adds nothing`(status: String) throws {
    #expect(roster([], try relationship(status: status)).tenants.isEmpty)
  }

  @Test func `what the configuration says of a tenant holds`() throws {
    var own = TenantEntry(id: Self.contoso, name: "Our Contoso", place: "config.yaml:4")
    own.tags = ["gold"]
    let roster = roster([own], try relationship())
    #expect(roster.tenants.map(\.name) == ["Our Contoso"])
    #expect(roster.tenants.map(\.tags) == [["gold"]])
  }

  @Test func `a relationship that ends soon is warned about, unless it extends itself or another lasts longer`() throws
  {
    let soon = "2026-09-01T00:00:00Z"
    let ending = roster([], try relationship(status: "expiring", end: soon))
    #expect(ending.tenants.count == 1)
    #expect(ending.warnings.count == 1)
    #expect(ending.warnings.first?.contains("2026-09-01, in 11 days") == true, "\(ending.warnings)")
    #expect(roster([], try relationship(end: soon, extends: "P180D")).warnings == [])
    #expect(roster([], try relationship(end: soon), try relationship("r2")).warnings == [])
  }

  @Test func `two customers of one name keep names of their own`() throws {
    let other = "4b827261-d21f-4aa9-b7db-7fa1f56fb163"
    let roster = roster([], try relationship(), try relationship("r2", tenant: other))
    #expect(roster.tenants.map(\.slug) == ["contoso-inc", Self.contoso])
  }

  @Test func `a customer without a tenant id is left out`() throws {
    #expect(roster([], try relationship(tenant: "../../etc")).tenants.isEmpty)
  }

  @Test(arguments: [
    ("05:30", "Europe/Berlin", "2026-08-20T03:30:00Z"), ("05:30", "UTC", "2026-08-20T05:30:00Z"),
    ("01:00", "UTC", "2026-08-21T01:00:00Z"), ("04:00", "Europe/Berlin", "2026-08-21T02:00:00Z"),
    ("0:05", "America/New_York", "2026-08-20T04:05:00Z"),
  ])
  func `a deadline is the next time the clocks show it`(time: String, zone: String, moment: String) throws {
    let next = try #require(ClockTime(time)?.next(after: Self.now, in: zone))
    #expect(next.iso8601 == moment)
  }

  @Test(arguments: ["5", "24:00", "05:60", "5:3", "noon", "-1:00", "05:30:00", ""])
  func `what is no time of day is refused`(text: String) { #expect(ClockTime(text) == nil) }
}
