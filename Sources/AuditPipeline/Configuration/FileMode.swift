import Glibc

/// What the file system says of a path, links followed.
enum FileMode {
  /// A regular file, with its permission bits.
  case file(UInt32)
  case other
  /// The number of the system's error.
  case unreadable(Int32)

  static func of(_ path: String) -> FileMode {
    var status = stat()
    guard stat(path, &status) == 0 else { return .unreadable(errno) }
    return status.st_mode & S_IFMT == S_IFREG ? .file(UInt32(status.st_mode & 0o777)) : .other
  }
}
