import AuditAnalysis
import AuditHistory
import AuditModel
package import AuditReports
import Foundation
import Logging

/// Renders a recorded run and publishes its folder: a function of the history alone.
package struct ReportPublisher: Sendable {
  package let configuration: Configuration
  package let historyPath: String
  package let reporter: RunReporter
  private let renderer: ReportRenderer

  /// - Throws: `Trouble` with exit 78 when a configured template cannot be used.
  package init(configuration: Configuration, historyPath: String, reporter: RunReporter) throws {
    renderer = try ReportRenderer(configuration: configuration)
    self.configuration = configuration
    self.historyPath = historyPath
    self.reporter = reporter
  }

  /// The JSON Schema that `fleet.json` and `report.json` follow.
  package static var schema: String { JSONReport.schema }

  /// Renders the run that a person named.
  ///
  /// - Parameter names: tenant ids, domains or display names; empty for all.
  /// - Throws: `Trouble`; `CancellationError` when stopped, and then nothing is published.
  package func publish(runNamed name: String, only names: [String], into parent: String) async throws -> AuditOutcome {
    let run = try HistoryStore.reading(historyPath) { try $0.run(matching: name) }
    if run.state != .finished {
      reporter.logger.warning(
        "this run was not finished", metadata: ["run": "\(run.run.id)", "tenants": "\(run.tenantCount)"])
    }
    let conditions = run.run.exitCode.flatMap { ExitStatus(rawValue: Int32($0)) }.map { [$0] } ?? []
    return try await publish(run.run, conditions: conditions, only: names, into: parent)
  }

  /// Renders a run into a new folder below `parent`, named after the end of its window.
  func publish(
    _ run: AuditRun, conditions: [ExitStatus], failures: [FailureGroup] = [], only names: [String] = [],
    into parent: String
  ) async throws -> AuditOutcome {
    let folder = try OutputFolder(parent: parent, name: Self.folderName(of: run), run: run.id.rawValue)
    do {
      let (document, topUsers) = try await HistoryStore.translatingErrors(at: historyPath) {
        try await render(run, only: names, into: folder)
      }
      try folder.writeManifest(schema: JSONReport.schemaName)
      let isLatest = try names.isEmpty && run.id == newestNight
      return AuditOutcome(
        document: document, topUsers: topUsers, conditions: conditions, failures: failures,
        directory: try folder.publish(isLatest: isLatest),
        formats: configuration.formats)
    } catch {
      folder.discard()
      throw Self.delivery(error, parent: parent)
    }
  }

  /// What `latest` points to, for it is what people open: the newest finished run of the whole fleet, and only where there is
  /// none yet, the newest of some tenants.
  private var newestNight: RunID? {
    get throws {
      let runs = try HistoryStore.reading(historyPath) { try $0.runs() }.filter { $0.state == .finished }
      return (runs.first { AuditPlan.wasWholeFleet($0.run) } ?? runs.first)?.run.id
    }
  }

  private func render(
    _ run: AuditRun, only names: [String], into folder: OutputFolder
  ) async throws -> (ReportDocument, [UserRow]) {
    let history = try HistoryStore(readingFrom: historyPath)
    let all = try history.tenants(of: run.id)
    let tenants = try selected(all, names: names, in: history, at: run.id)
    reporter.progress(.writingReports(tenants: tenants.count))
    let spool = try folder.path("spool/x").dropLast(2)
    let builder = try FleetReportBuilder(
      run: run, checks: CheckWords.all, spoolFolder: String(spool), tenantsInRun: all.count)
    try await withThrowingTaskGroup(of: Void.self) { group in
      var inFlight = 0
      for tenant in tenants {
        try Task.checkCancellation()
        let recorded = try history.recordedTenant(tenant, at: run.id)
        let document = try builder.add(recorded)
        let directory = try folder.path("t/" + TenantFolder.name(of: recorded.tenant) + "/x").dropLast(2)
        if inFlight == renderer.width {
          try await group.next()
          inFlight -= 1
        }
        group.addTask {
          try renderer.render(document, named: "report", into: String(directory), scratch: String(spool))
        }
        inFlight += 1
      }
      try await group.waitForAll()
    }
    let document = try builder.finish()
    let top = try folder.path("x").dropLast(2)
    try renderer.render(document, named: "fleet", into: String(top), scratch: String(spool))
    let topUsers = try document.users.prefix(10).filter { $0.standing.isFlagged }
    try FileManager.default.removeItem(atPath: String(spool))
    return (document, topUsers)
  }

  /// The tenants that the names mean, in the order of their ids.
  private func selected(
    _ tenants: [TenantID], names: [String], in history: HistoryStore, at run: RunID
  ) throws -> [TenantID] {
    guard !names.isEmpty else { return tenants }
    let wanted = Set(names.map { $0.lowercased() })
    var missing = wanted
    let selected = try tenants.filter { id in
      let tenant = try history.recordedTenant(id, at: run).tenant
      let own = [id.rawValue, tenant.displayName.lowercased(), tenant.defaultDomain?.lowercased() ?? id.rawValue]
      missing.subtract(own)
      return !wanted.isDisjoint(with: own)
    }
    if let name = missing.min() {
      throw Trouble(
        .usage, "run \(run) holds no tenant \"\(name)\"", place: historyPath,
        help: "name a tenant by its id, default domain or display name")
    }
    return selected
  }

  /// `2026-09-24T0200Z`: the end of the window, to the minute, in characters that every file system takes.
  static func folderName(of run: AuditRun) -> String {
    let moment = run.window.to.iso8601
    return String(moment.prefix(13)) + moment.dropFirst(14).prefix(2) + "Z"
  }

  /// What could not be written, in the words of a command: the audit itself is stored.
  private static func delivery(_ error: any Error, parent: String) -> any Error {
    if error is CancellationError { return error }
    if let trouble = error as? Trouble, trouble.exit != .cannotWrite { return trouble }
    let seen = (error as? Trouble).map { [$0.summary] + $0.facts } ?? ["\(error)"]
    return Trouble(
      .notDelivered, "the run is recorded, but its reports could not be written", place: parent, facts: seen,
      help: "make room or choose another folder, then: roundsman report -o DIR --history FILE")
  }
}

/// What a run ends with: its fleet document, where it was published, and the conditions that decide the exit code.
package struct AuditOutcome: Sendable {
  package let document: ReportDocument
  /// The first of the ranking, at most ten.
  package let topUsers: [UserRow]
  package let conditions: [ExitStatus]
  /// Tenants of which the run saw nothing, by cause; empty for a run that was only rendered again.
  package let failures: [FailureGroup]
  package let directory: String
  package let formats: [ReportFormat]

  package var exit: ExitStatus { .worst(of: conditions) }

  /// The file to open first.
  package var startPage: String {
    switch formats.first {
    case .html: directory + "/index.html"
    case .xlsx: directory + "/fleet.xlsx"
    case .json: directory + "/fleet.json"
    case nil: directory
    }
  }
}
