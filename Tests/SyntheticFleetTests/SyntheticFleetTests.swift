import Foundation
import SyntheticFleet
import Testing

@Suite struct SyntheticFleetTests {
  // MARK: Counts

  @Test(arguments: [(1, 1), (1, 0), (4, 4), (7, 5), (12, 600), (40, 1000), (2000, 100_000)])
  func `tenants and users are exactly as many as asked for`(tenants: Int, users: Int) {
    let fleet = SyntheticFleet(tenants: tenants, users: users, seed: 3, endingAt: tonight)
    #expect(fleet.tenantCount == tenants)
    #expect((0..<tenants).reduce(0) { $0 + fleet.userCount(ofTenant: $1) } == users)
  }

  @Test(arguments: [(1, 1), (3, 2), (12, 600), (30, 400)])
  func `tonight's listings hold exactly the users asked for`(tenants: Int, users: Int) throws {
    let fleet = SyntheticFleet(tenants: tenants, users: users, seed: 5, endingAt: tonight)
    var listed = 0
    for index in 0..<tenants {
      let rendered = try RenderedTenant(fleet.tenant(index, night: 2))
      #expect(rendered.tenant.userCount == fleet.userCount(ofTenant: index))
      // The consent of one tenant in thirty is withdrawn; its users count all the same.
      let isVisible = rendered.tenant.kinds.contains { $0.name == "users" && $0.status == .complete }
      listed += isVisible ? (rendered.lines["users"] ?? []).count : rendered.tenant.userCount
    }
    #expect(listed == users)
  }

  @Test func `tenants are of very different sizes`() {
    let fleet = SyntheticFleet(tenants: 200, users: 10_000, seed: 1, endingAt: tonight)
    let sizes = (0..<200).map { fleet.userCount(ofTenant: $0) }.sorted()
    #expect((sizes.first ?? 0) >= 1)
    #expect((sizes.last ?? 0) > 8 * sizes[100])
  }

  @Test func `a fleet of a hundred thousand users is made tenant by tenant`() throws {
    let fleet = SyntheticFleet(tenants: 2000, users: 100_000, seed: 1, endingAt: tonight)
    let last = try RenderedTenant(fleet.tenant(1999, night: 2))
    #expect(last.tenant.userCount == fleet.userCount(ofTenant: 1999))
    #expect(last.byteCount > 0)
  }

  // MARK: Same bytes

  /// Pinned: a change here changes every demonstration and benchmark, and must be meant.
  @Test(arguments: [(UInt64(1), 0), (1, 1), (1, 2), (42, 2)])
  func `the same seed gives the same bytes on every machine`(seed: UInt64, night: Int) throws {
    let pinned: [String: UInt64] = [
      "1/0": 16_090_498_846_963_405_714, "1/1": 13_159_328_813_502_482_794, "1/2": 15_647_528_469_978_332_608,
      "42/2": 10_833_169_327_088_415_562,
    ]
    let fleet = SyntheticFleet(tenants: 5, users: 60, seed: seed, endingAt: tonight)
    #expect(try digest(of: fleet, night: night) == pinned["\(seed)/\(night)"])
  }

  @Test func `another seed gives other bytes`() throws {
    let digests = try (0..<4).map { seed in
      try digest(of: SyntheticFleet(tenants: 2, users: 12, seed: seed, endingAt: tonight), night: 2)
    }
    #expect(Set(digests).count == 4)
  }

  @Test func `the order of asking changes nothing`() throws {
    let fleet = SyntheticFleet(tenants: 6, users: 90, seed: 9, endingAt: tonight)
    var forwards: [Int: UInt64] = [:]
    for index in 0..<6 { forwards[index] = try RenderedTenant(fleet.tenant(index, night: 1)).digest() }
    for index in [5, 2, 0, 4, 1, 3] {
      _ = try RenderedTenant(fleet.tenant(index, night: 2))
      #expect(try RenderedTenant(fleet.tenant(index, night: 1)).digest() == forwards[index])
    }
  }

  @Test func `a tenant's story does not depend on how many others there are`() {
    let small = SyntheticFleet(tenants: 3, users: 30, seed: 4, endingAt: tonight)
    let large = SyntheticFleet(tenants: 9, users: 300, seed: 4, endingAt: tonight)
    #expect(small.tenant(2, night: 2).id == large.tenant(2, night: 2).id)
    #expect(small.tenant(2, night: 2).displayName == large.tenant(2, night: 2).displayName)
  }

  // MARK: Names

  @Test func `no two tenants share id, domain or folder`() {
    let fleet = SyntheticFleet(tenants: 1500, users: 1500, seed: 1, endingAt: tonight)
    let tenants = (0..<1500).map { fleet.tenant($0, night: 2) }
    #expect(Set(tenants.map(\.id)).count == 1500)
    #expect(Set(tenants.map(\.defaultDomain)).count == 1500)
    #expect(Set(tenants.map(\.folderName)).count == 1500)
    #expect(tenants.allSatisfy { $0.defaultDomain.hasSuffix(".example") })
  }

  @Test func `mail addresses are of reserved domains only`() throws {
    let fleet = SyntheticFleet(tenants: 12, users: 300, seed: 2, endingAt: tonight)
    for index in 0..<12 {
      for user in try RenderedTenant(fleet.tenant(index, night: 1)).objects("users") {
        let mail = try #require(user["mail"] as? String)
        #expect(mail.hasSuffix(".example"))
        #expect(mail.utf8.allSatisfy { $0 < 0x80 })
      }
    }
  }

  @Test func `nights are a week ago, yesterday and tonight`() {
    let day: Int64 = 86_400
    let three = SyntheticFleet(tenants: 1, users: 1, seed: 1, endingAt: tonight)
    #expect(three.nightEnds == [tonight - 7 * day, tonight - day, tonight])
    #expect(SyntheticFleet(tenants: 1, users: 1, seed: 1, endingAt: tonight, nights: 1).nightEnds == [tonight])
    #expect(
      SyntheticFleet(tenants: 1, users: 1, seed: 1, endingAt: tonight, nights: 4).nightEnds
        == [tonight - 14 * day, tonight - 7 * day, tonight - day, tonight])
  }
}
