import Foundation

/// The bytes of one file, read once from start to end; a pipe will do.
final class ExportFile {
  private let descriptor: Int32

  /// - Throws: `FileRefusal` when the file cannot be opened or is a directory.
  init(path: String) throws(FileRefusal) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileRefusal.unopenable(Self.problem(errno)) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      close(descriptor)
      throw FileRefusal.directory
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Fills the buffer from its start; returns how many bytes came, 0 at the end.
  ///
  /// - Throws: `FileRefusal` when the system cannot read on.
  func read(into buffer: inout [UInt8]) throws(FileRefusal) -> Int {
    while true {
      let count = buffer.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 { return count }
      if errno != EINTR { throw .unreadable(Self.problem(errno)) }
    }
  }

  private static func problem(_ code: Int32) -> String { String(cString: strerror(code)) }
}
