import Foundation

/// A report file that is written front to back through a buffer; nothing of it is held but the last quarter megabyte.
final class ReportFile {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var isOpen = true
  private static let bufferSize = 1 << 18

  /// Creates the file, readable by its owner and group; an existing one is an error: reports are never overwritten.
  ///
  /// - Throws: `ReportFileError` when it cannot be created.
  init(creating path: String) throws {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw ReportFileError(verb: "create", path: path, code: errno) }
    buffer.reserveCapacity(Self.bufferSize + 4096)
  }

  deinit { if isOpen { close(descriptor) } }

  /// Takes the bytes over and empties them.
  func append(_ bytes: inout [UInt8]) throws {
    buffer += bytes
    bytes.removeAll(keepingCapacity: true)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Writes what is left, and checks that the system took it all.
  func finish() throws {
    try flush()
    isOpen = false
    guard close(descriptor) == 0 else { throw ReportFileError(verb: "write", path: path, code: errno) }
  }

  private func flush() throws {
    try buffer.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let count = write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw ReportFileError(verb: "write", path: path, code: errno) }
        done += count
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// A report file that could not be written.
package struct ReportFileError: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String

  init(verb: String, path: String, code: Int32) {
    description =
      "Cannot \(verb) \(path): \(SystemMessage.text(of: code)). Check free space and permissions of its folder."
  }
}
