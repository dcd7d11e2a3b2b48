import Foundation

/// Finds the repository's own files from a test, also through a symbolic link.
enum Repository {
  static var root: URL {
    URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// True when snapshots are to be written instead of compared.
  static var recordsSnapshots: Bool { ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" }

  static func text(of path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  static func write(_ text: String, to path: String) throws {
    let url = root.appendingPathComponent(path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
  }

  static func files(under path: String) throws -> [URL] {
    let entries = FileManager.default.enumerator(at: root.appendingPathComponent(path), includingPropertiesForKeys: nil)
    return (entries?.compactMap { $0 as? URL } ?? []).sorted { $0.path < $1.path }
  }
}
