package import AuditModel
import Foundation
import GRDB

extension HistoryStore {
  /// Opens a history for writing: makes the file and its folder when missing, and brings its tables up to date.
  ///
  /// Holds the writer's lock until the store is released or the process ends.
  /// - Parameter now: noted in the lock file, for the message to a second writer.
  /// - Throws: `heldByAnotherRun`, `unwritable`, `notAHistory`, `newerVersion` or `damaged`.
  package convenience init(path: String, openedAt now: Timestamp) throws(HistoryError) {
    try Self.createFolder(of: path)
    let lock = try WriterLock(forDatabaseAt: path, at: now)
    try Self.createFile(at: path)
    do {
      try Self.refuseForeign(path)
      let database = try DatabasePool(path: path, configuration: Self.configuration(readonly: false))
      try HistorySchema.install(in: database)
      self.init(path: path, database: database, writerLock: lock)
    } catch {
      throw HistoryError(error, path: path, isWriting: true)
    }
  }

  /// Opens a history for reading, also while a run writes to it.
  ///
  /// - Throws: `missing`, `unreadable`, `notAHistory`, `newerVersion`, `olderVersion` or `damaged`.
  package convenience init(readingFrom path: String) throws(HistoryError) {
    guard try FileHeader(ofFileAt: path).isSQLite else { throw .notAHistory(path: path) }
    do {
      let database = try DatabasePool(path: path, configuration: Self.configuration(readonly: true))
      if try database.read(HistorySchema.isForeign) { throw HistoryError.notAHistory(path: path) }
      if try database.read(HistorySchema.migrator.hasBeenSuperseded) { throw HistoryError.newerVersion(path: path) }
      guard try database.read(HistorySchema.migrator.hasCompletedMigrations) else {
        throw HistoryError.olderVersion(path: path)
      }
      self.init(path: path, database: database, writerLock: nil)
    } catch {
      throw HistoryError(error, path: path, isWriting: false)
    }
  }

  /// Before the pool is opened for writing, which would switch another program's database, or a newer version's, to WAL.
  private static func refuseForeign(_ path: String) throws {
    let file = try FileHeader(ofFileAt: path)
    if file.isEmpty { return }
    guard file.isSQLite else { throw HistoryError.notAHistory(path: path) }
    do {
      try refuseForeign(path, readonly: true)
    } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK {
      // Whoever made it was killed in the middle of a transaction, which nobody can undo by reading alone.
      try refuseForeign(path, readonly: false)
    }
  }

  private static func refuseForeign(_ path: String, readonly: Bool) throws {
    let database = try DatabaseQueue(path: path, configuration: configuration(readonly: readonly))
    defer { try? database.close() }
    if try database.read(HistorySchema.isForeign) { throw HistoryError.notAHistory(path: path) }
    if try database.read(HistorySchema.migrator.hasBeenSuperseded) { throw HistoryError.newerVersion(path: path) }
  }

  private static func configuration(readonly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readonly
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(10)
    configuration.maximumReaderCount = 4
    configuration.label = "AuditHistory"
    if !readonly {
      // A fleet's night writes the same index pages again and again: moving them from the log into the file every
      // 32 MB instead of every 4 MB saves most of that. The end of a run moves all of them.
      configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA wal_autocheckpoint = 8000") }
    }
    return configuration
  }

  private static func createFolder(of path: String) throws(HistoryError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
    } catch {
      throw .unwritable(path: path, reason: "its folder \(folder) cannot be made")
    }
  }

  /// SQLite would make the file readable for everybody; it holds personal data.
  private static func createFile(at path: String) throws(HistoryError) {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
    guard file >= 0 else { throw .unwritable(path: path, reason: String(cString: strerror(errno))) }
    close(file)
  }
}

/// The first bytes of a file, which tell a database from something else.
private struct FileHeader {
  let isEmpty: Bool
  let isSQLite: Bool

  /// - Throws: `missing` only when there is no such file; `unreadable` with the system's reason for everything else.
  init(ofFileAt path: String) throws(HistoryError) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw errno == ENOENT
        ? .missing(path: path) : .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = read(file, &bytes, bytes.count)
    guard count >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
    isEmpty = count == 0
    isSQLite = bytes == Array("SQLite format 3\0".utf8)
  }
}
