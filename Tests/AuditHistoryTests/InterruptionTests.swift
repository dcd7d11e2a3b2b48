import AuditModel
import Foundation
import Testing

@testable import AuditHistory

/// Runs that are killed, disks that are full.
struct InterruptionTests {
  @Test func `a killed process loses at most the tenant in flight`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("h.sqlite")
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let store = try HistoryStore(path: path, openedAt: Story.firstNight)
      try store.begin(Story.auditRun(0))
      try store.record(.contoso(findings: [.rule()]), in: Story.run(0))
      let other = Tenant(id: TenantID("in-flight"), displayName: "Fabrikam")
      try store.write { db in
        try NightRecording(
          of: .contoso(findings: (0..<2_000).map { .rule("\($0)") }, tenant: other), in: Story.run(0), db: db
        ).record()
        kill(getpid(), SIGKILL)
      }
    }
    let reader = try HistoryStore(readingFrom: path)
    #expect(try reader.runs().map(\.state) == [.interrupted])
    #expect(try reader.runs().map(\.tenantCount) == [1])
    let store = try HistoryStore(path: path, openedAt: Story.asOf(1))
    #expect(try store.tenants(of: Story.run(0)) == [Story.tenant.id])
    #expect(try store.recordedTenant(Story.tenant.id, at: Story.run(0)).findings.map(\.finding) == [.rule()])
    try store.begin(Story.auditRun(1))
    try store.record(.contoso(), in: Story.run(1))
    try store.finish(Story.run(1), at: Story.asOf(1), exitCode: 0)
    let night = try store.recordedTenant(Story.tenant.id, at: Story.run(1))
    #expect(night.previous == nil && night.findings.isEmpty)
    #expect(try store.run(matching: "latest").run.id == Story.run(1))
    #expect(try store.runs().map(\.state) == [.finished, .interrupted])
  }

  @Test func `a disk that takes no more is said so and what was recorded stays whole`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("h.sqlite")
    await #expect(processExitsWith: .success) { [path = path as String] in
      let store = try HistoryStore(path: path, openedAt: Story.firstNight)
      try store.begin(Story.auditRun(0))
      try store.record(.contoso(findings: [.rule()]), in: Story.run(0))
      // Files of this process cannot grow beyond 300 kB from here on, as on a full disk.
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 300_000, rlim_max: 300_000)
      #expect(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
      let large = TenantResult.contoso(
        findings: (0..<2_000).map { .rule("\($0)") }, tenant: Tenant(id: TenantID("large"), displayName: "Large"))
      let error = #expect(throws: HistoryError.self) { try store.record(large, in: Story.run(0)) }
      #expect(error?.category == .unwritable)
      #expect(try store.tenants(of: Story.run(0)) == [Story.tenant.id])
    }
    let store = try HistoryStore(path: path, openedAt: Story.asOf(1))
    #expect(try store.recordedTenant(Story.tenant.id, at: Story.run(0)).findings.count == 1)
  }
}
