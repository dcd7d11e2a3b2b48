import Glibc

/// The few calls to the operating system that archives need, with errors that name the path.
enum FileSystem {
  /// What stands at a path.
  enum Entry: Equatable { case file(size: Int), folder, other, nothing }

  static func entry(at path: String) -> Entry {
    var status = stat()
    guard stat(path, &status) == 0 else { return .nothing }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: .file(size: Int(status.st_size))
    case S_IFDIR: .folder
    default: .other
    }
  }

  /// The names in a folder, sorted, without `.` and `..`.
  static func names(in directory: String) throws(EvidenceArchiveError) -> [String] {
    guard let stream = opendir(directory) else {
      throw failure(directory, "cannot be read", remedy: "check the path and its permissions")
    }
    defer { closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(stream) {
      // By offset: the entry is as long as its name, not as long as its type says.
      let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) ?? 19
      let name = String(cString: UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self))
      if name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw failure(directory, "cannot be read", remedy: "check the disk") }
    return names.sorted()
  }

  /// Makes a folder and those above it; only the owner may enter the last.
  static func makeFolder(_ path: String) throws(EvidenceArchiveError) {
    if entry(at: path) == .folder { return }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex, entry(at: String(path[..<slash])) == .nothing {
      try makeFolder(String(path[..<slash]))
    }
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw failure(path, "cannot be made", remedy: "check the permissions of the folder above")
    }
  }

  /// - Parameter remedy: what to do when it fails.
  static func open(_ path: String, _ flags: Int32, remedy: String) throws(EvidenceArchiveError) -> Int32 {
    let descriptor = Glibc.open(path, flags | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(path, "cannot be opened", remedy: remedy) }
    return descriptor
  }

  /// Opens a regular file for reading; nil when there is none at that path.
  ///
  /// - Parameter remedy: what to do when it is there and cannot be opened.
  static func openFile(_ path: String, remedy: String) throws(EvidenceArchiveError) -> (descriptor: Int32, size: Int)? {
    let descriptor: Int32
    do {
      // Without waiting: a named pipe in the file's place would otherwise stop the run.
      descriptor = try open(path, O_RDONLY | O_NONBLOCK, remedy: remedy)
    } catch {
      if case .file = entry(at: path) { throw error }
      return nil
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      return nil
    }
    return (descriptor, Int(status.st_size))
  }

  /// Up to that many bytes; 0 at the end.
  static func read(_ descriptor: Int32, into target: UnsafeMutableRawPointer, count: Int, path: String)
    throws(EvidenceArchiveError) -> Int
  {
    while true {
      let length = Glibc.read(descriptor, target, count)
      if length >= 0 { return length }
      if errno != EINTR {
        throw failure(path, "cannot be read", remedy: "check the disk, then copy or collect it again")
      }
    }
  }

  static func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(EvidenceArchiveError) {
    let outcome = bytes.withUnsafeBytes { bytes in
      Result { () throws(EvidenceArchiveError) in try write(bytes, to: descriptor, path: path) }
    }
    try outcome.get()
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String)
    throws(EvidenceArchiveError)
  {
    var rest = bytes
    while let start = rest.baseAddress, rest.count > 0 {
      let length = Glibc.write(descriptor, start, rest.count)
      if length >= 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest[length...])
      } else if errno != EINTR {
        throw failure(path, "cannot be written", remedy: "check the free space and the permissions")
      }
    }
  }

  /// Waits until the disk has what was written; where a file system cannot, nothing is waited for.
  static func synchronize(_ descriptor: Int32, path: String) throws(EvidenceArchiveError) {
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw failure(path, "cannot be written", remedy: "check the free space and the disk")
    }
  }

  /// The same of a folder, so that a name that was put in place is there after a power cut.
  static func synchronizeFolder(_ path: String) throws(EvidenceArchiveError) {
    let descriptor = try open(path, O_RDONLY | O_DIRECTORY, remedy: "check the permissions of the folder")
    defer { close(descriptor) }
    try synchronize(descriptor, path: path)
  }

  /// Puts a finished file in its place at once, so that no reader sees half of it.
  static func rename(_ old: String, to new: String) throws(EvidenceArchiveError) {
    guard Glibc.rename(old, new) == 0 else {
      throw failure(new, "cannot be put in place", remedy: "check the permissions of the folder")
    }
  }

  /// The whole of a small file.
  static func contents(of path: String, limit: Int) throws(EvidenceArchiveError) -> [UInt8] {
    guard let (descriptor, _) = try openFile(path, remedy: "check its permissions") else {
      throw EvidenceArchiveError(path: path, problem: "is no file", remedy: "collect the archive again")
    }
    defer { close(descriptor) }
    var contents: [UInt8] = []
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 1)
    defer { chunk.deallocate() }
    while let start = chunk.baseAddress {
      let length = try read(descriptor, into: start, count: chunk.count, path: path)
      if length == 0 { return contents }
      contents.append(contentsOf: chunk[..<length])
      guard contents.count <= limit else {
        throw EvidenceArchiveError(
          path: path, problem: "is longer than \(limit) bytes", remedy: "it is no manifest; collect the archive again")
      }
    }
    return contents
  }

  static func failure(_ path: String, _ what: String, remedy: String) -> EvidenceArchiveError {
    EvidenceArchiveError(path: path, problem: "\(what): \(String(cString: strerror(errno)))", remedy: remedy)
  }
}
