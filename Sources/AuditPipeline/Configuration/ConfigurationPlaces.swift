import Foundation
import Yams

/// Where in a configuration file each key stands.
struct ConfigurationPlaces {
  private let path: String
  private let root: Node?

  /// - Throws: what reading the file throws; it was read before.
  init(path: String) throws {
    self.path = path
    root = try Yams.compose(yaml: String(contentsOfFile: path, encoding: .utf8))
  }

  /// `file:line` of the key, or `default` when the file does not hold it.
  func origin(of key: String) -> String {
    var node = root
    var line: Int?
    for name in key.split(separator: ".") {
      guard let pair = node?.mapping?.first(where: { $0.key.string == String(name) }) else { return "default" }
      line = pair.key.mark?.line
      node = pair.value
    }
    return line.map { "\(path):\($0)" } ?? path
  }
}
