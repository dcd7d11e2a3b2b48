package import AuditModel
import GRDB

/// What can go wrong with a history. Each says what, where and what to do; none holds a tenant's evidence.
package enum HistoryError: Error, Equatable, Sendable {
  /// There is no file to read.
  case missing(path: String)
  /// The file is not an SQLite database, or one of another program.
  case notAHistory(path: String)
  /// The database is damaged, or holds what no version of ours wrote.
  case damaged(path: String, reason: String)
  /// A newer version of Roundsman wrote it.
  case newerVersion(path: String)
  /// An older version wrote it, and it was opened only for reading, so that it cannot be brought up to date.
  case olderVersion(path: String)
  /// No permission to read, or the system failed to.
  case unreadable(path: String, reason: String)
  /// No permission to write, a full disk, or the system failed to.
  case unwritable(path: String, reason: String)
  /// Another run writes to it. The process and the moment are nil when the lock file does not say.
  case heldByAnotherRun(path: String, processID: Int?, since: Timestamp?)
  /// Our own mistake: a write to a store that was opened for reading.
  case openedForReading(path: String)

  case runAlreadyBegun(RunID)
  case runAlreadyFinished(RunID)
  /// No recorded run has this id or date, or there is no finished run yet (`latest`).
  case runUnknown(String)
  /// Several runs have this date; the newest first.
  case runAmbiguous(String, [RunID])
  case tenantAlreadyRecorded(TenantID, RunID)
  case tenantNotRecorded(TenantID, RunID)
  /// The run's window ends before the newest one recorded of this tenant.
  case outOfOrder(TenantID, windowEnd: Timestamp, newest: Timestamp)
  /// The result names the same user, finding or check twice, or breaks a rule of the database.
  case contradictoryResult(TenantID, reason: String)

  /// What a command makes of it.
  package enum Category: Sendable { case unreadable, unwritable, held, usage, refused }

  package var category: Category {
    switch self {
    case .missing, .notAHistory, .damaged, .newerVersion, .olderVersion, .unreadable: .unreadable
    case .unwritable: .unwritable
    case .heldByAnotherRun: .held
    case .runUnknown, .runAmbiguous, .tenantNotRecorded: .usage
    case .openedForReading, .runAlreadyBegun, .runAlreadyFinished, .tenantAlreadyRecorded, .outOfOrder,
      .contradictoryResult:
      .refused
    }
  }
}

extension HistoryError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing(let path):
      "There is no history at \(path). Run an audit first, or name another history."
    case .notAHistory(let path):
      "\(path) is not a history of Roundsman. Name another file, or move this one away to start a new history."
    case .damaged(let path, let reason):
      "The history \(path) is damaged (\(reason)). Restore it from a backup, or move it away to start a new one."
    case .newerVersion(let path):
      "The history \(path) was written by a newer version of Roundsman. Update Roundsman; nothing was changed."
    case .olderVersion(let path):
      "The history \(path) was written by an older version of Roundsman. Run an audit once to bring it up to date."
    case .unreadable(let path, let reason):
      "The history \(path) cannot be read (\(reason)). Check the permissions of the file and of its folder."
    case .unwritable(let path, let reason):
      "The history \(path) cannot be written (\(reason)). Check the permissions of its folder and the free disk space."
    case .heldByAnotherRun(let path, let processID, let since):
      "Another run holds the history \(path)\(Self.holder(processID, since)). Wait until it is done and try again."
    case .openedForReading(let path):
      "The history \(path) was opened for reading only."
    case .runAlreadyBegun(let run):
      "The run \(run) is in the history already."
    case .runAlreadyFinished(let run):
      "The run \(run) is finished; nothing can be added to it."
    case .runUnknown(let text):
      text == "latest"
        ? "The history holds no finished run. Run an audit first, or name an interrupted run by its id."
        : "The history holds no run \(text). Name a run's id, its date (2026-09-24) or latest."
    case .runAmbiguous(let text, let runs):
      "\(text) names \(runs.count) runs: \(runs.map(\.rawValue).joined(separator: ", ")). Name one by its id."
    case .tenantAlreadyRecorded(let tenant, let run):
      "Tenant \(tenant) is recorded in run \(run) already; a run records a tenant once."
    case .tenantNotRecorded(let tenant, let run):
      "Run \(run) holds no result of tenant \(tenant)."
    case .outOfOrder(let tenant, let windowEnd, let newest):
      "Tenant \(tenant) is recorded up to \(newest.iso8601), and this run looks back from \(windowEnd.iso8601). "
        + "A history is recorded in order of time: audit older evidence into a history of its own."
    case .contradictoryResult(let tenant, let reason):
      "The result of tenant \(tenant) cannot be recorded: \(reason)."
    }
  }

  private static func holder(_ processID: Int?, _ since: Timestamp?) -> String {
    guard let processID else { return "" }
    guard let since else { return " (process \(processID))" }
    return " (process \(processID), since \(since.iso8601))"
  }
}

extension HistoryError {
  /// Sorts what SQLite, the file system and our own reading of rows say.
  init(_ error: any Error, path: String, isWriting: Bool) {
    if let error = error as? HistoryError {
      self = error
      return
    }
    // Rows that do not decode: the columns or their JSON are not what we wrote.
    if let error = error as? UnreadableRow {
      self = .damaged(path: path, reason: error.reason)
      return
    }
    if error is RowDecodingError {
      self = .damaged(path: path, reason: "a row cannot be read")
      return
    }
    guard let error = error as? DatabaseError else {
      self = Self.refused(path: path, reason: "\(error)", isWriting: isWriting)
      return
    }
    var reason = error.message ?? "SQLite error \(error.resultCode.rawValue)"
    if error.extendedResultCode == .SQLITE_READONLY_ROLLBACK {
      reason = "whoever made it was stopped in the middle; the next audit puts it right"
    }
    switch error.resultCode {
    case .SQLITE_NOTADB:
      self = .notAHistory(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self = .heldByAnotherRun(path: path, processID: nil, since: nil)
    // A missing table or column, a broken page, or rows that break the rules of their table: who restores a backup is
    // helped. For everything else that advice would cost a good history.
    case .SQLITE_CORRUPT, .SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_FORMAT:
      self = .damaged(path: path, reason: reason)
    default:
      self = Self.refused(path: path, reason: reason, isWriting: isWriting)
    }
  }

  private static func refused(path: String, reason: String, isWriting: Bool) -> HistoryError {
    isWriting ? .unwritable(path: path, reason: reason) : .unreadable(path: path, reason: reason)
  }
}

/// A row or its JSON is not what we write.
struct UnreadableRow: Error {
  let reason: String
}
