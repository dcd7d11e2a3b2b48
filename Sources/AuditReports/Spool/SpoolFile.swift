import Foundation

/// Where a row lies in a spool file.
struct SpoolSlot: Sendable {
  let offset: UInt64
  let length: UInt32
}

/// A nameless temporary file of rows. It is unlinked at once, so that nothing stays behind, not even after a crash.
///
/// Sendable because only the descriptor is kept, and `pread` and `pwrite` take their offset as an argument.
final class SpoolFile: Sendable {
  private let descriptor: Int32
  private let folder: String

  /// - Throws: `SpoolError` when the folder cannot be written to.
  init(folder: String) throws {
    self.folder = folder
    var template = Array((folder + "/roundsman-rows-XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw SpoolError.system("create", folder: folder, code: errno) }
    unlink(template)
  }

  deinit { close(descriptor) }

  func write(_ bytes: [UInt8], at offset: UInt64) throws {
    try bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = pwrite(
          descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(offset) + off_t(done))
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw SpoolError.system("write", folder: folder, code: errno) }
        done += count
      }
    }
  }

  /// Hands the bytes of one row to the body.
  func read<Result>(_ slot: SpoolSlot, _ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
    try withUnsafeTemporaryAllocation(byteCount: Int(slot.length), alignment: 8) { buffer in
      var done = 0
      while done < buffer.count {
        let count = pread(
          descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(slot.offset) + off_t(done))
        if count < 0, errno == EINTR { continue }
        if count == 0 { throw SpoolError.damaged }
        guard count > 0 else { throw SpoolError.system("read", folder: folder, code: errno) }
        done += count
      }
      return try body(UnsafeRawBufferPointer(buffer))
    }
  }
}
