import AuditModel
import EvidenceCollection
import Logging
import MicrosoftCloud
import Synchronization
import Testing

/// What one collection left behind: the archive, the summary, and what the cloud was asked.
struct CollectedArchive: Sendable {
  let summary: CollectionSummary
  let record: TenantServer.Record
  let log: [String]
  let manifest: ArchiveManifest
  private let files: [EvidenceKind: String]

  static let window = AuditWindow(days: 3, endingAt: collection)

  /// Collects the tenant.
  ///
  /// - Parameter adjust: changes the plan, which by default is a later night's, of everything.
  init(
    _ tenant: ServedTenant, clock: any MonotonicClock = LeapingClock(),
    adjust: (inout CollectionPlan) -> Void = { _ in }
  ) async throws {
    let folder = try TemporaryFolder()
    let cloud = TenantServer(tenant)
    let lines = LineKeeper()
    var plan = CollectionPlan(tenant: contoso, window: Self.window)
    adjust(&plan)
    summary = try await Self.collect(plan, from: cloud, in: folder.path + "/contoso", clock: clock, log: lines)
    record = cloud.record
    log = lines.lines
    let archive = EvidenceArchive(directory: folder.path + "/contoso")
    manifest = try archive.manifest()
    var files: [EvidenceKind: String] = [:]
    for (kind, entry) in manifest.kinds where entry.file != nil {
      files[kind] = String(decoding: try folder.bytes(of: "contoso/\(kind.fileName)"), as: UTF8.self)
    }
    self.files = files
    // What was written can be read, whatever happened: nothing is damaged.
    let evidence = archive.evidence()
    for kind in manifest.kinds.keys { #expect(evidence.gap(of: kind)?.reason != .archiveDamaged) }
  }

  static func collect(
    _ plan: CollectionPlan, from cloud: TenantServer, in directory: String, clock: any MonotonicClock, log: LineKeeper
  ) async throws -> CollectionSummary {
    try await cloud.serving { endpoints in
      let session = try CloudSession(
        endpoints: endpoints, credential: .secret(applicationID: "app-1", Secret(TenantServer.secret)), now: { 1e9 },
        random: { 0.5 }, logger: log.logger, clock: clock)
      let draws = Mutex(0)
      let work = TenantCollection(
        plan: plan, cloud: session.tenant(TenantServer.tenantID), directory: directory, generatorVersion: "0.1.0",
        now: { collection },
        random: {
          draws.withLock { count in
            count += 1
            return Double(count) / 1_000
          }
        }, sleep: { try await clock.sleep(for: $0) }, logger: log.logger)
      do {
        let summary = try await work.collect()
        await session.shutdown()
        return summary
      } catch {
        await session.shutdown()
        throw error
      }
    }
  }

  subscript(kind: EvidenceKind) -> ArchiveManifest.Entry? { manifest.kinds[kind] }

  func gap(_ kind: EvidenceKind) -> CollectionGap? { manifest.kinds[kind]?.gap }

  /// The lines of a kind; nil when it has no file.
  func lines(_ kind: EvidenceKind) -> [String]? { files[kind]?.split(separator: "\n").map(String.init) }

  /// What was asked of that path or cmdlet, in order of arrival.
  func calls(_ path: String) -> [TenantCall] { record.calls(path) }
}

/// Keeps every line that is logged, at every level.
final class LineKeeper: Sendable {
  private let kept = Mutex<[String]>([])

  var lines: [String] { kept.withLock { $0 } }
  var logger: Logger { Logger(label: "test") { _ in Handler(keeper: self) } }

  private struct Handler: LogHandler {
    let keeper: LineKeeper
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let all = metadata.merging(event.metadata ?? [:]) { $1 }
      let details = all.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: " ")
      keeper.kept.withLock { $0.append("\(event.level) \(event.message) \(details)") }
    }
  }
}
