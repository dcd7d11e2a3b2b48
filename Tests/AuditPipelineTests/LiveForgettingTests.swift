import AuditHistory
import AuditModel
import Foundation
import GraphSimulator
import Logging
import SyntheticFleet
import Testing

@testable import AuditPipeline
@testable import MicrosoftCloud

/// A tenant that was collected takes no memory any more, however its collection went.
struct LiveForgettingTests {
  private let folder = TemporaryFolder()

  /// Lends the access that a simulator's own configuration gives.
  private func accessing(
    scenario: String = "{}", _ body: @escaping @Sendable (CloudAccess, [CollectionTask]) async throws -> Void
  ) async throws {
    let fleet = DemoFleet(tenants: 3, users: 30, seed: 5, now: LiveStage.start)
    var settings = SimulatorSettings(source: .fleet(fleet.fleet, night: 2))
    settings.scenarioJSON = scenario
    let simulator = try GraphSimulator(settings, now: { Double(LiveStage.start.seconds) })
    let path = folder.path
    try await simulator.serving { ports in
      let file = path + "/config.yaml"
      try Data(
        """
        version: 1
        auth:
          app_id: \(simulator.applicationID)
          client_secret: {env: SIMULATED}
          endpoints: {login: "\(ports.loginURL)", graph: "\(ports.graphURL)", exchange: "\(ports.exchangeURL)"}
        tenants:
          - {id: \(fleet.fleet.tenant(0, night: 2).id)}
          - {id: \(fleet.fleet.tenant(1, night: 2).id)}
        limits: {first_wait: 5ms, longest_wait: 20ms, maximum_tries: 2}
        """.utf8
      ).write(to: URL(fileURLWithPath: file))
      let configuration = try ConfigurationFile(path: file).read()
      let surroundings = CloudSurroundings(
        environment: ["SIMULATED": simulator.secret], now: { Double(LiveStage.start.seconds) }, random: { 0.5 },
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
      try await CloudAccess.open(configuration, surroundings) { access in
        try await body(
          access,
          configuration.tenants.enumerated().map { place, entry in
            CollectionTask(
              entry: entry, tenant: Tenant(id: TenantID(entry.id), displayName: entry.id),
              state: .init(wasSeen: false, flagged: [], userCount: nil, tenant: nil),
              window: AuditWindow(days: 7, endingAt: LiveStage.start), onlyUser: nil,
              folder: path + "/tenant-\(place)", isKept: false)
          })
      }
    }
  }

  private static func remembered(_ access: CloudAccess) -> [Int] {
    [access.session.core.gate.census.tenants, access.session.core.tokens.count]
  }

  @Test func `after a collection that went well`() async throws {
    try await accessing { access, tasks in
      for task in tasks {
        try await access.collect(task, now: { LiveStage.start })
        #expect(FileManager.default.fileExists(atPath: task.folder + "/users.ndjson"))
        #expect(Self.remembered(access) == [0, 0])
      }
    }
  }

  @Test func `after one that failed`() async throws {
    try await accessing(scenario: #"{"defaults": {"consent": "missing"}}"#) { access, tasks in
      for task in tasks {
        try await access.collect(task, now: { LiveStage.start })
        #expect(!FileManager.default.fileExists(atPath: task.folder + "/users.ndjson"))
        #expect(Self.remembered(access) == [0, 0])
      }
    }
  }

  @Test func `after one that was stopped in the middle, while the other goes on`() async throws {
    try await accessing(scenario: ##"{"tenants": {"#1": {"faults": [{"kind": "hang", "seconds": 600}]}}}"##) {
      access, tasks in
      let hanging = Task { try await access.collect(tasks[0], now: { LiveStage.start }) }
      let deadline = ContinuousClock.now + .seconds(60)
      while Self.remembered(access)[0] == 0, ContinuousClock.now < deadline {
        try await Task.sleep(for: .milliseconds(5))
      }
      try #require(Self.remembered(access)[0] == 1)
      try await access.collect(tasks[1], now: { LiveStage.start })
      #expect(Self.remembered(access)[0] == 1)
      hanging.cancel()
      await #expect(throws: CancellationError.self) { try await hanging.value }
      #expect(Self.remembered(access) == [0, 0])
    }
  }
}
