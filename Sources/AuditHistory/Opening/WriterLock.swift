import AuditModel
import Foundation

/// The one writer of a history: an advisory lock on a file beside the database, which dies with the process.
///
/// The file names who holds it, for the message to the second writer; it stays behind when the lock is gone.
final class WriterLock: Sendable {
  private let descriptor: Int32

  /// - Throws: `heldByAnotherRun`, or `unwritable` when the file cannot be made.
  init(forDatabaseAt path: String, at now: Timestamp) throws(HistoryError) {
    let file = open(Self.path(forDatabaseAt: path), O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
    guard file >= 0 else { throw .unwritable(path: path, reason: String(cString: strerror(errno))) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      defer { close(file) }
      guard reason == EWOULDBLOCK else { throw .unwritable(path: path, reason: String(cString: strerror(reason))) }
      let (processID, since) = Self.holder(in: file)
      throw .heldByAnotherRun(path: path, processID: processID, since: since)
    }
    let note = "\(getpid()) \(now.iso8601)\n"
    guard ftruncate(file, 0) == 0, pwrite(file, note, note.utf8.count, 0) == note.utf8.count else {
      let reason = String(cString: strerror(errno))
      close(file)
      throw .unwritable(path: path, reason: reason)
    }
    descriptor = file
  }

  deinit { close(descriptor) }

  /// True while a process holds the lock of this database.
  static func isHeld(forDatabaseAt path: String) -> Bool {
    let file = open(Self.path(forDatabaseAt: path), O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    return flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }

  private static func path(forDatabaseAt path: String) -> String { path + ".lock" }

  private static func holder(in file: Int32) -> (processID: Int?, since: Timestamp?) {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = pread(file, &bytes, bytes.count, 0)
    guard count > 0 else { return (nil, nil) }
    let words = String(decoding: bytes[..<count], as: UTF8.self).split(whereSeparator: \.isWhitespace)
    let since = words.count > 1 ? Timestamp(iso8601: String(words[1])) : nil
    return (words.first.flatMap { Int($0) }, since)
  }
}
