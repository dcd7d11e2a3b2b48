import AuditHistory
import AuditModel
import Testing

/// When a tenant counts as newly blind.
struct BlindSpotTests {
  private static func blindSpots(_ before: TenantResult?, _ tonight: TenantResult) throws -> Int {
    let story = try Story()
    if let before { try story.night(0, before) }
    try story.night(1, tonight)
    return try story.store.newBlindSpots(in: Story.run(1))
  }

  private static func contoso(_ result: CheckResult) -> TenantResult {
    .contoso(coverage: [.rules(result), .rules(.clear, check: "other")], status: .incomplete)
  }

  @Test(arguments: [
    (CheckResult.triggered, [CheckResult.partial, .notAssessed, .notLicensed]),
    (.clear, [.partial, .notAssessed, .notLicensed]), (.partial, [.notAssessed, .notLicensed]),
    (.notAssessed, []), (.notLicensed, []), (.notApplicable, [.partial, .notAssessed]),
    (.disabled, [.partial, .notAssessed]),
  ])
  func `every step down is a new blind spot and nothing else is`(_ before: CheckResult, _ losses: [CheckResult]) throws
  {
    for tonight in CheckResult.allCases {
      let count = try Self.blindSpots(Self.contoso(before), Self.contoso(tonight))
      #expect(count == (losses.contains(tonight) ? 1 : 0), "\(before) and then \(tonight)")
    }
  }

  @Test func `on a first night, and for a new check, every missing answer is new`() throws {
    for tonight in CheckResult.allCases {
      let expected = tonight == .partial || tonight == .notAssessed ? 1 : 0
      #expect(try Self.blindSpots(nil, Self.contoso(tonight)) == expected, "\(tonight)")
      let unasked = TenantResult.contoso(coverage: [.rules(.clear, check: "other")])
      #expect(try Self.blindSpots(unasked, Self.contoso(tonight)) == expected, "\(tonight)")
    }
  }

  @Test func `a tenant that fails is newly blind once, whatever its checks say`() throws {
    let failed = TenantResult.contoso(coverage: [], status: .failed)
    #expect(try Self.blindSpots(nil, failed) == 1)
    #expect(try Self.blindSpots(.contoso(), failed) == 1)
    #expect(try Self.blindSpots(Self.contoso(.notAssessed), failed) == 1)
    #expect(try Self.blindSpots(failed, failed) == 0)
    #expect(try Self.blindSpots(failed, Self.contoso(.partial)) == 0)
  }

  @Test func `tenants are counted once each, and only those of the run`() throws {
    let story = try Story()
    let others = (0..<3).map { Tenant(id: TenantID("tenant-\($0)"), displayName: "T") }
    let blind = [CheckCoverage.rules(.partial), .rules(.notAssessed, check: "other")]
    try story.night(0, .contoso(), .contoso(tenant: others[0]), .contoso(coverage: blind, tenant: others[1]))
    try story.night(
      1, .contoso(coverage: blind), .contoso(tenant: others[0]), .contoso(coverage: blind, tenant: others[1]),
      .contoso(coverage: blind, tenant: others[2]))
    #expect(try story.store.newBlindSpots(in: Story.run(0)) == 1)
    #expect(try story.store.newBlindSpots(in: Story.run(1)) == 2)
    #expect(throws: HistoryError.runUnknown("run-9")) { try story.store.newBlindSpots(in: Story.run(9)) }
  }

  @Test func `what a killed run or another run of the evening could not see excuses nothing`() throws {
    let story = try Story()
    let blind = Self.contoso(.notAssessed)
    try story.night(0, Self.contoso(.clear))
    try story.night(1, isKilled: true, blind)
    #expect(try story.store.newBlindSpots(in: Story.run(1)) == 1)
    try story.night(2, blind)
    #expect(try story.store.newBlindSpots(in: Story.run(2)) == 1)
    try story.night(3, evening: 2, blind)
    #expect(try story.store.newBlindSpots(in: Story.run(3)) == 1)
    try story.night(4, blind)
    #expect(try story.store.newBlindSpots(in: Story.run(4)) == 0)
  }
}
