import AuditModel
import Foundation

/// The one writer of a history: an advisory lock on a file beside the database, which dies with the process.
///
/// A lock of the open file (`F_OFD_SETLK`), not of the process: two stores of one process exclude each other as well, and
/// whoever asks who holds it takes nothing, so that a question never keeps a run from starting.
///
/// The file names who holds it, for the message to the second writer; it stays behind when the lock is gone.
final class WriterLock: Sendable {
  private let descriptor: Int32

  /// Numbers of `fcntl` that Swift's Glibc does not name. Source: Linux, include/uapi/asm-generic/fcntl.h, checked 2026-11.
  private static let setLockOfOpenFile: Int32 = 37
  private static let getLockOfOpenFile: Int32 = 36

  /// - Throws: `heldByAnotherRun`, or `unwritable` when the file cannot be made.
  init(forDatabaseAt path: String, at now: Timestamp) throws(HistoryError) {
    let file = open(Self.path(forDatabaseAt: path), O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
    guard file >= 0 else { throw .unwritable(path: path, reason: String(cString: strerror(errno))) }
    var whole = Self.wholeFile
    guard fcntl(file, Self.setLockOfOpenFile, &whole) == 0 else {
      let reason = errno
      defer { close(file) }
      guard reason == EAGAIN || reason == EACCES else {
        throw .unwritable(path: path, reason: String(cString: strerror(reason)))
      }
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

  deinit {
    // Given back by name: a child process that is just being started still holds the file, and closing leaves it locked.
    var whole = Self.wholeFile
    whole.l_type = Int16(F_UNLCK)
    _ = fcntl(descriptor, Self.setLockOfOpenFile, &whole)
    close(descriptor)
  }

  /// True while a process holds the lock of this database.
  static func isHeld(forDatabaseAt path: String) -> Bool {
    let file = open(Self.path(forDatabaseAt: path), O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    var obstacle = Self.wholeFile
    return fcntl(file, Self.getLockOfOpenFile, &obstacle) == 0 && obstacle.l_type != Int16(F_UNLCK)
  }

  /// A lock for writing, from the first byte to the last that the file may ever have.
  private static var wholeFile: flock {
    flock(l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
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
