import AuditChecks
import AuditHistory
import AuditModel
import Foundation
import Logging
import Synchronization
import Testing

@testable import AuditPipeline

/// Runs that hold only some tenants, and tenants whose night the history refuses.
struct RefusedNightTests {
  private let folder = TemporaryFolder()
  private let log = LogLines()

  /// Evidence that is in memory.
  private struct Scope: AuditScope {
    let evidence: [TenantEvidence]
    var isWholeFleet = true
    var place: String { "memory" }
    var warningOfMissing: String { "missing" }
    func holds(_ tenant: TenantID) -> Bool { evidence.contains { $0.tenant.id == tenant } }
    func evidence(ofMissing tenant: Tenant) -> TenantEvidence { TenantEvidence(tenant: tenant) }
    func sources(for plan: AuditPlan, history: HistoryStore) -> [EvidenceSource] {
      evidence.map { tenant in EvidenceSource(tenant: tenant.tenant, place: place) { tenant } }
    }
    func cleanUp() {}
  }

  private static func tenant(_ name: String, forwardsTo target: String?, hour: Int64) -> TenantEvidence {
    var evidence = ExampleEvidence.quietTenant {
      $0.mailboxes = .complete([
        ExampleEvidence.mailbox(ExampleEvidence.ada, forwardsTo: target, keepsCopy: true),
        ExampleEvidence.mailbox(ExampleEvidence.ben),
      ])
    }
    evidence.tenant = Tenant(
      id: TenantID("\(name)-2222-3333-4444-555555555555"), displayName: name, defaultDomain: "contoso.example")
    for kind in EvidenceKind.allCases { evidence.collectedAt[kind] = end(hour) }
    return evidence
  }

  private static func end(_ hour: Int64) -> Timestamp { ExampleEvidence.window.to.advanced(bySeconds: hour * 3_600) }

  @discardableResult
  private func audit(_ scope: Scope, hour: Int64, mode: AuditRun.Mode = .evidence) async throws -> RecordedAudit {
    try await FleetAudit(
      configuration: Configuration(), outputDirectory: folder.path + "/out", mode: mode, startedAt: Self.end(hour),
      runID: RunID("run-\(hour)"), failOn: nil, now: { Self.end(hour) }, reporter: RunReporter(logger: log.logger)
    ).record(scope, endingAt: Self.end(hour))
  }

  private func campaign(of name: String, hour: Int64) throws -> RecordedFinding? {
    let history = try HistoryStore(readingFrom: folder.path + "/out/history.sqlite")
    return try history.recordedTenant(TenantID("\(name)-2222-3333-4444-555555555555"), at: RunID("run-\(hour)"))
      .findings.first { $0.finding.spansTenants }
  }

  private static let drop = "drop@evil.example"

  @Test func `a campaign is resolved by a run of the whole fleet and by no look at one tenant`() async throws {
    func both(_ hour: Int64, _ target: String?) -> Scope {
      Scope(evidence: ["aaaaaaaa", "bbbbbbbb"].map { Self.tenant($0, forwardsTo: target, hour: hour) })
    }
    try await audit(both(0, Self.drop), hour: 0)
    #expect(try campaign(of: "aaaaaaaa", hour: 0)?.finding.severity == .high)
    let alone = [Self.tenant("aaaaaaaa", forwardsTo: Self.drop, hour: 1)]
    try await audit(Scope(evidence: alone, isWholeFleet: false), hour: 1)
    #expect(try campaign(of: "aaaaaaaa", hour: 1)?.presence == .unverified)
    // The other tenant's evidence is gone: it is recorded as not seen.
    try await audit(Scope(evidence: [Self.tenant("aaaaaaaa", forwardsTo: Self.drop, hour: 2)]), hour: 2)
    #expect(try campaign(of: "aaaaaaaa", hour: 2)?.presence == .unverified)
    // An audit of another mode calls this one tenant the whole fleet.
    try await audit(Scope(evidence: [Self.tenant("aaaaaaaa", forwardsTo: Self.drop, hour: 3)]), hour: 3, mode: .live)
    #expect(try campaign(of: "aaaaaaaa", hour: 3)?.presence == .unverified)
    try await audit(both(4, nil), hour: 4)
    #expect(try campaign(of: "aaaaaaaa", hour: 4)?.presence == .resolved)
    #expect(try campaign(of: "bbbbbbbb", hour: 4)?.presence == .resolved)
  }

  @Test func `a tenant with a later night fails alone, and the run says so`() async throws {
    try await audit(Scope(evidence: [Self.tenant("aaaaaaaa", forwardsTo: nil, hour: 5)], isWholeFleet: false), hour: 5)
    let both = Scope(evidence: ["aaaaaaaa", "bbbbbbbb"].map { Self.tenant($0, forwardsTo: nil, hour: 4) })
    let run = try await audit(both, hour: 4)
    #expect(run.conditions == [.incomplete])
    #expect(run.run.finishedAt != nil)
    let history = try HistoryStore(readingFrom: folder.path + "/out/history.sqlite")
    #expect(try history.tenants(of: RunID("run-4")).map(\.rawValue) == ["bbbbbbbb-2222-3333-4444-555555555555"])
    #expect(log.text.contains("aaaaaaaa") && log.text.contains("in order of time"))
  }

  @Test func `a run of which every tenant has a later night is refused before it begins`() async throws {
    let one = Scope(evidence: [Self.tenant("aaaaaaaa", forwardsTo: nil, hour: 5)])
    try await audit(one, hour: 5)
    let error = await #expect(throws: Trouble.self) { try await audit(one, hour: 4) }
    #expect(error?.exit == .usage && error?.summary.contains("in order of time") == true)
    #expect(try HistoryStore(readingFrom: folder.path + "/out/history.sqlite").runs().count == 1)
  }
}

/// Keeps what is logged.
private final class LogLines: Sendable {
  private let lines = Mutex<[String]>([])

  var text: String { lines.withLock { $0.joined(separator: "\n") } }

  var logger: Logger {
    Logger(label: "test") { _ in Handler(lines: self) }
  }

  fileprivate func add(_ line: String) { lines.withLock { $0.append(line) } }

  private struct Handler: LogHandler {
    let lines: LogLines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }
    func log(event: LogEvent) { lines.add("\(event.level) \(event.message) \(event.metadata ?? [:])") }
  }
}
