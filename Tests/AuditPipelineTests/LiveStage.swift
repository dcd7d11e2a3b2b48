import AuditHistory
import AuditModel
import EvidenceCollection
import Foundation
import Logging
import Synchronization
import SyntheticFleet

@testable import AuditPipeline

/// A live audit whose collection is played: each tenant "collects" the archive that a synthetic fleet has of it.
struct LiveStage {
  static let start = Timestamp(iso8601: "2026-08-20T02:00:00Z") ?? Timestamp(seconds: 0)

  let folder = TemporaryFolder()
  let played = Played()
  var configuration = Configuration()
  let fleet: DemoFleet

  /// What the played collection was asked for.
  final class Played: Sendable {
    private let state = Mutex<[CollectionTask]>([])
    var tasks: [CollectionTask] { state.withLock { $0 } }
    func note(_ task: CollectionTask) { state.withLock { $0.append(task) } }
  }

  init(tenants: Int = 3, users: Int = 30) throws {
    fleet = DemoFleet(tenants: tenants, users: users, seed: 5, now: Self.start)
    try fleet.write(night: 2, into: folder.path + "/evidence")
    configuration.tenants = (0..<tenants).map { index in
      let tenant = fleet.fleet.tenant(index, night: 2)
      return TenantEntry(
        id: tenant.id, name: tenant.displayName, domain: tenant.defaultDomain, place: "config.yaml:\(index + 1)")
    }
    configuration.concurrentTenants = 1
    configuration.formats = [.json]
    configuration.historyPath = folder.path + "/state/history.sqlite"
  }

  var spool: String { folder.path + "/state/history.sqlite.spool" }

  func scope(
    saved: String? = nil, onlyUser: String? = nil, isWholeFleet: Bool = true,
    collect: (@Sendable (CollectionTask) async throws -> Void)? = nil
  ) throws -> LiveScope {
    let archives = try Dictionary(
      uniqueKeysWithValues: EvidenceArchive.archives(in: folder.path + "/evidence").map {
        ($0.identity.tenant.id, $0.directory)
      })
    return LiveScope(
      tenants: configuration.tenants, isWholeFleet: isWholeFleet, configuration: configuration, cloudName: "global",
      folders: EvidenceFolders(historyPath: configuration.historyPath ?? "", saved: saved), onlyUser: onlyUser,
      collect: collect ?? { [played] task in
        played.note(task)
        guard let source = archives[task.tenant.id] else { throw CancellationError() }
        for name in try FileManager.default.contentsOfDirectory(atPath: source) {
          try FileManager.default.copyItem(atPath: source + "/" + name, toPath: task.folder + "/" + name)
        }
      })
  }

  func audit(
    _ run: String = "run-1", days: Int = 0, mode: AuditRun.Mode = .live, output: String = "out",
    departed: [String] = [], deadline: RunDeadline? = nil
  ) -> FleetAudit {
    let start = Self.start.advanced(byDays: days)
    return FleetAudit(
      configuration: configuration, outputDirectory: folder.path + "/" + output, mode: mode, startedAt: start,
      runID: RunID(run), failOn: nil, departed: departed, now: { start },
      reporter: RunReporter(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }), deadline: deadline)
  }

  /// What the history says of each tenant of a run.
  func recorded(_ run: String = "run-1") throws -> [RecordedTenant] {
    try HistoryStore.reading(configuration.historyPath ?? "") { history in
      try history.tenants(of: RunID(run)).map { try history.recordedTenant($0, at: RunID(run)) }
    }
  }
}
