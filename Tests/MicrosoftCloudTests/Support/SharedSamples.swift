import Foundation

/// Published sample bodies in `../shared/data/graph-samples` beside the repository, or where ROUNDSMAN_SHARED_DATA says.
enum SharedSamples {
  private static let folder: String? = {
    if let named = ProcessInfo.processInfo.environment["ROUNDSMAN_SHARED_DATA"] { return named + "/graph-samples" }
    var url = URL(filePath: #filePath).resolvingSymlinksInPath()
    while url.path != "/" {
      url.deleteLastPathComponent()
      let folder = url.appending(path: "../shared/data/graph-samples").standardized.path
      if FileManager.default.fileExists(atPath: folder) { return folder }
    }
    return nil
  }()

  /// Nil when the samples are not there.
  static func text(_ name: String) throws -> String? {
    try folder.map { try String(contentsOfFile: "\($0)/\(name).json", encoding: .utf8) }
  }

  static func names() throws -> [String]? { try folder.map { try FileManager.default.contentsOfDirectory(atPath: $0) } }
}
