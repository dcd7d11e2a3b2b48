import AuditChecks
import AuditHistory
import AuditModel
import EvidenceCollection
import Foundation
import Synchronization
import Testing

@testable import AuditPipeline

/// The live audit between the collection and the reports.
struct LiveAuditTests {
  @Test func `what is collected is judged like an archive on disk, and the spool is gone afterwards`() async throws {
    var stage = try LiveStage()
    let live = try await stage.audit("same").run(try stage.scope(), endingAt: LiveStage.start)
    #expect(!FileManager.default.fileExists(atPath: stage.spool))
    stage.configuration.historyPath = stage.folder.path + "/other/history.sqlite"
    let offline = try await stage.audit("same", mode: .evidence, output: "offline")
      .run(EvidenceSelection(directory: stage.folder.path + "/evidence"), asOf: LiveStage.start)
    func text(_ outcome: AuditOutcome) throws -> String {
      try String(contentsOfFile: outcome.directory + "/fleet.json", encoding: .utf8)
        .replacingOccurrences(of: "\"mode\":\"live\"", with: "\"mode\":\"evidence\"")
        .replacingOccurrences(of: "\"mode\": \"live\"", with: "\"mode\": \"evidence\"")
    }
    #expect(try text(live) == text(offline))
    #expect(try text(live).count > 5_000)
  }

