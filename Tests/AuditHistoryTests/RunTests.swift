import AuditModel
import Testing

@testable import AuditHistory

/// Runs: begun, finished, refused, found again.
struct RunTests {
  @Test func `a run comes back as it was begun and finished`() throws {
    let story = try Story()
    try story.night(0, .contoso())
    var expected = Story.auditRun(0)
    expected.finishedAt = Story.asOf(0, hours: 1)
    expected.exitCode = 0
    #expect(try story.store.runs().map(\.run) == [expected])
    #expect(try story.store.runs().map(\.tenantCount) == [1])
  }

  @Test func `runs are found by latest, id and date`() throws {
    let story = try Story()
    for day in 0...2 { try story.night(day, .contoso()) }
    try story.store.begin(Story.auditRun(2, hours: 5).renamed("run-unfinished"))
    func found(_ text: String) throws -> RunID { try story.store.run(matching: text).run.id }
    #expect(try found("latest") == Story.run(2))
    #expect(try found("run-0") == Story.run(0) && found("run-unfinished") == RunID("run-unfinished"))
    #expect(try found("2026-09-02") == Story.run(1) && found("2026-09-03T02") == Story.run(2))
    #expect(throws: HistoryError.runAmbiguous("2026-09-03", [RunID("run-unfinished"), Story.run(2)])) {
      try found("2026-09-03")
    }
    for unknown in ["run-9", "2026-09-09", "2026", ""] {
      #expect(throws: HistoryError.runUnknown(unknown)) { try found(unknown) }
    }
  }

  @Test func `without a finished run there is no latest`() throws {
    let story = try Story()
    try story.store.begin(Story.auditRun(0))
    #expect(throws: HistoryError.runUnknown("latest")) { try story.store.run(matching: "latest") }
  }

  @Test func `a run is begun once and nothing is added to a finished one`() throws {
    let story = try Story()
    try story.night(0, .contoso())
    #expect(throws: HistoryError.runAlreadyBegun(Story.run(0))) { try story.store.begin(Story.auditRun(0)) }
    #expect(throws: HistoryError.runAlreadyFinished(Story.run(0))) {
      try story.store.record(.contoso(), in: Story.run(0))
    }
    #expect(throws: HistoryError.runAlreadyFinished(Story.run(0))) {
      try story.store.finish(Story.run(0), at: Story.asOf(1), exitCode: 1)
    }
    #expect(throws: HistoryError.runUnknown("run-9")) { try story.store.record(.contoso(), in: Story.run(9)) }
  }

  @Test func `only a damaged history is called damaged`() throws {
    struct Stopped: Error {}
    let story = try Story()
    let reading = #expect(throws: HistoryError.self) { try story.store.read { _ -> Int in throw Stopped() } }
    #expect(reading?.category == .unreadable && reading?.description.contains("move it away") == false)
    let writing = #expect(throws: HistoryError.self) { try story.store.write { _ -> Int in throw Stopped() } }
    #expect(writing?.category == .unwritable && writing?.description.contains("move it away") == false)
    let damaged = #expect(throws: HistoryError.self) {
      try story.store.read { _ -> Int in throw UnreadableRow(reason: "a row without its column") }
    }
    #expect(damaged == .damaged(path: story.path, reason: "a row without its column"))
  }

  @Test func `a tenant is recorded once a run and the first result stays`() throws {
    let story = try Story()
    try story.store.begin(Story.auditRun(0))
    try story.store.record(.contoso(findings: [.rule()]), in: Story.run(0))
    #expect(throws: HistoryError.tenantAlreadyRecorded(Story.tenant.id, Story.run(0))) {
      try story.store.record(.contoso(), in: Story.run(0))
    }
    #expect(try story.store.recordedTenant(Story.tenant.id, at: Story.run(0)).findings.count == 1)
  }

  @Test func `a run that looks back from an earlier moment is refused, and from the same one is not`() throws {
    let story = try Story()
    try story.night(1, .contoso())
    try story.store.begin(Story.auditRun(0))
    #expect(
      throws: HistoryError.outOfOrder(Story.tenant.id, windowEnd: Story.asOf(0), newest: Story.asOf(1))
    ) {
      try story.store.record(.contoso(), in: Story.run(0))
    }
    try story.store.record(.contoso(tenant: Tenant(id: TenantID("other"), displayName: "")), in: Story.run(0))
    try story.store.begin(Story.auditRun(1).renamed("again"))
    try story.store.record(.contoso(), in: RunID("again"))
    #expect(try story.store.recordedTenant(Story.tenant.id, at: RunID("again")).status == .complete)
  }

  @Test func `the known tenants are those of the newest finished run, under the names of that run`() throws {
    let story = try Story()
    let other = Tenant(id: TenantID("0-other"), displayName: "Caf\u{0}e", defaultDomain: nil, cloud: "usgov")
    let renamed = Tenant(id: Story.tenant.id, displayName: "Contoso GmbH")
    #expect(try story.store.knownTenants(before: nil) == [])
    try story.night(0, .contoso(), .contoso(tenant: other))
    try story.night(1, .contoso(tenant: renamed))
    try story.night(2, isKilled: true, .contoso(tenant: Tenant(id: TenantID("killed"), displayName: "")))
    #expect(try story.store.knownTenants(before: nil) == [renamed])
    #expect(try story.store.knownTenants(before: Story.run(2)) == [renamed])
    #expect(try story.store.knownTenants(before: Story.run(1)) == [other, Story.tenant])
    #expect(try story.store.knownTenants(before: Story.run(0)) == [])
    #expect(throws: HistoryError.runUnknown("run-9")) { try story.store.knownTenants(before: Story.run(9)) }
  }

  @Test(arguments: [
    TenantResult.contoso(findings: [.rule(), .rule(severity: .low)]),
    TenantResult.contoso(users: [.named("ada", Story.ada), .named("eve", Story.ada)]),
    TenantResult.contoso(coverage: [.rules(.clear), .rules(.partial)]),
  ])
  func `a result that says two things of one is refused whole`(_ result: TenantResult) throws {
    let story = try Story()
    try story.store.begin(Story.auditRun(0))
    let error = #expect(throws: HistoryError.self) { try story.store.record(result, in: Story.run(0)) }
    #expect(error?.category == .refused && error?.description.contains("twice") == true)
    #expect(try story.store.tenants(of: Story.run(0)).isEmpty)
    #expect(try story.rowCounts()["tenant"] == 0)
  }
}
