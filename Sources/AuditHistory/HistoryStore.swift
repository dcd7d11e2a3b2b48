import AuditModel
import GRDB

/// The record of every audit: runs, what they could see of each tenant, users and findings, in one SQLite file.
///
/// Users and findings are kept as intervals of nights on which nothing changed, so that a quiet night adds rows for
/// the run, its tenants and their coverage only. A night is the count of a tenant's recorded runs: 1, 2, 3 … Runs of a
/// tenant are recorded in the order of the moment that their window ends, so that what an old run's report says never
/// changes. All moments in the file are microseconds since 1970 in UTC. Safe to use from any task; writes are queued.
package final class HistoryStore: Sendable {
  /// Where the database is.
  package let path: String
  let database: DatabasePool
  /// Held for the life of a store that may write; nil for a store that only reads.
  let writerLock: WriterLock?

  init(path: String, database: DatabasePool, writerLock: WriterLock?) {
    self.path = path
    self.database = database
    self.writerLock = writerLock
  }

  deinit {
    // Readers first: the connection that closes last folds the write-ahead log into the file, and only a writer can.
    database.invalidateReadOnlyConnections()
    try? database.close()
  }

  /// Runs one transaction that writes; whole or not at all.
  func write<Value>(_ body: (Database) throws -> Value) throws(HistoryError) -> Value {
    guard writerLock != nil else { throw .openedForReading(path: path) }
    do {
      return try database.write(body)
    } catch {
      throw HistoryError(error, path: path, isWriting: true)
    }
  }

  /// Runs one transaction that reads: everything in it is of one moment.
  func read<Value>(_ body: (Database) throws -> Value) throws(HistoryError) -> Value {
    do {
      return try database.read(body)
    } catch {
      throw HistoryError(error, path: path, isWriting: false)
    }
  }
}
