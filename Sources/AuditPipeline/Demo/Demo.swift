import AuditHistory
package import AuditModel
import Foundation

/// The demonstration: three nights of a synthetic fleet through the same pipeline as everything else.
package struct Demo: Sendable {
  package let configuration: Configuration
  package let outputDirectory: String
  package let fleet: DemoFleet
  package let startedAt: Timestamp
  package let runID: RunID
  package let failOn: Severity?

  package init(
    configuration: Configuration, outputDirectory: String, fleet: DemoFleet, startedAt: Timestamp, runID: RunID,
    failOn: Severity?
  ) {
    // The demo's gaps are planted: they are shown, and fail nothing.
    var configuration = configuration
    configuration.failOnIncomplete = .never
    configuration.historyPath = outputDirectory + "/history.sqlite"
    // As the configuration of a live audit says under which application it reads.
    self.configuration = configuration
    self.outputDirectory = outputDirectory
    self.fleet = fleet
    self.startedAt = startedAt
    self.runID = runID
    self.failOn = failOn
  }

  /// Holds one folder a night (`1` is the oldest), each with one archive a tenant.
  package var evidenceDirectory: String { outputDirectory + "/demo-evidence" }

  /// Audits all nights and publishes the reports of the last.
  ///
  /// - Throws: `Trouble`; with exit 64 when the folder holds a history of real audits.
  package func run(now: @escaping @Sendable () -> Timestamp, reporter: RunReporter) async throws -> AuditOutcome {
    try clearEarlierDemo()
    for night in fleet.nights.indices {
      try fleet.write(night: night, into: evidenceDirectory + "/\(night + 1)")
    }
    let last = fleet.nights.count - 1
    for night in 0..<last {
      let earlier = audit(
        startedAt: fleet.nights[night], runID: RunID("\(runID)-\(night + 1)"), now: { [fleet] in fleet.nights[night] },
        reporter: RunReporter(logger: reporter.logger))
      _ = try await earlier.record(selection(night), asOf: fleet.nights[night])
    }
    return try await audit(startedAt: startedAt, runID: runID, now: now, reporter: reporter)
      .run(selection(last), asOf: fleet.nights[last])
  }

  private func selection(_ night: Int) throws -> EvidenceSelection {
    try EvidenceSelection(directory: evidenceDirectory + "/\(night + 1)")
  }

  private func audit(
    startedAt: Timestamp, runID: RunID, now: @escaping @Sendable () -> Timestamp, reporter: RunReporter
  ) -> FleetAudit {
    FleetAudit(
      configuration: configuration, outputDirectory: outputDirectory, mode: .demo, startedAt: startedAt, runID: runID,
      failOn: failOn, now: now, reporter: reporter)
  }

  /// Removes what an earlier demo left; a history in which any other audit stands is never touched.
  private func clearEarlierDemo() throws {
    let history = outputDirectory + "/history.sqlite"
    let files = FileManager.default
    if files.fileExists(atPath: history) {
      let runs = try HistoryStore.reading(history) { try $0.runs() }
      guard runs.allSatisfy({ $0.run.mode == .demo }) else {
        throw Trouble(
          .usage, "this folder holds the history of real audits, which a demo must not touch", place: history,
          help: "choose another folder: roundsman demo -o demo")
      }
    }
    do {
      for path in [history, history + "-wal", history + "-shm", evidenceDirectory] where files.fileExists(atPath: path)
      {
        try files.removeItem(atPath: path)
      }
    } catch {
      throw Trouble.cannotWrite("what an earlier demo left cannot be removed", at: outputDirectory, error)
    }
  }
}
