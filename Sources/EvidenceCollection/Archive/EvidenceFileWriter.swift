import Crypto
import Glibc

/// One NDJSON file being written: counts its lines and bytes and computes its SHA-256 on the way.
///
/// The file is opened with its first bytes, so that the many small ones of many tenants do not use up the process's descriptors.
final class EvidenceFileWriter {
  private static let flushAt = 256 << 10
  private let path: String
  private var descriptor: Int32?
  private var pending: [UInt8] = []
  private var hash = SHA256()
  private var items = 0
  private var bytes = 0

  private let isDurable: Bool

  /// - Parameter isDurable: false when nothing need wait for the disk.
  init(path: String, isDurable: Bool = true) {
    self.path = path
    self.isDurable = isDurable
  }

  deinit { if let descriptor { close(descriptor) } }

  func append(_ line: some Collection<UInt8>) throws(EvidenceArchiveError) {
    let start = pending.count
    pending.append(contentsOf: line)
    pending.withUnsafeMutableBufferPointer { pending in
      for index in start..<pending.count where pending[index] == 0x0A || pending[index] == 0x0D {
        pending[index] = 0x20
      }
    }
    pending.append(0x0A)
    items += 1
    if pending.count >= Self.flushAt { try flush() }
  }

  /// Closes the file; there is one after this, with or without lines.
  ///
  /// - Returns: lines, bytes and hexadecimal SHA-256 of the whole file.
  func finish() throws(EvidenceArchiveError) -> (items: Int, bytes: Int, sha256: String) {
    let descriptor = try flush()
    defer {
      close(descriptor)
      self.descriptor = nil
    }
    if isDurable { try FileSystem.synchronize(descriptor, path: path) }
    return (items, bytes, hash.finalize().hex)
  }

  @discardableResult
  private func flush() throws(EvidenceArchiveError) -> Int32 {
    let descriptor = if let descriptor { descriptor } else { try open() }
    self.descriptor = descriptor
    pending.withUnsafeBytes { hash.update(bufferPointer: $0) }
    try FileSystem.write(pending, to: descriptor, path: path)
    bytes += pending.count
    pending.removeAll(keepingCapacity: true)
    return descriptor
  }

  private func open() throws(EvidenceArchiveError) -> Int32 {
    try FileSystem.open(path, O_WRONLY | O_CREAT | O_EXCL, remedy: "choose another folder, or check its permissions")
  }
}
