import Foundation

/// A folder that is gone when the test is.
final class TemporaryFolder {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "roundsman-test-" + UUID().uuidString
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func text(_ relative: String) throws -> String {
    String(decoding: try data(relative), as: UTF8.self)
  }

  func data(_ relative: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path + "/" + relative)) }

  func write(_ text: String, to relative: String) throws {
    let path = self.path + "/" + relative
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  func exists(_ relative: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + relative) }

  /// Every file below a folder, by its path from there, sorted.
  func files(below relative: String = "") -> [String] {
    // An enumerator does not look behind a link such as `latest`.
    let root = URL(fileURLWithPath: relative.isEmpty ? path : path + "/" + relative).resolvingSymlinksInPath().path
    let all = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return all.filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: root + "/" + name, isDirectory: &isFolder) && !isFolder.boolValue
    }.sorted()
  }
}

/// The root of the checkout, found from this file.
enum Checkout {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// Bodies and exports that nobody of the project made; nil on a machine that does not have them.
  static let sharedData: String? = {
    let path = URL(fileURLWithPath: root + "/../shared/data").standardizedFileURL.path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()
}