  @Test func `while it lasts the spool is private, and what a killed run left is removed at the start`() async throws {
    let stage = try LiveStage(tenants: 1, users: 5)
    try stage.folder.write("left", to: "state/history.sqlite.spool/gone/users.ndjson")
    let modes = Mutex<[Int]>([])
    let scope = try stage.scope { [spool = stage.spool] task in
      let files = FileManager.default
      let seen = [spool, task.folder].compactMap {
        (try? files.attributesOfItem(atPath: $0))?[.posixPermissions] as? Int
      }
      modes.withLock { $0 = seen + [files.fileExists(atPath: spool + "/gone") ? 1 : 0] }
      throw CancellationError()
    }
    await #expect(throws: CancellationError.self) {
      try await stage.audit().record(scope, endingAt: LiveStage.start)
    }
    #expect(modes.withLock { $0 } == [0o700, 0o700, 0])
    #expect(!FileManager.default.fileExists(atPath: stage.spool))
  }

  @Test func `a run that is stopped keeps the tenants that were done`() async throws {
    let stage = try LiveStage()
    let whole = try stage.scope()
    let count = Mutex(0)
    let scope = try stage.scope { task in
      if count.withLock({
        $0 += 1
        return $0
      }) == 3 {
        throw CancellationError()
      }
      try await whole.collect(task)
    }
    await #expect(throws: CancellationError.self) { try await stage.audit().run(scope, endingAt: LiveStage.start) }
    #expect(try stage.recorded().count == 2)
    #expect(!FileManager.default.fileExists(atPath: stage.spool))
    #expect(!stage.folder.exists("out/latest"))
  }

  @Test func `after the deadline no tenant is begun, and the rest counts as interrupted`() async throws {
    let stage = try LiveStage()
    let end = LiveStage.start.advanced(bySeconds: 60)
    let deadline = RunDeadline(moment: end) { [played = stage.played] in
      played.tasks.isEmpty ? LiveStage.start : end
    }
    let recorded = try await stage.audit(deadline: deadline).record(try stage.scope(), endingAt: LiveStage.start)
    #expect(stage.played.tasks.count == 1)
    let tenants = try stage.recorded()
    #expect(tenants.count == 3)
    #expect(tenants.filter { $0.status == .failed }.count == 2)
    #expect(recorded.failures.map(\.reason) == [.interrupted])
    #expect(recorded.failures.first?.tenants.count == 2)
    #expect(recorded.failures.first?.message.contains(end.iso8601) == true)
  }

  @Test func `evidence that is kept is a folder of archives, and nothing is written over`() async throws {
    let stage = try LiveStage(tenants: 2, users: 12)
    let saved = stage.folder.path + "/saved"
    let scope = try stage.scope(saved: saved)
    try scope.folders.refuseOccupied(scope.tenants)
    _ = try await stage.audit().record(scope, endingAt: LiveStage.start)
    let archives = try EvidenceArchive.archives(in: saved)
    #expect(Set(archives.map(\.name)) == Set(stage.configuration.tenants.map(\.slug)))
    #expect(!FileManager.default.fileExists(atPath: stage.spool))
    let trouble = #expect(throws: Trouble.self) { try scope.folders.refuseOccupied(scope.tenants) }
    #expect(trouble?.exit == .usage)
    #expect(trouble?.place == saved + "/" + stage.configuration.tenants[0].slug)
  }

  @Test func `a file in the place of a tenant's folder is in the way too`() throws {
    let stage = try LiveStage(tenants: 1, users: 5)
    try stage.folder.write("mine", to: "saved/" + stage.configuration.tenants[0].slug)
    let folders = EvidenceFolders(historyPath: "h", saved: stage.folder.path + "/saved")
    #expect(throws: Trouble.self) { try folders.refuseOccupied(stage.configuration.tenants) }
  }

  @Test func `each tenant is judged with its own settings`() async throws {
    var stage = try LiveStage()
    let off = CheckSettings.SwitchedOff(reason: "migration", until: nil)
    stage.configuration.tenants[1].overrides.checks = CheckSettings(
      disabledChecks: [CheckID("mailbox-rules"): off])
    _ = try await stage.audit().record(try stage.scope(), endingAt: LiveStage.start)
    let disabled = try stage.recorded().filter { tenant in
      tenant.coverage.contains { $0.coverage.checkID == CheckID("mailbox-rules") && $0.coverage.result == .disabled }
    }
    #expect(disabled.map(\.tenant.id) == [TenantID(stage.configuration.tenants[1].id)])
  }

  @Test func `the history says who is flagged and whether it is a first audit`() async throws {
    let stage = try LiveStage()
    _ = try await stage.audit().record(try stage.scope(), endingAt: LiveStage.start)
    let first = stage.played.tasks
    #expect(first.allSatisfy { !$0.state.wasSeen && $0.state.flagged.isEmpty })
    _ = try await stage.audit("run-2", days: 1).record(
      try stage.scope(), endingAt: LiveStage.start.advanced(byDays: 1))
    let second = stage.played.tasks.dropFirst(first.count)
    #expect(second.contains { $0.state.wasSeen })
    #expect(second.contains { !$0.state.flagged.isEmpty })
  }

  @Test func `a tenant that is gone from the configuration is not seen, until it is said to have left`() async throws {
    var stage = try LiveStage()
    _ = try await stage.audit().record(try stage.scope(), endingAt: LiveStage.start)
    let gone = stage.configuration.tenants.removeFirst()
    let next = LiveStage.start.advanced(byDays: 1)
    let missing = try await stage.audit("run-2", days: 1).record(try stage.scope(), endingAt: next)
    #expect(missing.failures.flatMap(\.tenants).map(\.id).contains(TenantID(gone.id)))
    #expect(try stage.recorded("run-2").count == 3)
    _ = try await stage.audit("run-3", days: 2, departed: [gone.id]).record(
      try stage.scope(), endingAt: LiveStage.start.advanced(byDays: 2))
    #expect(try stage.recorded("run-3").count == 2)
  }

  @Test func `a user that the tenant does not have ends the command with the nearest name`() async throws {
    let stage = try LiveStage(tenants: 1, users: 10)
    let archive = try #require(try EvidenceArchive.archives(in: stage.folder.path + "/evidence").first)
    let users = try #require(archive.evidence().users.value)
    let name = try #require(users.first?.userPrincipalName)
    let trouble = await #expect(throws: Trouble.self) {
      try await stage.audit().record(
        try stage.scope(onlyUser: String(name.dropFirst()), isWholeFleet: false), endingAt: LiveStage.start)
    }
    #expect(trouble?.exit == .usage)
    #expect(trouble?.help?.contains(name.lowercased()) == true, "\(trouble?.text ?? "")")
    _ = try await stage.audit("run-2", days: 1).record(
      try stage.scope(onlyUser: name.uppercased(), isWholeFleet: false),
      endingAt: LiveStage.start.advanced(byDays: 1))
    #expect(stage.played.tasks.last?.onlyUser == name.uppercased())
  }
}
