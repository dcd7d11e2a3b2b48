import AuditHistory
import AuditModel
import Foundation
import Testing

/// Files that are missing, foreign, newer, damaged or held.
struct OpeningTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `a new history makes its folders and is for its owner and group only`() throws {
    let story = try Story(in: folder.url.appending(path: "a/b"))
    let mode = try FileManager.default.attributesOfItem(atPath: story.path)[.posixPermissions] as? Int
    #expect((mode ?? 0o777) & 0o007 == 0)
    #expect(try story.store.runs().isEmpty)
  }

  @Test func `what was recorded is there after opening again`() throws {
    let path = folder.path("h.sqlite")
    do {
      let store = try HistoryStore(path: path, openedAt: Story.firstNight)
      try store.begin(Story.auditRun(0))
      try store.record(.contoso(findings: [.rule()]), in: Story.run(0))
    }
    let store = try HistoryStore(path: path, openedAt: Story.asOf(1))
    #expect(try store.recordedTenant(Story.tenant.id, at: Story.run(0)).findings.count == 1)
    #expect(try store.runs().map(\.state) == [.running])
    try store.begin(Story.auditRun(1))
    #expect(try store.runs().map(\.state) == [.running, .interrupted])
  }

  @Test func `asking whether a run is under way never keeps one from starting`() async throws {
    let path = folder.path("h.sqlite")
    do { _ = try HistoryStore(path: path, openedAt: Story.firstNight) }
    let reader = try HistoryStore(readingFrom: path)
    let asking = Task.detached {
      while !Task.isCancelled { _ = try reader.runs() }
    }
    defer { asking.cancel() }
    for hour in 0..<200 { _ = try HistoryStore(path: path, openedAt: Story.asOf(0, hours: hour)) }
  }

  /// Between being forked and becoming another program, a child holds all that its parent had open.
  @Test func `a child process that is being started does not keep the history`() throws {
    let path = folder.path("h.sqlite")
    var copies: [Int32] = []
    defer { copies.forEach { close($0) } }
    do {
      let store = try HistoryStore(path: path, openedAt: Story.firstNight)
      try withExtendedLifetime(store) {
        for name in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") where copies.isEmpty {
          let file = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + name)
          if file == path + ".lock", let descriptor = Int32(name) { copies.append(dup(descriptor)) }
        }
      }
    }
    #expect(copies.count == 1)
    _ = try HistoryStore(path: path, openedAt: Story.asOf(1))
  }

  @Test func `a second writer is told who holds the history, and gets it when that one is gone`() throws {
    let path = folder.path("h.sqlite")
    try withExtendedLifetime(HistoryStore(path: path, openedAt: Story.firstNight)) { _ in
      let held = HistoryError.heldByAnotherRun(
        path: path, processID: Int(ProcessInfo.processInfo.processIdentifier), since: Story.firstNight)
      #expect(throws: held) { try HistoryStore(path: path, openedAt: Story.asOf(1)) }
      #expect(held.category == .held)
    }
    _ = try HistoryStore(path: path, openedAt: Story.asOf(1))
  }

  @Test func `a reader sees what a writer has recorded so far and cannot write`() throws {
    let story = try Story()
    try story.store.begin(Story.auditRun(0))
    let reader = try HistoryStore(readingFrom: story.path)
    #expect(try reader.runs().map(\.state) == [.running])
    try story.store.record(.contoso(), in: Story.run(0))
    #expect(try reader.tenants(of: Story.run(0)) == [Story.tenant.id])
    #expect(throws: HistoryError.openedForReading(path: story.path)) { try reader.begin(Story.auditRun(1)) }
  }

  @Test func `nothing to read is missing, not empty`() throws {
    let path = folder.path("none.sqlite")
    #expect(throws: HistoryError.missing(path: path)) { try HistoryStore(readingFrom: path) }
    #expect(!FileManager.default.fileExists(atPath: path))
    try Data().write(to: URL(fileURLWithPath: path))
    #expect(throws: HistoryError.notAHistory(path: path)) { try HistoryStore(readingFrom: path) }
  }

  @Test func `what is there and cannot be reached is unreadable, not missing`() throws {
    let file = folder.url.appending(path: "file")
    try Data("x".utf8).write(to: file)
    let loop = folder.url.appending(path: "loop")
    try FileManager.default.createSymbolicLink(atPath: loop.path, withDestinationPath: "loop")
    for (path, reason) in [(file.path + "/h.sqlite", ENOTDIR), (loop.path, ELOOP), (folder.url.path, EISDIR)] {
      let expected = HistoryError.unreadable(path: path, reason: String(cString: strerror(reason)))
      #expect(throws: expected) { try HistoryStore(readingFrom: path) }
    }
  }

  @Test func `a history in a folder without permission is unreadable, not missing`() async throws {
    let path = folder.path("h.sqlite")
    _ = try HistoryStore(path: path, openedAt: Story.firstNight)
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: folder.url.path)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.url.path) }
    await #expect(processExitsWith: .success) { [path = path as String] in
      // Root may read everywhere: the child is nobody then.
      if geteuid() == 0 { #expect(seteuid(65_534) == 0) }
      let expected = HistoryError.unreadable(path: path, reason: String(cString: strerror(EACCES)))
      #expect(throws: expected) { try HistoryStore(readingFrom: path) }
    }
  }

  @Test(arguments: ["a text, and a long one", "x", "SQLite format 3"])
  func `a file that is no database is left as it is`(_ text: String) throws {
    let file = folder.url.appending(path: "h.sqlite")
    try Data(text.utf8).write(to: file)
    #expect(throws: HistoryError.notAHistory(path: file.path)) {
      try HistoryStore(path: file.path, openedAt: Story.firstNight)
    }
    #expect(throws: HistoryError.notAHistory(path: file.path)) { try HistoryStore(readingFrom: file.path) }
    #expect(try Data(contentsOf: file) == Data(text.utf8))
  }

  @Test func `another program's database is left as it is`() throws {
    let path = folder.path("h.sqlite")
    try runPython("import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('CREATE TABLE run (x)')", path)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(throws: HistoryError.notAHistory(path: path)) { try HistoryStore(path: path, openedAt: Story.firstNight) }
    #expect(throws: HistoryError.notAHistory(path: path)) { try HistoryStore(readingFrom: path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
    #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
  }

  /// A copy of the files in the middle of a transaction is what a killed process leaves.
  @Test func `a history whose maker was killed in a transaction is put right by the next writer`() throws {
    let path = folder.path("h.sqlite")
    let script = """
      import shutil, sqlite3, sys
      other = sys.argv[1] + ".other"
      db = sqlite3.connect(other, isolation_level=None)
      db.execute("PRAGMA cache_size = 1")
      db.execute("CREATE TABLE gone (x)")
      db.execute("DROP TABLE gone")
      db.execute("PRAGMA application_id = 0x524E4453")
      db.execute("BEGIN EXCLUSIVE")
      db.execute("CREATE TABLE half (x)")
      for _ in range(100):
          db.execute("INSERT INTO half VALUES (randomblob(4000))")
      for end in ["", "-journal"]:
          shutil.copy(other + end, sys.argv[1] + end)
      """
    try runPython(script, path)
    let told = "whoever made it was stopped in the middle; the next audit puts it right"
    #expect(throws: HistoryError.unreadable(path: path, reason: told)) { try HistoryStore(readingFrom: path) }
    let history = try HistoryStore(path: path, openedAt: Story.firstNight)
    #expect(try history.runs().isEmpty)
  }

  @Test func `a history whose making was cut off is made to its end`() throws {
    let path = folder.path("h.sqlite")
    // The first that is written of a new file, and the first table.
    let script = """
      import sqlite3, sys
      with sqlite3.connect(sys.argv[1]) as db:
          db.execute("PRAGMA application_id = 0x524E4453")
          db.execute("CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
      """
    try runPython(script, path)
    let history = try HistoryStore(path: path, openedAt: Story.firstNight)
    #expect(try history.runs().isEmpty)
  }

  @Test func `a newer version's history is not touched`() throws {
    let path = folder.path("h.sqlite")
    _ = try HistoryStore(path: path, openedAt: Story.firstNight)
    let script = """
      import sqlite3, sys
      with sqlite3.connect(sys.argv[1]) as db: db.execute("INSERT INTO grdb_migrations VALUES ('of next year')")
      """
    try runPython(script, path)
    #expect(throws: HistoryError.newerVersion(path: path)) { try HistoryStore(path: path, openedAt: Story.asOf(1)) }
    let error = #expect(throws: HistoryError.self) { try HistoryStore(readingFrom: path) }
    #expect(error == .newerVersion(path: path) && error?.category == .unreadable)
  }

  @Test(arguments: [0.3, 0.6, 0.9])
  func `a damaged file is an error, never an empty history`(_ share: Double) throws {
    let path = folder.path("h.sqlite")
    do {
      let store = try HistoryStore(path: path, openedAt: Story.firstNight)
      try store.begin(Story.auditRun(0))
      let findings = (0..<200).map { Finding.rule("\($0)") }
      try store.record(.contoso(findings: findings), in: Story.run(0))
      try store.finish(Story.run(0), at: Story.asOf(0), exitCode: 0)
    }
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    // All pages but the first, from that share of the file on.
    for index in max(4_096, Int(Double(bytes.count) * share))..<bytes.count { bytes[index] = 0xA5 }
    try bytes.write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: HistoryError.self) {
      let store = try HistoryStore(readingFrom: path)
      _ = try store.recordedTenant(Story.tenant.id, at: Story.run(0))
    }
    #expect(error?.category == .unreadable)
  }

  @Test func `a truncated file is an error`() throws {
    let story = try Story()
    try story.night(0, .contoso(findings: (0..<200).map { .rule("\($0)") }))
    let copy = folder.url.appending(path: "cut.sqlite")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: story.path))
    try bytes.prefix(bytes.count / 8192 * 4096).write(to: copy)
    let error = #expect(throws: HistoryError.self) {
      let store = try HistoryStore(path: copy.path, openedAt: Story.firstNight)
      _ = try store.recordedTenant(Story.tenant.id, at: Story.run(0))
    }
    #expect(error?.category == .unreadable)
  }

  @Test func `a folder that cannot be made is said to be unwritable`() throws {
    let file = folder.url.appending(path: "file")
    try Data("x".utf8).write(to: file)
    let error = #expect(throws: HistoryError.self) {
      try HistoryStore(path: file.appending(path: "sub/h.sqlite").path, openedAt: Story.firstNight)
    }
    #expect(error?.category == .unwritable)
    #expect(error?.description.contains(file.path) == true)
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
  func `a folder without permission is said to be unwritable`() throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.url.path)
    let error = #expect(throws: HistoryError.self) {
      try HistoryStore(path: folder.path("h.sqlite"), openedAt: Story.firstNight)
    }
    #expect(error?.category == .unwritable)
  }
}
